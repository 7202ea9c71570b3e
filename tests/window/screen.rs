//! The X screen: WebDriver can end a program, but not click the cross of its window.

use std::sync::OnceLock;

use x11rb::{
    connection::Connection as _,
    protocol::xproto::{
        AtomEnum, ClientMessageEvent, ConnectionExt as _, CreateWindowAux, EventMask, InputFocus, MapState,
        Window, WindowClass,
    },
    rust_connection::RustConnection,
    wrapper::ConnectionExt as _,
};

const TITLE: &str = "Machine Learning for Healthcare";

/// One connection for the whole run: a server that loses its last one starts over, and drops who is just coming.
fn connection() -> &'static (RustConnection, Window) {
    static CONNECTION: OnceLock<(RustConnection, Window)> = OnceLock::new();
    CONNECTION.get_or_init(|| {
        let (connection, screen) = x11rb::connect(None).expect("a display");
        let root = connection.setup().roots[screen].root;
        (connection, root)
    })
}

fn atom(connection: &RustConnection, name: &str) -> u32 {
    connection.intern_atom(false, name.as_bytes()).expect("a request").reply().expect("an atom").atom
}

/// A window by its title. Without a window manager it stands right below the root.
fn find(connection: &RustConnection, root: Window, wanted: &str) -> Option<Window> {
    let name = atom(connection, "_NET_WM_NAME");
    let children = connection.query_tree(root).ok()?.reply().ok()?.children;
    children.into_iter().find(|window| {
        let title = connection.get_property(false, *window, name, AtomEnum::ANY, 0, 100);
        let title = title.ok().and_then(|cookie| cookie.reply().ok()).map(|reply| reply.value);
        let shown = connection.get_window_attributes(*window).ok().and_then(|cookie| cookie.reply().ok());
        title.as_deref() == Some(wanted.as_bytes())
            && shown.is_some_and(|state| state.map_state == MapState::VIEWABLE)
    })
}

/// Whether the application's window is there.
pub fn shows_window() -> bool {
    shows(TITLE)
}

/// Whether a window of this title is there.
pub fn shows(title: &str) -> bool {
    let (connection, root) = connection();
    find(connection, *root, title).is_some()
}

/// The message that a window manager sends when the cross of a window is clicked (ICCCM 4.2.8.1).
pub fn ask_to_close() {
    ask_to_close_named(TITLE);
}

pub fn ask_to_close_named(title: &str) {
    let (connection, root) = connection();
    let window = find(connection, *root, title).expect("the window is there");
    let [protocols, delete] = ["WM_PROTOCOLS", "WM_DELETE_WINDOW"].map(|name| atom(connection, name));
    let message = ClientMessageEvent::new(32, window, protocols, [delete, 0, 0, 0, 0]);
    connection.send_event(false, window, EventMask::NO_EVENT, message).expect("the message is sent");
    connection.sync().expect("the message has arrived");
}

/// Gives the window the keyboard, as a window manager does. Without it the page has no focus to lose to a frame.
pub fn focus() {
    let (connection, root) = connection();
    let window = find(connection, *root, TITLE).expect("the window is there");
    connection
        .set_input_focus(InputFocus::POINTER_ROOT, window, x11rb::CURRENT_TIME)
        .expect("the window has the keyboard");
    connection.sync().expect("the message has arrived");
}

/// Puts another program's window over everything.
pub fn cover() {
    let (connection, root) = connection();
    let cover = connection.generate_id().expect("an id");
    let look = CreateWindowAux::new();
    connection
        .create_window(0, cover, *root, 0, 0, 200, 200, 0, WindowClass::INPUT_OUTPUT, 0, &look)
        .and_then(|_| connection.map_window(cover))
        .expect("the window is made");
    connection.sync().expect("the message has arrived");
    assert!(!is_in_front(), "the cover is in front");
}

/// Whether the application's window is above all others.
pub fn is_in_front() -> bool {
    let (connection, root) = connection();
    let stack = connection.query_tree(*root).expect("a request").reply().expect("the windows").children;
    stack.last().copied() == find(connection, *root, TITLE)
}

/// How wide the window is, in pixels.
pub fn resize(width: u32, height: u32) {
    let (connection, root) = connection();
    let window = find(connection, *root, TITLE).expect("the window is there");
    let size = x11rb::protocol::xproto::ConfigureWindowAux::new().x(0).y(0).width(width).height(height);
    connection.configure_window(window, &size).expect("the window is resized");
    connection.sync().expect("the message has arrived");
}
