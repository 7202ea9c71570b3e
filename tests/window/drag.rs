//! Files dragged out of a file manager and dropped on the window. WebDriver drags nothing from outside, so this is the
//! source's side of XDND, version 5, as far as one source with one type needs it:
//! <https://freedesktop.org/wiki/Specifications/XDND/>.

use std::{
    path::Path,
    time::{Duration, Instant},
};

use tauri::Url;
use x11rb::{
    COPY_DEPTH_FROM_PARENT, CURRENT_TIME, NONE,
    connection::Connection as _,
    protocol::{
        Event,
        xproto::{
            AtomEnum, ClientMessageEvent, ConnectionExt as _, CreateWindowAux, EventMask, MapState, PropMode,
            SELECTION_NOTIFY_EVENT, SelectionNotifyEvent, SelectionRequestEvent, Window, WindowClass,
        },
    },
    rust_connection::RustConnection,
    wrapper::ConnectionExt as _,
};

const VERSION: u32 = 5;
/// The bit of a status that says "I would take it", and the one of a finish that says "I took it".
const ACCEPTED: u32 = 1;
/// How long the window may take for one answer before a test gives up on it.
const PATIENCE: Duration = Duration::from_secs(20);

x11rb::atom_manager! {
    Atoms: AtomsCookie {
        XdndAware, XdndEnter, XdndPosition, XdndStatus, XdndDrop, XdndFinished, XdndSelection, XdndActionCopy,
        UriList: b"text/uri-list",
    }
}

/// Drags the files to the middle of the window, drops them there, and waits until the window has taken them.
pub fn drop_files(files: &[&Path]) {
    let drag = Drag::begin(files);
    drag.tell(drag.atoms.XdndEnter, [VERSION << 24, drag.atoms.UriList, NONE, NONE]);
    // A pointer that rests goes on telling where it is: at first the window may not know yet what is coming.
    let (x, y) = drag.middle();
    let here = u32::from(x) << 16 | u32::from(y);
    let started = Instant::now();
    loop {
        drag.tell(drag.atoms.XdndPosition, [0, here, CURRENT_TIME, drag.atoms.XdndActionCopy]);
        if drag.answer(drag.atoms.XdndStatus) & ACCEPTED != 0 {
            break;
        }
        assert!(started.elapsed() < PATIENCE, "the window does not accept what is dragged over it");
    }
    drag.tell(drag.atoms.XdndDrop, [0, CURRENT_TIME, 0, 0]);
    assert_ne!(drag.answer(drag.atoms.XdndFinished) & ACCEPTED, 0, "the window refused the drop");
}

struct Drag {
    connection: RustConnection,
    root: Window,
    atoms: Atoms,
    source: Window,
    target: Window,
    uris: String,
}

impl Drag {
    /// Takes the files up: from here on whoever asks is told which they are.
    fn begin(files: &[&Path]) -> Self {
        let (connection, screen) = x11rb::connect(None).expect("a display");
        let root = connection.setup().roots[screen].root;
        let atoms = Atoms::new(&connection).expect("a request").reply().expect("the atoms");
        let source = connection.generate_id().expect("an id");
        let look = CreateWindowAux::new();
        let class = WindowClass::INPUT_ONLY;
        connection
            .create_window(COPY_DEPTH_FROM_PARENT, source, root, 0, 0, 1, 1, 0, class, 0, &look)
            .and_then(|_| connection.set_selection_owner(source, atoms.XdndSelection, CURRENT_TIME))
            .expect("the files are taken up");
        let target = target(&connection, root, atoms.XdndAware).expect("a window that takes drops");
        let uri = |file: &&Path| format!("{}\r\n", Url::from_file_path(file).expect("a whole path"));
        Self { uris: files.iter().map(uri).collect(), connection, root, atoms, source, target }
    }

    /// The middle of the window, as the screen counts.
    fn middle(&self) -> (u16, u16) {
        let size = self.connection.get_geometry(self.target).expect("a request").reply().expect("a size");
        let place = self.connection.translate_coordinates(self.target, self.root, 0, 0);
        let place = place.expect("a request").reply().expect("a place");
        let middle =
            |start: i16, length: u16| start.saturating_add_unsigned(length / 2).max(0).unsigned_abs();
        (middle(place.dst_x, size.width), middle(place.dst_y, size.height))
    }

    fn tell(&self, what: u32, data: [u32; 4]) {
        let [a, b, c, d] = data;
        let message = ClientMessageEvent::new(32, self.target, what, [self.source, a, b, c, d]);
        self.connection.send_event(false, self.target, EventMask::NO_EVENT, message).expect("a request");
        self.connection.sync().expect("the message has arrived");
    }

    /// Waits for this message from the window, handing out the files meanwhile, and gives back its flags.
    fn answer(&self, wanted: u32) -> u32 {
        let started = Instant::now();
        while started.elapsed() < PATIENCE {
            match self.connection.poll_for_event().expect("the display is there") {
                Some(Event::ClientMessage(message)) if message.type_ == wanted => {
                    return message.data.as_data32()[1];
                }
                Some(Event::SelectionRequest(request)) => self.hand_out(&request),
                Some(_) => {}
                None => std::thread::sleep(Duration::from_millis(10)),
            }
        }
        panic!("the window gave no answer to what is dragged over it");
    }

    /// Answers a request for what is dragged (ICCCM 2.2); anything but the list of files is refused.
    fn hand_out(&self, request: &SelectionRequestEvent) {
        let known = request.target == self.atoms.UriList;
        if known {
            let (to, property) = (request.requestor, request.property);
            self.connection
                .change_property8(PropMode::REPLACE, to, property, request.target, self.uris.as_bytes())
                .expect("a request");
        }
        let notice = SelectionNotifyEvent {
            response_type: SELECTION_NOTIFY_EVENT,
            sequence: 0,
            time: request.time,
            requestor: request.requestor,
            selection: request.selection,
            target: request.target,
            property: if known { request.property } else { NONE },
        };
        self.connection.send_event(false, request.requestor, EventMask::NO_EVENT, notice).expect("a request");
        self.connection.sync().expect("the message has arrived");
    }
}

/// The window that says of itself that it takes drops. Without a window manager it stands right below the root, as do
/// windows beside the screen that GTK has for its own messages; those are the ones that no window manager would touch.
fn target(connection: &RustConnection, root: Window, aware: u32) -> Option<Window> {
    let children = connection.query_tree(root).ok()?.reply().ok()?.children;
    children.into_iter().rev().find(|window| {
        let state = connection.get_window_attributes(*window).ok().and_then(|cookie| cookie.reply().ok());
        let property = connection.get_property(false, *window, aware, AtomEnum::ANY, 0, 1);
        let version = property.ok().and_then(|cookie| cookie.reply().ok());
        state.is_some_and(|state| state.map_state == MapState::VIEWABLE && !state.override_redirect)
            && version.is_some_and(|version| version.value_len > 0)
    })
}
