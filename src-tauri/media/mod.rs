//! The loopback server: the page that holds YouTube's player, the page that checks whether YouTube can be reached, and the
//! learner's own video files. Nothing else.
//!
//! Why it exists: a frame that the window opens itself sends YouTube no `Referer` and gets error 153, and WebKitGTK
//! plays no file over Tauri's own protocol. Both work from `http://127.0.0.1`.
//!
//! What protects it: it listens on the loopback address alone, on a port of the system's choosing; the first segment
//! of every path is a random token of this run; the `Host` must be the address itself, to the letter, which stops a
//! web page that had its own name resolve to 127.0.0.1; an `Origin`, which a web page's script cannot leave out where
//! the answer could be read, must be ours; only GET and HEAD are answered; a path names a lesson, never a file. How long
//! and how large a request may be, and how many there may be at a time, stands in `serve`.

mod check;
mod guard;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod ranges;
mod routes;
mod serve;
#[cfg(test)]
mod testing;
mod youtube;

use std::{fmt::Write as _, net::TcpListener};

pub(crate) use check::HOSTS_TO_ALLOW;
pub(crate) use routes::Videos;
pub(crate) use youtube::YouTube;

use self::serve::Limits;
use crate::{Error, Result};

/// The origin that the window has on this system.
pub(crate) const WINDOW_ORIGIN: &str =
    if cfg!(windows) { "http://tauri.localhost" } else { "tauri://localhost" };

/// Where the server is, known before it serves.
#[derive(Debug, Clone)]
pub(crate) struct Address {
    port: u16,
    /// 128 random bits, in hexadecimal.
    token: String,
    pub youtube: YouTube,
}

impl Address {
    /// Takes a free port of the loopback address and a new token.
    pub(crate) fn bind() -> Result<(TcpListener, Self)> {
        let listener = TcpListener::bind(("127.0.0.1", 0)).map_err(Error::Loopback)?;
        listener.set_nonblocking(true).map_err(Error::Loopback)?;
        let port = listener.local_addr().map_err(Error::Loopback)?.port();
        let random: [u8; 16] = random()?;
        let token = random.iter().fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        });
        Ok((listener, Self { port, token, youtube: YouTube::from_environment() }))
    }

    pub(crate) fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The address below the token, such as `youtube/<lesson>`.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}/{}/{path}", self.origin(), self.token)
    }

    fn host(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }
}

/// Random bytes of the operating system.
pub(crate) fn random<const N: usize>() -> Result<[u8; N]> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(|error| Error::Start(format!("no random numbers: {error}")))?;
    Ok(bytes)
}

/// Serves until the process ends.
pub(crate) async fn serve(listener: TcpListener, address: Address, videos: impl Videos) -> Result<()> {
    let listener = tokio::net::TcpListener::from_std(listener).map_err(Error::Loopback)?;
    serve::serve(listener, routes::router(address, videos), Limits::USUAL).await;
    Ok(())
}
