//! How a connection is served, and how much of the server a client may take.

use std::{sync::Arc, time::Duration};

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    service::TowerToHyperService,
};
use tokio::{net::TcpListener, sync::Semaphore};

/// The longest head of a request, in bytes. Those of the webview have about 500.
const HEAD: usize = 16 * 1024;
/// How long nobody is let in after a connection could not be taken, as when there are no file descriptors left.
const PAUSE: Duration = Duration::from_millis(50);

/// What clients may take.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// How long a client may take to say what it wants. Ours takes milliseconds.
    pub head: Duration,
    /// The most connections at a time. What comes beyond them waits until one of them is over, and since nobody without
    /// the token keeps one for longer than `head`, what waits gets its turn.
    pub connections: usize,
}

impl Limits {
    pub(super) const USUAL: Self = Self { head: Duration::from_secs(5), connections: 128 };
}

/// Serves until the process ends. A connection carries one request, so that nothing can be hidden behind it, and its
/// body is never read. How long an answer takes is not limited: a video that is paused is one.
pub(super) async fn serve(listener: TcpListener, router: Router, limits: Limits) {
    let mut http = http1::Builder::new();
    http.keep_alive(false).timer(TokioTimer::new()).header_read_timeout(limits.head).max_header_size(HEAD);
    let places = Arc::new(Semaphore::new(limits.connections));
    while let Ok(place) = places.clone().acquire_owned().await {
        let stream = match listener.accept().await {
            Ok((stream, _)) => stream,
            Err(error) => {
                tracing::warn!("a connection to the loopback server could not be taken: {error}");
                tokio::time::sleep(PAUSE).await;
                continue;
            }
        };
        let connection =
            http.serve_connection(TokioIo::new(stream), TowerToHyperService::new(router.clone()));
        tokio::spawn(async move {
            // Whoever goes away, says nothing or speaks no HTTP is not our concern.
            drop(connection.await);
            drop(place);
        });
    }
}
