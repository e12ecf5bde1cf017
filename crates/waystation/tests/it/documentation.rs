//! The page with the API documentation.

use crate::site::Site;

const PAGE: &str = "/webapi/swagger/ui/index";

/// What stands between `before` and the next quote.
fn quoted<'t>(text: &'t str, before: &str) -> Vec<&'t str> {
    text.split(before).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn the_page_and_all_of_its_files_are_served_from_the_program() {
    let site = Site::started();
    let page = site.ask(&format!("GET {PAGE}"));
    assert_eq!((page.status, page.header("content-type")), (200, "text/html; charset=utf-8"));
    // Without npm a page without files takes its place.
    for file in [quoted(&page.body, "src=\""), quoted(&page.body, "href=\"")].concat() {
        assert!(file.starts_with("/webapi/swagger/ui/"), "{file}");
        assert_eq!(site.ask(&format!("HEAD {file}")).status, 200, "{file}");
    }
    assert_eq!(site.ask(&format!("GET {PAGE}\nIf-None-Match: {}", page.header("etag"))).status, 304);
}

#[test]
fn spellings_of_its_address_lead_to_the_page() {
    let site = Site::started();
    let page = site.ask(&format!("GET {PAGE}"));
    for spelling in ["/webapi//swagger/ui/index", "/webapi/Swagger/UI/index/", "/webapi/swagger/ui/index?x=1"] {
        assert_eq!(site.ask(&format!("GET {spelling}")).body, page.body, "{spelling}");
    }
    for short in ["/webapi/swagger", "/webapi//swagger/", "/webapi/swagger/ui"] {
        let response = site.ask(&format!("GET {short}"));
        assert_eq!((response.status, response.header("location")), (301, PAGE), "{short}");
    }
    for nothing in ["documentation.html", "assets/no.js", "no.svg", "assets/..%2Fdocumentation.html", "..%2Findex.html"]
    {
        assert_eq!(site.ask(&format!("GET /webapi/swagger/ui/{nothing}")).status, 404, "{nothing}");
    }
    assert_eq!(site.ask(&format!("POST {PAGE}")).shown(&["allow"]).lines().nth(1), Some("allow: GET, HEAD"));
}

#[test]
fn nobody_frames_the_page_and_it_runs_only_what_came_with_it() {
    let site = Site::started();
    for address in [PAGE, "/webapi/swagger"] {
        let response = site.ask(&format!("GET {address}"));
        let policy = response.header("content-security-policy");
        assert!(policy.contains("frame-ancestors 'none'") && policy.contains("default-src 'none'"), "{policy}");
        assert!(!policy.contains("unsafe"), "{policy}");
        assert_eq!(
            (response.header("x-frame-options"), response.header("x-content-type-options")),
            ("DENY", "nosniff")
        );
        assert_eq!(response.header("set-cookie"), "(absent)");
    }
}

#[test]
fn files_come_packed_to_clients_that_accept_it() {
    let site = Site::started();
    let page = site.ask(&format!("GET {PAGE}"));
    // Without npm a page without files takes its place.
    for file in quoted(&page.body, "src=\"") {
        for (takes, comes) in [
            ("", "(absent)"),
            ("\nAccept-Encoding: gzip, deflate, br", "gzip"),
            ("\nAccept-Encoding: br;q=1.0, GZIP;q=0.5", "gzip"),
            ("\nAccept-Encoding: gzip;q=0, *", "(absent)"),
        ] {
            let response = site.ask(&format!("HEAD {file}{takes}"));
            assert_eq!((response.status, response.header("content-encoding")), (200, comes), "{takes}");
            assert_eq!(response.header("vary"), "accept-encoding");
        }
    }
}
