//! What the loopback server answers.

use std::{future::Future, path::PathBuf};

use axum::{
    Router,
    extract::{Path, Request, State},
    http::{HeaderMap, HeaderName, StatusCode, header},
    middleware,
    response::{IntoResponse, Response},
    routing::get,
};
use ml_health_study::id::{LessonId, VideoId};
use tower_http::services::ServeFile;

use super::{Address, check, guard::guard, youtube};

/// What the server has to know of a lesson. `None` for a lesson that the course does not have.
pub(crate) trait Videos: Clone + Send + Sync + 'static {
    /// The lesson's video at YouTube.
    fn youtube(&self, lesson: LessonId) -> impl Future<Output = Option<VideoId>> + Send;
    /// The file that the learner attached.
    fn file(&self, lesson: LessonId) -> impl Future<Output = Option<PathBuf>> + Send;
}

pub(super) fn router<V: Videos>(address: Address, videos: V) -> Router {
    Router::new()
        .route("/{token}/youtube/{lesson}", get(youtube_page::<V>))
        .route("/{token}/youtube.js", get(async || asset("text/javascript", include_str!("youtube.js"))))
        .route("/{token}/youtube.css", get(async || asset("text/css", include_str!("youtube.css"))))
        .route("/{token}/check", get(check_page::<V>))
        .route("/{token}/check.js", get(async || asset("text/javascript", include_str!("check.js"))))
        .route("/{token}/referer", get(referer))
        .route("/{token}/video/{lesson}", get(video_file::<V>))
        .with_state((address.clone(), videos))
        .layer(middleware::from_fn_with_state(address, guard))
}

type Both<V> = State<(Address, V)>;
type LessonPath = Path<(String, LessonId)>;

async fn youtube_page<V: Videos>(
    State((address, videos)): Both<V>,
    Path((_, lesson)): LessonPath,
) -> Response {
    let Some(video) = videos.youtube(lesson).await else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let page = asset("text/html", youtube::page(&address, &video));
    ([(header::CONTENT_SECURITY_POLICY, youtube::policy(&address))], page).into_response()
}

async fn check_page<V: Videos>(State((address, _)): Both<V>) -> Response {
    let page = asset("text/html", check::page(&address));
    ([(header::CONTENT_SECURITY_POLICY, check::policy(&address))], page).into_response()
}

/// Whether the request says where it comes from: without that, YouTube answers with error 153.
async fn referer(headers: HeaderMap) -> impl IntoResponse {
    let sent = headers.contains_key(header::REFERER);
    asset("application/json", format!("{{\"referer\":{sent}}}"))
}

