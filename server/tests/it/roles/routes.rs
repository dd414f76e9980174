//! Every way into the product, as the finished router itself knows it: wherever a route was written, it is in there.

use super::line::Line;
use axum::Router;
use std::collections::{BTreeMap, BTreeSet};

/// A method, or `ANY`, and a path as it is routed.
pub(super) type Way = (String, String);

const METHODS: [&str; 9] = ["GET", "HEAD", "DELETE", "OPTIONS", "PATCH", "POST", "PUT", "TRACE", "CONNECT"];

/// Every way in. A router cannot be asked for its routes; but it prints them, with their methods.
pub(super) fn of(router: &Router) -> BTreeSet<Way> {
    let printed = format!("{router:?}");
    // Two parts: what is routed, and what answers everything else, for which only the wildcards matter.
    let mut parts = printed.split("PathRouter {").skip(1);
    let (routed, otherwise) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let otherwise = ways(otherwise).into_iter().filter(|(_, path)| path.ends_with("/{*rest}"));
    ways(routed).into_iter().chain(otherwise).collect()
}

fn ways(printed: &str) -> BTreeSet<Way> {
    let (mut paths, mut methods) = (BTreeMap::new(), BTreeMap::new());
    for (id, entry) in printed.split("RouteId(").skip(1).filter_map(|entry| entry.split_once("): ")) {
        match entry.strip_prefix('"').and_then(|quoted| quoted.split_once('"')) {
            Some((path, _)) => drop(paths.insert(id, plain(path))),
            None => drop(methods.insert(id, methods_of(entry))),
        }
    }
    let all = paths.into_iter().flat_map(|(id, path)| {
        let methods = methods.remove(id).unwrap_or_default();
        methods.into_iter().map(move |method| (method.to_owned(), path.clone()))
    });
    all.collect()
}

/// Those with a handler; without any it is a service that answers all of them.
fn methods_of(entry: &str) -> Vec<&'static str> {
    let handled = |method: &&str| {
        let name = method.to_lowercase();
        ["Route", "BoxedHandler"].iter().any(|handler| entry.contains(&format!(" {name}: {handler}")))
    };
    let methods: Vec<_> = METHODS.into_iter().filter(handled).collect();
    if methods.is_empty() { vec!["ANY"] } else { methods }
}

/// A wildcard's own name says nothing.
fn plain(path: &str) -> String {
    path.split_once("{*").map_or_else(|| path.to_owned(), |(start, _)| format!("{start}{{*rest}}"))
}

/// The way a line takes: of all that fit, the one with the fewest gaps, as the router chooses.
pub(super) fn covered(ways: &BTreeSet<Way>, line: &Line) -> Option<Way> {
    let method = if line.method == "SOCKET" { "GET" } else { line.method };
    let path = line.path.split('?').next().unwrap_or_default();
    let fitting = ways.iter().filter(|(known, _)| known == method || known == "ANY");
    let fitting = fitting.filter_map(|way| Some((gaps(&way.1, path)?, way)));
    fitting.min_by_key(|(gaps, _)| *gaps).map(|(_, way)| way.clone())
}

/// How many segments of a path stand for anything; a wildcard counts more than any number of them, and less the later it begins.
/// `None`: it does not fit.
fn gaps(route: &str, path: &str) -> Option<usize> {
    let (mut gaps, mut segments) = (0, path.split('/'));
    for (place, expected) in route.split('/').enumerate() {
        if expected.starts_with("{*") {
            return Some(gaps + 1_000 - place);
        }
        let segment = segments.next()?;
        if expected.starts_with('{') {
            gaps += 1;
        } else if segment != expected {
            return None;
        }
    }
    segments.next().is_none().then_some(gaps)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::routing::{any, delete, get};

    fn way(method: &str, path: &str) -> Way {
        (method.to_owned(), path.to_owned())
    }

    #[test]
    fn a_route_is_found_wherever_it_was_added() {
        let merged = Router::new().route("/merged/{id}", delete(|| async {}));
        let nested = Router::new().route("/page", get(|| async {})).fallback(|| async {});
        let router = Router::new()
            .route("/both", get(|| async {}).post(|| async {}))
            .route("/all", any(|| async {}))
            .route_service("/service/{*file}", any(|| async {}))
            .merge(merged)
            .nest("/nested", nested);
        let all = [
            // What answers everything else.
            way("ANY", "/{*rest}"),
            way("ANY", "/all"),
            way("ANY", "/nested/{*rest}"),
            way("ANY", "/service/{*rest}"),
            way("DELETE", "/merged/{id}"),
            way("GET", "/both"),
            way("GET", "/nested/page"),
            way("POST", "/both"),
        ];
        assert_eq!(of(&router.layer(axum::middleware::from_fn(pass))), BTreeSet::from(all));
    }

    async fn pass(request: axum::extract::Request, next: axum::middleware::Next) -> axum::response::Response {
        next.run(request).await
    }

    #[test]
    fn a_line_takes_the_way_that_the_router_takes() {
        let ways = BTreeSet::from([
            way("GET", "/files/{key}"),
            way("GET", "/files/new"),
            way("ANY", "/{*rest}"),
            way("GET", "/pages/{*rest}"),
            way("POST", "/files/{key}"),
        ]);
        for (line, expected) in [
            ("GET /files/{file}?name=a", "/files/{key}"),
            ("GET /files/new", "/files/new"),
            ("POST /files/new", "/files/{key}"),
            ("SOCKET /files/a/b", "/{*rest}"),
            ("GET /pages/a/b", "/pages/{*rest}"),
        ] {
            let line = format!("{line} SignIn SignIn SignIn SignIn SignIn SignIn").leak();
            let [line] = super::super::line::read(line).try_into().unwrap();
            assert_eq!(covered(&ways, &line).unwrap().1, expected, "{line}");
        }
    }
}
