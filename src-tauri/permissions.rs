//! Who may call what, and what the window may load, as it is built into the program: tests alone. They run in Tauri's own
//! test runtime, with the real configuration and the real capabilities.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};

use serde_json::{Value, json};
use tauri::{
    App, Context, WebviewUrl, WebviewWindow, WebviewWindowBuilder,
    ipc::{CallbackFn, InvokeBody, Origin},
    test::{INVOKE_KEY, MockRuntime, mock_builder},
    webview::InvokeRequest,
};

use crate::{
    media::{Address, WINDOW_ORIGIN},
    watch_window, window,
};

/// The program's own windows, with a handler that counts which calls get through to it.
struct Program {
    app: App<MockRuntime>,
    address: Address,
    ran: Arc<AtomicUsize>,
}

impl Program {
    fn start() -> Self {
        let (_, address) = Address::bind().expect("a port");
        let ran = Arc::new(AtomicUsize::new(0));
        let counter = Arc::clone(&ran);
        let app = mock_builder()
            .invoke_handler(move |invoke| {
                counter.fetch_add(1, Ordering::SeqCst);
                invoke.resolver.resolve(());
                true
            })
            .build(context(&address))
            .expect("a program");
        Self { app, address, ran }
    }

    fn window(&self, label: &str) -> WebviewWindow<MockRuntime> {
        WebviewWindowBuilder::new(&self.app, label, WebviewUrl::default()).build().expect("a window")
    }

    /// Whether a command that is called with this key, from a page at this address, gets through to its handler.
    fn runs(&self, window: &WebviewWindow<MockRuntime>, command: &str, key: &str, from: &str) -> bool {
        let before = self.ran.load(Ordering::SeqCst);
        let request = InvokeRequest {
            cmd: command.into(),
            callback: CallbackFn(0),
            error: CallbackFn(1),
            url: from.parse().expect("an address"),
            body: InvokeBody::default(),
            headers: tauri::http::HeaderMap::default(),
            invoke_key: key.into(),
        };
        AsRef::<tauri::Webview<_>>::as_ref(window).clone().on_message(request, Box::new(|_, _, _, _, _| ()));
        self.ran.load(Ordering::SeqCst) > before
    }
}

fn context(address: &Address) -> Context<MockRuntime> {
    window::context(Path::new("/nowhere"), address)
}

/// All that `build.rs` knows.
fn commands() -> BTreeSet<&'static str> {
    let built = include_str!("build.rs");
    let list = built.split_once("COMMANDS: &[&str] = &[").and_then(|(_, rest)| rest.split_once("];"));
    let names: BTreeSet<_> = list.expect("the list").0.split('"').skip(1).step_by(2).collect();
    assert!(names.len() > 40, "{names:?}");
    names
}

#[test]
fn a_command_runs_with_the_key_from_the_windows_own_pages_and_for_nobody_else() {
    let program = Program::start();
    let (ours, watch) = (program.window(window::LABEL), program.window(watch_window::LABEL));
    let own = format!("{WINDOW_ORIGIN}/index.html");
    let player = program.address.url("youtube/one");
    let mut attempts = 0;
    for command in commands() {
        assert!(program.runs(&ours, command, INVOKE_KEY, &own), "{command} from the window");
        for (window, key, from) in [
            // A frame, whose address WebKitGTK tells as the window's: the key alone protects.
            (&ours, "", &*own),
            (&ours, "undefined", &own),
            (&ours, "__INVOKE-KEY__", &own),
            (&ours, "__invoke-key_", &own),
            (&ours, "__invoke-key__ ", &own),
            // Somebody who has the key, elsewhere.
            (&ours, INVOKE_KEY, &player),
            (&ours, INVOKE_KEY, "https://www.youtube-nocookie.com/embed/dj_mF4OlcUY"),
            (&ours, INVOKE_KEY, "https://www.youtube.com/watch?v=dj_mF4OlcUY"),
            (&ours, INVOKE_KEY, "https://evil.example/"),
            (&ours, INVOKE_KEY, "tauri://localhost.evil.example/"),
            (&ours, INVOKE_KEY, "tauri://evil.example/"),
            (&ours, INVOKE_KEY, "http://localhost/"),
            (&ours, INVOKE_KEY, "about:blank"),
            (&ours, INVOKE_KEY, "data:text/html,x"),
            (&ours, INVOKE_KEY, "file:///etc/passwd"),
            // The window at YouTube, whatever it gets hold of.
            (&watch, INVOKE_KEY, "https://www.youtube.com/watch?v=dj_mF4OlcUY"),
            (&watch, INVOKE_KEY, &own),
            (&watch, "", &own),
        ] {
            attempts += 1;
            assert!(!program.runs(window, command, key, from), "{command} with {key:?} from {from}");
        }
    }
    println!("{attempts} calls from elsewhere, of {} commands: none ran", commands().len());
}

