use super::*;

#[test]
fn references_are_relative_to_the_document_that_holds_them() {
    let url = Base::Url("http://Host:8080/webapi//swagger/docs/3?x=1".to_owned());
    let file = Base::File("apis/v1/api.yaml".to_owned());
    let cases = [
        (&url, "models.json", Some("http://Host:8080/webapi//swagger/docs/models.json")),
        (&url, "../m.json", Some("http://Host:8080/webapi//swagger/m.json")),
        (&url, "../../../../../m.json", Some("http://Host:8080/m.json")),
        (&url, "./a%20b.json", Some("http://Host:8080/webapi//swagger/docs/a%20b.json")),
        (&url, "/m//n.json", Some("http://Host:8080/m//n.json")),
        (&url, "//other/m.json", Some("http://other/m.json")),
        (&url, "https://other/m.json", Some("https://other/m.json")),
        (&url, "?y=2", Some("http://Host:8080/webapi//swagger/docs/3?y=2")),
        (&url, "file:///etc/passwd", None),
        (&url, "C:\\secret.json", None),
        (&file, "models/a%20b.yaml", Some("apis/v1/models/a b.yaml")),
        (&file, "./../common.yaml", Some("apis/common.yaml")),
        (&file, "../../../up.yaml", Some("../up.yaml")),
        (&file, "/abs/m.yaml", Some("/abs/m.yaml")),
        (&file, "http://host/m.yaml", Some("http://host/m.yaml")),
        (&Base::None, "m.yaml", None),
        (&Base::None, "http://host/m.yaml", Some("http://host/m.yaml")),
    ];
    for (base, reference, expected) in cases {
        assert_eq!(absolute(base, reference).as_deref(), expected, "{reference} in {base:?}");
    }
}

#[test]
fn percent_signs_that_are_no_escapes_stay() {
    assert_eq!(percent_decoded("a%2Fb%zz%"), "a/b%zz%");
    assert_eq!(percent_decoded("%ü1"), "%ü1");
    assert_eq!(percent_decoded("%C3%BC"), "ü");
    assert_eq!(percent_decoded("%ff"), "%ff");
}
