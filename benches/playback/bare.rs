//! The bare window: the same webview as the application's, around a page with nothing but a `<video>`, its file served
//! from loopback by the same means.

use std::{
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use axum::{Router, response::Html, routing::get};
use gtk::prelude::*;
use tower_http::services::ServeFile;
use wry::{WebViewBuilder, WebViewBuilderExtUnix as _};

/// The argument that makes this program the bare window.
pub const NAME: &str = "bare-window";
/// The window's title once the picture moves.
pub const PLAYING: &str = "A bare video, playing";

/// Pixels of CSS, and of the screen, since a virtual one has no scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Size {
    pub window: (u32, u32),
    pub video: (u32, u32),
}

/// The bare window as a process of its own, which ends with the value.
pub struct BareWindow(Child);

impl BareWindow {
    pub fn open(file: &Path, size: Size) -> Self {
        let program = std::env::current_exe().expect("this program");
        let size = serde_json::to_string(&size).expect("JSON");
        let mut command = Command::new(program);
        // As the application does: a proxy would stand between the window and loopback.
        command.env("no_proxy", "127.0.0.1").env("NO_PROXY", "127.0.0.1").stdin(Stdio::null());
        Self(command.arg(NAME).arg(file).arg(size).spawn().expect("the bare window starts"))
    }

    pub fn process(&self) -> u32 {
        self.0.id()
    }
}

impl Drop for BareWindow {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// Shows the window until the process is ended from outside.
pub fn show(file: PathBuf, size: &str) {
    let size: Size = serde_json::from_str(size).expect("the sizes");
    gtk::init().expect("a display");
    let window = gtk::Window::new(gtk::WindowType::Toplevel);
    let [width, height] = [size.window.0, size.window.1].map(|pixels| i32::try_from(pixels).expect("pixels"));
    window.set_default_size(width, height);
    let named = window.clone();
    let _view = WebViewBuilder::new()
        .with_incognito(true)
        .with_autoplay(true)
        .with_document_title_changed_handler(move |title| named.set_title(&title))
        .with_url(serve(file, size.video))
        .build_gtk(&window)
        .expect("a webview");
    window.show_all();
    gtk::main();
}

/// Serves the page and the file from a thread of their own, and gives back the page's address.
fn serve(file: PathBuf, (width, height): (u32, u32)) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    listener.set_nonblocking(true).expect("a listener for tokio");
    let address = format!("http://{}/", listener.local_addr().expect("an address"));
    let page = format!(
        "<!doctype html><meta charset=utf-8><style>body {{ margin: 0 }} video {{ display: block; width: {width}px; height: {height}px }}</style>\
         <video src=video autoplay onplaying=\"document.title = '{PLAYING}'\"></video>"
    );
    let router =
        Router::new().route("/", get(async || Html(page))).route_service("/video", ServeFile::new(file));
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let listener = tokio::net::TcpListener::from_std(listener).expect("a listener");
            axum::serve(listener, router).await.expect("the server serves");
        });
    });
    address
}
