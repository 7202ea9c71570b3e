//! Whatever range a client asks for, it is given bytes of the file, the right ones, or none.

use std::ops::Range;

use axum::{
    body::Bytes,
    extract::Request,
    http::{HeaderValue, StatusCode, header},
};
use proptest::{collection::vec, prelude::*};

use super::testing::{Server, header_of};

/// A header as a player sends it, nearly so, or not at all.
fn ranges() -> impl Strategy<Value = Vec<u8>> {
    let number = prop_oneof![
        (0..120_u64).prop_map(|number| number.to_string()),
        any::<u64>().prop_map(|number| number.to_string()),
        "[-+0-9a-f. ]{0,25}",
    ];
    let one = (number.clone(), number).prop_map(|(from, to)| format!("{from}-{to}"));
    prop_oneof![
        4 => one.clone().prop_map(|range| format!("bytes={range}").into_bytes()),
        1 => vec(one, 0..5).prop_map(|all| format!("bytes={}", all.join(",")).into_bytes()),
        1 => "(bytes|items|BYTES)?[ =]{0,2}[-0-9, ]{0,12}".prop_map(String::into_bytes),
        1 => vec(any::<u8>(), 0..40),
    ]
}

/// What a well-formed header asks for, found in another way than the server's. Of a file that is shorter than the end
/// that is asked for, the server may give all or nothing: `ServeFile` refuses, where RFC 9110 gives all.
fn asked_for(range: &[u8], length: usize) -> Option<Range<usize>> {
    let (from, to) = std::str::from_utf8(range).ok()?.strip_prefix("bytes=")?.split_once('-')?;
    let number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?;
    let (from, to) = match (from, to) {
        ("", last) => (length.checked_sub(number(last)?)?, length),
        (from, "") => (number(from)?, length),
        (from, to) => (number(from)?, number(to)?.saturating_add(1)),
    };
    (from < to.min(length)).then(|| from..to.min(length))
}

/// The status, the range that is told, and the bytes.
fn answer(video: &[u8], range: HeaderValue) -> (StatusCode, String, Bytes) {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    runtime.block_on(async {
        let server = Server::with(video);
        let insert = |request: &mut Request| drop(request.headers_mut().insert(header::RANGE, range));
        let response = server.ask("video/one", insert).await;
        let told = header_of(&response, header::CONTENT_RANGE).to_owned();
        let status = response.status();
        (status, told, axum::body::to_bytes(response.into_body(), 1000).await.expect("a body"))
    })
}

mod properties {
    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn whatever_range_is_asked_for_the_bytes_are_those_of_the_file(
            video in vec(any::<u8>(), 0..150),
            range in ranges(),
        ) {
            let Ok(value) = HeaderValue::from_bytes(&range) else { return Ok(()) };
            let (status, told, body) = answer(&video, value);
            let asked = asked_for(&range, video.len());
            match status {
                StatusCode::OK => prop_assert!(asked.is_none() && body == video, "the whole file: {body:?}"),
                StatusCode::PARTIAL_CONTENT => {
                    let told = told.strip_prefix("bytes ").and_then(|told| told.split_once('/'));
                    let (part, whole) = told.expect("which part of what");
                    let (first, last) = part.split_once('-').expect("first and last");
                    let part = first.parse().expect("a number")..last.parse::<usize>().expect("a number") + 1;
                    prop_assert_eq!(whole, video.len().to_string());
                    prop_assert_eq!(&*body, &video[part.clone()]);
                    prop_assert!(asked.is_none_or(|asked| asked == part));
                }
                StatusCode::RANGE_NOT_SATISFIABLE | StatusCode::BAD_REQUEST => {
                    prop_assert_eq!(asked, None);
                    prop_assert!(body.is_empty() || body == "Cannot serve multipart range requests");
                }
                other => prop_assert!(false, "{}", other),
            }
        }
    }
}
