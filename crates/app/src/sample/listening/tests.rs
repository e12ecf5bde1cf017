use super::*;

#[test]
fn who_cannot_listen_says_so() {
    let refusal = silent(&io::Error::from(io::ErrorKind::PermissionDenied));
    assert_eq!((refusal.status.as_u16(), refusal.problem.code.as_str()), (500, "sample_silent"));
    assert_eq!(refusal.problem.message, "the sample API cannot listen on 127.0.0.1: permission denied");
}
