//! Resolving a request of ordinary size.

use std::path::Path;

use model::{Body, Defaults, Header, Request, Variable};
use resolve::{Inputs, Plan, Scope, ScopeKind, Scopes, resolve};

fn main() {
    divan::main();
}

/// A request with 10 headers, a path variable and a body of 2 KB with 20 placeholders; 50 variables in 3 scopes.
#[divan::bench]
fn ordinary_request(bencher: divan::Bencher) {
    let variables =
        |from: usize| (from..from + 50).map(|n| Variable::text(format!("v{n}"), format!("value {n}"))).collect();
    let scopes = Scopes(vec![
        Scope::new(ScopeKind::Request, "", variables(0)),
        Scope::new(ScopeKind::Environment, "", variables(20)),
        Scope::new(ScopeKind::Collection, "", variables(40)),
    ]);
    let header = |n: usize| Header {
        name: format!("X-{n}"),
        value: format!("{{{{v{n}}}}}"),
        description: None,
        is_enabled: true,
    };
    let lines: Vec<String> = (0..20).map(|n| format!("\"field{n}\": \"{{{{v{n}}}}} {}\",\n", "x".repeat(70))).collect();
    let text = lines.concat();
    let request = Request {
        method: "PUT".into(),
        url: "http://127.0.0.1:8080/webapi//v3/users/{{v45}}?view={{v1}}".into(),
        headers: (0..10).map(header).collect(),
        body: Body::Raw { language: "json".into(), text },
        ..Request::default()
    };
    let collection = Defaults::default();
    let inputs =
        Inputs { now_ms: 0, random: &|| 4, process_env: &|_| None, vault: &|_| Ok(None), keeps_unknown: false };
    bencher.bench_local(|| {
        let plan =
            Plan { request: &request, parents: &[&collection], scopes: &scopes, folder: Path::new("."), body: None };
        resolve(plan, &inputs)
    });
}