/// The file with its ranges: the player asks for the end of a file before its middle.
async fn video_file<V: Videos>(
    State((_, videos)): Both<V>,
    Path((_, lesson)): LessonPath,
    request: Request,
) -> Response {
    match videos.file(lesson).await {
        Some(path) => match ServeFile::new(path).try_call(request).await {
            Ok(response) => response.into_response(),
            Err(error) => {
                tracing::warn!("the attached video cannot be read: {error}");
                StatusCode::NOT_FOUND.into_response()
            }
        },
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn asset(kind: &str, text: impl IntoResponse) -> impl IntoResponse {
    let headers: [(HeaderName, String); 1] = [(header::CONTENT_TYPE, format!("{kind}; charset=utf-8"))];
    (headers, text)
}

#[cfg(test)]
mod tests {
    use axum::http::Method;

    use super::{
        super::{
            WINDOW_ORIGIN,
            testing::{Server, header_of},
        },
        *,
    };

    /// A server whose lesson has a file of a hundred bytes, 0 to 99.
    fn server() -> Server {
        Server::with(&(0..100).collect::<Vec<u8>>())
    }

    #[tokio::test]
    async fn the_player_page_is_served_with_its_policy() {
        let server = server();
        let response = server.ask("youtube/one", |_| {}).await;
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(
            header_of(&response, header::CONTENT_SECURITY_POLICY),
            format!(
                "default-src 'none'; script-src 'self' https://www.youtube.com; frame-src \
                 https://www.youtube-nocookie.com; style-src 'self'; connect-src 'none'; base-uri 'none'; \
                 form-action 'none'; frame-ancestors {WINDOW_ORIGIN}; sandbox allow-scripts allow-same-origin \
                 allow-popups allow-popups-to-escape-sandbox allow-forms allow-presentation"
            ),
        );
        assert_eq!(header_of(&response, header::REFERRER_POLICY), "strict-origin-when-cross-origin");
        assert_eq!(header_of(&response, header::X_CONTENT_TYPE_OPTIONS), "nosniff");
        assert_eq!(header_of(&response, header::CACHE_CONTROL), "no-store");
        assert!(!response.headers().keys().any(|name| name.as_str().starts_with("access-control")));
        let body = axum::body::to_bytes(response.into_body(), 100_000).await.expect("a body");
        let body = String::from_utf8_lossy(&body).into_owned();
        assert!(body.contains("dj_mF4OlcUY") && !body.contains("{{"), "{body}");
    }

    #[tokio::test]
    async fn the_check_asks_youtubes_hosts_alone_and_says_what_it_was_told() {
        let server = server();
        let response = server.ask("check", |_| {}).await;
        let policy = header_of(&response, header::CONTENT_SECURITY_POLICY).to_owned();
        assert_eq!(
            policy,
            format!(
                "default-src 'none'; script-src 'self'; connect-src 'self' https://www.youtube.com/generate_204 \
                 https://www.youtube-nocookie.com/generate_204 https://redirector.googlevideo.com/generate_204 \
                 https://i.ytimg.com/generate_204; base-uri 'none'; form-action 'none'; frame-ancestors \
                 {WINDOW_ORIGIN}; sandbox allow-scripts allow-same-origin"
            ),
        );
        let body = axum::body::to_bytes(response.into_body(), 10_000).await.expect("a body");
        let body = String::from_utf8_lossy(&body).into_owned();
        for host in
            ["www.youtube.com", "www.youtube-nocookie.com", "redirector.googlevideo.com", "i.ytimg.com"]
        {
            assert!(body.contains(&format!("{host} https://{host}/")), "{host}: {body}");
        }
        for (from, answer) in [(Some("http://127.0.0.1:1/"), "true"), (None, "false")] {
            let response = server.ask("referer", |request| {
                if let Some(from) = from {
                    request.headers_mut().insert(header::REFERER, from.parse().expect("a value"));
                }
            });
            let body = axum::body::to_bytes(response.await.into_body(), 100).await.expect("a body");
            assert_eq!(String::from_utf8_lossy(&body), format!("{{\"referer\":{answer}}}"));
        }
    }

    #[tokio::test]
    async fn the_video_is_served_in_ranges() {
        let server = server();
        let bytes = |range: std::ops::Range<u8>| range.collect::<Vec<u8>>();
        for (range, status, body) in [
            ("bytes=0-9", StatusCode::PARTIAL_CONTENT, bytes(0..10)),
            ("bytes=40-59", StatusCode::PARTIAL_CONTENT, bytes(40..60)),
            ("bytes=90-", StatusCode::PARTIAL_CONTENT, bytes(90..100)),
            ("bytes=-5", StatusCode::PARTIAL_CONTENT, bytes(95..100)),
            ("bytes=200-300", StatusCode::RANGE_NOT_SATISFIABLE, vec![]),
        ] {
            assert_eq!(server.range(range).await, (status, body), "{range}");
        }
        let whole = server.ask("video/one", |_| {}).await;
        assert_eq!((whole.status(), header_of(&whole, header::CONTENT_TYPE)), (StatusCode::OK, "video/mp4"));
        let head = server.ask("video/one", |request| *request.method_mut() = Method::HEAD).await;
        assert_eq!((head.status(), header_of(&head, header::CONTENT_LENGTH)), (StatusCode::OK, "100"));
    }

    #[tokio::test]
    async fn every_other_request_is_refused() {
        let server = server();
        for path in [
            "",
            "youtube",
            "youtube/none",
            "youtube/../youtube.js",
            "youtube/..%2f..%2fetc%2fpasswd",
            "check/more",
            "video/none",
            "video/gone",
            "video/one/more",
            "video//etc/passwd",
            "video/%2e%2e/%2e%2e/etc/passwd",
            "../../etc/passwd",
            "video/one%00",
        ] {
            let status = server.ask(path, |_| {}).await.status();
            assert_eq!(status, StatusCode::NOT_FOUND, "{path:?}");
        }
        for token in ["", "/", "/x/youtube/one", "//youtube/one"] {
            let response =
                server.ask("", |request| *request.uri_mut() = format!("/{token}").parse().expect("a path"));
            assert_eq!(response.await.status(), StatusCode::NOT_FOUND, "{token:?}");
        }
        for method in
            [Method::POST, Method::PUT, Method::DELETE, Method::OPTIONS, Method::PATCH, Method::CONNECT]
        {
            let response = server.ask("youtube/one", |request| *request.method_mut() = method.clone()).await;
            assert_eq!(response.status(), StatusCode::METHOD_NOT_ALLOWED, "{method}");
        }
        for host in ["localhost", "127.0.0.1", "evil.example", "127.0.0.1:1", "[::1]:80", ""] {
            let response = server.ask("youtube/one", |request| {
                request.headers_mut().insert(header::HOST, host.parse().expect("a value"));
            });
            assert_eq!(response.await.status(), StatusCode::MISDIRECTED_REQUEST, "{host:?}");
        }
        let twice = server.ask("youtube/one", |request| {
            request.headers_mut().append(header::HOST, "evil.example".parse().expect("a value"));
        });
        assert_eq!(twice.await.status(), StatusCode::MISDIRECTED_REQUEST);
        let none = server.ask("youtube/one", |request| drop(request.headers_mut().remove(header::HOST)));
        assert_eq!(none.await.status(), StatusCode::MISDIRECTED_REQUEST);
    }

    /// A script of another site, and of YouTube's own frame, that got hold of port and token.
    #[tokio::test]
    async fn a_request_from_another_origin_is_refused_even_with_the_token() {
        let server = server();
        let from = async |origins: &[&str]| {
            let response = server.ask("video/one", |request| {
                for origin in origins {
                    request.headers_mut().append(header::ORIGIN, origin.parse().expect("a value"));
                }
            });
            response.await.status()
        };
        let ours = server.address.origin();
        for others in [
            &["https://evil.example"][..],
            &["https://www.youtube-nocookie.com"],
            &["tauri://localhost"],
            &["null"],
            &[""],
            &["http://127.0.0.1"],
            &[&ours.replace("127.0.0.1", "localhost")],
            &[&ours, "https://evil.example"],
        ] {
            assert_eq!(from(others).await, StatusCode::FORBIDDEN, "{others:?}");
        }
        for own in [&[][..], &[&*ours]] {
            assert_eq!(from(own).await, StatusCode::OK, "{own:?}");
        }
    }

    #[tokio::test]
    async fn an_answer_that_is_no_page_of_ours_may_do_nothing() {
        let server = server();
        let video = server.ask("video/one", |_| {}).await;
        assert_eq!(header_of(&video, header::CONTENT_SECURITY_POLICY), "default-src 'none'; sandbox");
    }

    #[test]
    fn port_and_token_are_new_at_every_start() {
        let [one, two] = [(); 2].map(|()| Address::bind().expect("a port"));
        assert_ne!((one.1.port, &one.1.token), (two.1.port, &two.1.token));
        assert_eq!(one.1.token.len(), 32);
    }
}
