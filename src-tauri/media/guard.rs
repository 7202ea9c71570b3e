//! What every request has to pass, and what every answer carries.

use axum::{
    extract::{Request, State},
    http::{HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};

use super::Address;

/// What an answer may do where it brings no policy of its own, as the pages do: nothing, whatever an attached file is.
const NOTHING: &str = "default-src 'none'; sandbox";

/// Lets a request through when its method, its host, its origin and its token are right; the answer is told to nobody
/// else, kept nowhere, and not guessed at.
pub(super) async fn guard(State(address): State<Address>, request: Request, next: Next) -> Response {
    let mut response = match refuse(&address, &request) {
        Some(status) => status.into_response(),
        None => next.run(request).await,
    };
    let headers = response.headers_mut();
    for (name, value) in [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CACHE_CONTROL, "no-store"),
        // The origin alone reaches YouTube, which wants one; the token does not.
        (header::REFERRER_POLICY, "strict-origin-when-cross-origin"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(NOTHING));
    response
}

fn refuse(address: &Address, request: &Request) -> Option<StatusCode> {
    let mut hosts = request.headers().get_all(header::HOST).iter();
    let host = (hosts.next(), hosts.next());
    if host.0.map(HeaderValue::as_bytes) != Some(address.host().as_bytes()) || host.1.is_some() {
        return Some(StatusCode::MISDIRECTED_REQUEST);
    }
    // `<video>` and frames send none, and our pages' scripts send ours, if any.
    let mut origins = request.headers().get_all(header::ORIGIN).iter();
    if origins.any(|origin| origin.as_bytes() != address.origin().as_bytes()) {
        return Some(StatusCode::FORBIDDEN);
    }
    let token = request.uri().path().split('/').nth(1).unwrap_or_default();
    if !same(token, &address.token) {
        return Some(StatusCode::NOT_FOUND);
    }
    (![Method::GET, Method::HEAD].contains(request.method())).then_some(StatusCode::METHOD_NOT_ALLOWED)
}

/// Compares in a time that does not tell where the difference is.
fn same(one: &str, other: &str) -> bool {
    one.len() == other.len()
        && one.bytes().zip(other.bytes()).fold(0, |differs, (a, b)| differs | (a ^ b)) == 0
}