/// What Tauri and its plugins bring along stays closed, but for hearing of events.
#[test]
fn of_tauris_own_commands_only_hearing_of_events_is_allowed() {
    let (_, address) = Address::bind().expect("a port");
    let mut context = context(&address);
    let authority = context.runtime_authority_mut();
    let allowed = |command: &str, label: &str| {
        authority.resolve_access(command, label, label, &Origin::Local).is_some()
    };
    for command in ["plugin:event|listen", "plugin:event|unlisten"] {
        assert!(allowed(command, window::LABEL), "{command}");
        assert!(!allowed(command, watch_window::LABEL), "{command} from the other window");
    }
    for command in [
        "plugin:event|emit",
        "plugin:event|emit_to",
        "plugin:shell|open",
        "plugin:shell|execute",
        "plugin:opener|open_url",
        "plugin:opener|open_path",
        "plugin:opener|reveal_item_in_dir",
        "plugin:dialog|open",
        "plugin:dialog|save",
        "plugin:fs|read_file",
        "plugin:fs|write_file",
        "plugin:window|create",
        "plugin:window|close",
        "plugin:webview|create_webview_window",
        "plugin:webview|print",
        "plugin:app|version",
        "plugin:path|resolve",
        "plugin:resources|close",
        "plugin:image|from_path",
        "no_such_command",
    ] {
        assert!(!allowed(command, window::LABEL), "{command}");
    }
}

/// Every capability there is, and each permission in it by its name: a set, such as `core:default`, would let in what
/// nobody has read.
#[test]
fn the_permissions_are_those_written_by_hand_and_none_is_for_an_address() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src-tauri/capabilities");
    let files: Vec<_> =
        fs::read_dir(folder).expect("the capabilities").map(|file| file.expect("a file").path()).collect();
    assert_eq!(files.len(), 1, "{files:?}");
    let capability: Value =
        serde_json::from_str(&fs::read_to_string(&files[0]).expect("text")).expect("JSON");
    let fields: BTreeSet<_> = capability.as_object().expect("an object").keys().map(String::as_str).collect();
    assert_eq!(
        fields,
        BTreeSet::from(["identifier", "description", "windows", "permissions"]),
        "no address, no webview"
    );
    assert_eq!(capability["windows"], json!([window::LABEL]));

    let expected = commands().into_iter().map(|command| format!("allow-{}", command.replace('_', "-")));
    let mut expected: BTreeSet<_> = expected.collect();
    expected.extend(["core:event:allow-listen", "core:event:allow-unlisten"].map(str::to_owned));
    let permissions = capability["permissions"].as_array().expect("a list");
    let permissions: BTreeSet<_> =
        permissions.iter().map(|one| one.as_str().expect("a name").to_owned()).collect();
    assert_eq!(permissions, expected);
}

#[test]
fn the_configuration_gives_nothing_away() {
    let (_, address) = Address::bind().expect("a port");
    let context = context(&address);
    let security = &context.config().app.security;
    assert!(security.freeze_prototype);
    assert!(!security.asset_protocol.enable, "files come over the loopback server alone");
    assert!(security.dev_csp.is_none() && security.headers.is_none() && security.capabilities.is_empty());
    let modified = serde_json::to_value(&security.dangerous_disable_asset_csp_modification).expect("JSON");
    assert_eq!(modified, json!(false));
    assert!(context.config().app.windows.is_empty(), "a window that is made otherwise than by us");
    assert!(context.config().plugins.0.is_empty());
}

/// The header that comes with the window's page.
#[test]
fn the_windows_policy_runs_its_own_scripts_alone_and_knows_one_port() {
    let program = Program::start();
    let page = program.app.asset_resolver().get("index.html".into()).expect("the page");
    let policy = page.csp_header().expect("a policy");
    let directives: BTreeMap<&str, BTreeSet<&str>> = policy
        .split(';')
        .filter_map(|directive| {
            let mut words = directive.split_whitespace();
            Some((words.next()?, words.collect()))
        })
        .collect();
    let origin = program.address.origin();
    for (directive, sources) in [
        ("default-src", "'self'"),
        ("style-src", "'self'"),
        ("img-src", "'self' data:"),
        ("font-src", "'self'"),
        ("connect-src", "ipc: http://ipc.localhost"),
        ("frame-src", &*origin),
        ("media-src", &origin),
        ("object-src", "'none'"),
        ("base-uri", "'none'"),
        ("form-action", "'none'"),
        ("frame-ancestors", "'none'"),
    ] {
        let sources: BTreeSet<_> = sources.split(' ').collect();
        assert_eq!(directives.get(directive), Some(&sources), "{directive}");
    }
    // Beside its own scripts, those that Tauri puts into the page: by their hashes, or by a number that is new each time.
    for directive in directives.keys().filter(|name| name.starts_with("script-src")) {
        let strange = directives[directive].iter().find(|source| {
            **source != "'self'" && !source.starts_with("'sha256-") && !source.starts_with("'nonce-")
        });
        assert_eq!(strange, None, "{directive}");
    }
    assert!(!policy.contains("unsafe") && !policy.contains('*'), "{policy}");
    assert!(directives.len() <= 12, "a directive that nobody has looked at: {policy}");
}
