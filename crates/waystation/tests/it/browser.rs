//! Somebody at the pages: keeps the cookie and the CSRF token as the page does.

use serde_json::{Value, json};

use crate::site::{Response, Site};

/// What the Curator's password is after the first sign-in.
pub(crate) const NEW_PASSWORD: &str = "granite umbrella seventeen";

pub(crate) struct Browser<'s> {
    site: &'s Site,
    /// As it is sent: name and value.
    pub(crate) cookie: String,
    pub(crate) csrf: String,
    pub(crate) address: [u8; 4],
}

impl<'s> Browser<'s> {
    /// Opens the page.
    pub(crate) fn at(site: &'s Site) -> Self {
        let mut browser = Self { site, cookie: String::new(), csrf: String::new(), address: [127, 0, 0, 1] };
        assert_eq!(browser.get("session").status, 200);
        browser
    }

    /// Opens the page and signs in.
    pub(crate) fn of(site: &'s Site, email: &str, password: &str) -> Self {
        let mut browser = Self::at(site);
        let response = browser.sign_in(email, password);
        assert_eq!(response.status, 200, "{}", response.body);
        browser
    }

    /// The first Curator, first sign-in included.
    pub(crate) fn of_curator(site: &'s Site) -> Self {
        let mut browser = Self::of(site, &site.credentials.email, &site.credentials.password);
        let introduction = json!({
            "first_name": "Amira", "last_name": "Okafor", "email": "amira@example.test", "password": NEW_PASSWORD,
        });
        let response = browser.send("POST first-sign-in", &introduction);
        assert_eq!(response.status, 200, "{}", response.body);
        browser
    }

    /// The sample person with this role who has a password.
    pub(crate) fn of_role(site: &'s Site, role: &str) -> Self {
        let person = site.credentials.users.iter().find(|user| user.role == role).unwrap();
        Self::of(site, &person.email, &person.password)
    }

    pub(crate) fn sign_in(&mut self, email: &str, password: &str) -> Response {
        self.send("POST sign-in", &json!({ "email": email, "password": password }))
    }

    pub(crate) fn get(&mut self, path: &str) -> Response {
        self.ask(&format!("GET /gallery/api/{path}"), "", "")
    }

    /// A changing request without a body: method and path behind `/gallery/api/`.
    pub(crate) fn post(&mut self, line: &str) -> Response {
        let csrf = format!("\nX-CSRF-Token: {}", self.csrf);
        self.ask(&line.replacen(' ', " /gallery/api/", 1), &csrf, "")
    }

    /// The same with one.
    pub(crate) fn send(&mut self, line: &str, body: &Value) -> Response {
        let headers = format!("\nX-CSRF-Token: {}\nContent-Type: application/json", self.csrf);
        self.ask(&line.replacen(' ', " /gallery/api/", 1), &headers, &body.to_string())
    }

    /// Asks with the cookie and takes over what the response says of session and CSRF token.
    pub(crate) fn ask(&mut self, line: &str, headers: &str, body: &str) -> Response {
        let cookie = if self.cookie.is_empty() { String::new() } else { format!("\nCookie: {}", self.cookie) };
        let response = self.site.ask_from(&format!("{line}{cookie}{headers}\n\n{body}"), self.address);
        if let Some(set) = response.headers.get("set-cookie") {
            set.to_str().unwrap().split(';').next().unwrap().clone_into(&mut self.cookie);
        }
        if let Ok(view) = serde_json::from_str::<Value>(&response.body)
            && let Some(csrf) = view["csrf_token"].as_str()
        {
            csrf.clone_into(&mut self.csrf);
        }
        response
    }

    /// The kinds of the latest entries of the audit list, latest first.
    pub(crate) fn audit(&mut self, query: &str) -> Vec<String> {
        let response = self.get(&format!("audit?{query}"));
        assert_eq!(response.status, 200, "{}", response.body);
        let entries = response.json()["entries"].as_array().unwrap().clone();
        let text = |entry: &Value, name: &str| entry[name].as_str().unwrap_or_default().to_owned();
        let line = |entry: &Value| {
            ["who", "via", "kind", "subject", "field", "from", "to"].map(|name| text(entry, name)).join("|")
        };
        entries.iter().map(|entry| line(entry).trim_end_matches('|').to_owned()).collect()
    }
}

/// Status and code of a refusal.
pub(crate) fn refused(response: &Response) -> String {
    format!("{} {}", response.status, response.json()["code"].as_str().unwrap_or_default())
}
