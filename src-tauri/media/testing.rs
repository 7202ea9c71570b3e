//! For the tests: a course of one lesson, and its server without a socket.

use std::{io::Write as _, path::PathBuf, sync::Arc};

use axum::{
    Router,
    body::Body,
    extract::Request,
    http::{HeaderName, StatusCode, header},
    response::Response,
};
use ml_health_study::id::{LessonId, VideoId};
use tempfile::NamedTempFile;
use tower::ServiceExt as _;

use super::{Address, Videos, routes::router};

/// The lesson `one` has a video; the file of the lesson `gone` is no longer there.
#[derive(Clone)]
pub(super) struct OneLesson(Arc<NamedTempFile>);

impl OneLesson {
    pub(super) fn with(video: &[u8]) -> Self {
        let mut file = tempfile::Builder::new().suffix(".mp4").tempfile().expect("a file");
        file.write_all(video).expect("its bytes");
        Self(Arc::new(file))
    }
}

impl Videos for OneLesson {
    async fn youtube(&self, lesson: LessonId) -> Option<VideoId> {
        (lesson.as_str() == "one").then(|| VideoId("dj_mF4OlcUY".into()))
    }

    async fn file(&self, lesson: LessonId) -> Option<PathBuf> {
        match lesson.as_str() {
            "one" => Some(self.0.path().into()),
            "gone" => Some("/nowhere/gone.mp4".into()),
            _ => None,
        }
    }
}

pub(super) struct Server {
    pub address: Address,
    router: Router,
}

impl Server {
    pub(super) fn with(video: &[u8]) -> Self {
        let (_, address) = Address::bind().expect("a port");
        let router = router(address.clone(), OneLesson::with(video));
        Self { address, router }
    }

    /// A request as the window makes it, below the token, with `change` made to it.
    pub(super) async fn ask(&self, path: &str, change: impl FnOnce(&mut Request)) -> Response {
        let mut request = Request::new(Body::empty());
        *request.uri_mut() = format!("/{}/{path}", self.address.token).parse().expect("a path");
        request.headers_mut().insert(header::HOST, self.address.host().parse().expect("a host"));
        change(&mut request);
        self.router.clone().oneshot(request).await.expect("an answer")
    }

    pub(super) async fn range(&self, range: &str) -> (StatusCode, Vec<u8>) {
        let response = self
            .ask("video/one", |request| {
                request.headers_mut().insert(header::RANGE, range.parse().expect("a range"));
            })
            .await;
        let status = response.status();
        (status, axum::body::to_bytes(response.into_body(), 1000).await.expect("a body").to_vec())
    }
}

pub(super) fn header_of(response: &Response, name: HeaderName) -> &str {
    response.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}
