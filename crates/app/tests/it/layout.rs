//! The arrangement of the window survives the program.

use serde_json::json;

use crate::program::Program;

#[test]
fn what_a_window_keeps_is_there_at_the_next_start() {
    let program = Program::start();
    assert_eq!(program.ask("/api/layout"), json!({"text": ""}));
    program.tell("/api/layout", &json!({"text": "{\"tabs\":[\"ä\"]}"}));
    let program = Program::start_in(program.stop());
    assert_eq!(program.ask("/api/layout"), json!({"text": "{\"tabs\":[\"ä\"]}"}));
    let long = json!({"text": "x".repeat(1024 * 1024 + 1)});
    assert_eq!(program.post("/api/layout", &long).refusal(), "400 bad_request");
}
