use jiff::Timestamp;

use super::{Id, IdGenerator, UnreadableId};

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

#[test]
fn an_id_is_time_node_and_counter_in_hex() {
    let generator = IdGenerator::new([1, 2, 3, 4, 5], 0xff_ffff);
    let second = at(0x64b0_f0c2);
    assert_eq!(generator.next(second).to_string(), "64b0f0c20102030405ffffff");
    assert_eq!(generator.next(second).to_string(), "64b0f0c20102030405000000", "the counter wraps within its 24 bits");
}

#[test]
fn ids_sort_by_second_of_creation() {
    let generator = IdGenerator::new([9; 5], 0);
    assert!(generator.next(at(1)) < generator.next(at(2)));
}

#[test]
fn hex_of_either_case_reads_back_and_nothing_else() {
    let id: Id = "64B0F0C2D3E4F5A6B7C8D9E0".parse().unwrap();
    assert_eq!(id.to_string(), "64b0f0c2d3e4f5a6b7c8d9e0");
    for wrong in ["", "64b0", "64b0f0c2d3e4f5a6b7c8d9eg", "64b0f0c2d3e4f5a6b7c8d9e00", "éééééééééééé"] {
        assert_eq!(wrong.parse::<Id>(), Err(UnreadableId), "{wrong}");
    }
}

#[test]
fn a_clock_before_1970_or_after_2106_makes_an_id_all_the_same() {
    let generator = IdGenerator::new([0; 5], 0);
    assert!(generator.next(at(-5)).to_string().starts_with("00000000"));
    assert!(generator.next(at(5_000_000_000)).to_string().starts_with("ffffffff"));
}
