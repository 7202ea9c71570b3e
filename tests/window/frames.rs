//! What a page in one of the window's frames can do to it: call nothing and send it nowhere. The frames are our page on
//! loopback, in which YouTube's script runs, and YouTube's own in it.

use serde_json::{Value, json};

use crate::{
    desk::{Desk, Window},
    youtube::{Mode, StandIn},
};

/// From the window inwards.
const FRAMES: [&str; 2] = [".picture iframe", "iframe#player"];

/// The window with a lesson that plays in both frames.
async fn playing(desk: &Desk) -> Window {
    let window = desk.open().await;
    window.open_lesson(1).await;
    window.click(".poster").await;
    plays_on(&window).await;
    window
}

async fn plays_on(window: &Window) {
    let second = "return Number(document.querySelector('seek-slider input').value)";
    let before: f64 = window.js(second).await;
    window.until("it plays", async || (window.js::<f64>(second).await > before + 0.3).then_some(())).await;
}

/// The frame that many levels below the window, 0 for the window itself.
async fn enter(window: &Window, depth: usize) {
    window.driver.enter_default_frame().await.expect("the window");
    for frame in &FRAMES[..depth] {
        window.sees(frame).await.enter_frame().await.expect("a frame");
    }
}

fn notes(desk: &Desk) -> Value {
    serde_json::from_slice(&desk.run(&["notes", "list", "--json"]).stdout).expect("JSON")
}

/// Everything by which a page can try to reach Rust, with one key. `told` holds what became of it at once; "sent" is that
/// the message left the page.
const CALL: &str = r#"
const { where, key, kept, ids, onlySave } = ASK;
const told = {};
const attempt = (how, commands, send) => {
  for (const [command, payload] of commands(how)) {
    try { send(command, payload); told[how] = "sent"; } catch (error) { told[how] = error.name; }
  }
};
let number = 0;
const save = (how) => ["save_note", { draft: {
  id: ids + String(++number).padStart(4, "0"), lesson: "course-overview", second: 1, mark: null,
  body: `from ${where} by ${how}`,
} }];
const all = (how) => [save(how), ["delete_note", { note: kept }], ["save_settings", { change: { learnerName: "Mallory" } }],
  ["delete_everything", { confirmation: "delete everything" }], ["plugin:event|emit", { event: "close-requested", payload: null }]];
const message = (cmd, payload, blocked) => ({ cmd, callback: 1, error: 2, payload,
  options: { headers: {}, customProtocolIpcBlocked: blocked }, ...(key === null ? {} : { __TAURI_INVOKE_KEY__: key }) });
const headers = { "Content-Type": "application/json", "Tauri-Callback": "1", "Tauri-Error": "2",
  ...(key === null ? {} : { "Tauri-Invoke-Key": key }) };
const handler = window.webkit?.messageHandlers?.ipc;
const commands = onlySave ? (how) => [save(how)] : all;
attempt("message", commands, (cmd, payload) => handler.postMessage(JSON.stringify(message(cmd, payload, true))));
if (!onlySave) {
  attempt("message by channel", commands, (cmd, payload) => handler.postMessage(JSON.stringify(message(cmd, payload, false))));
  attempt("object", commands, (cmd, payload) => handler.postMessage(message(cmd, payload, true)));
  attempt("window.ipc", commands, (cmd, payload) => window.ipc.postMessage(JSON.stringify(message(cmd, payload, true))));
  attempt("window.external", commands, (cmd, payload) => window.external.invoke(JSON.stringify(message(cmd, payload, true))));
  for (const scheme of ["ipc://localhost", "http://ipc.localhost", "tauri://localhost", "https://ipc.localhost"]) {
    attempt(`fetch ${scheme}`, commands, (cmd, payload) => {
      fetch(`${scheme}/${encodeURIComponent(cmd)}`, { method: "POST", body: JSON.stringify(payload), headers }).catch(() => {});
      fetch(`${scheme}/${encodeURIComponent(cmd)}`, { method: "POST", body: JSON.stringify(payload), mode: "no-cors" }).catch(() => {});
    });
  }
  attempt("XMLHttpRequest", commands, (cmd, payload) => {
    const request = new XMLHttpRequest();
    request.open("POST", `ipc://localhost/${encodeURIComponent(cmd)}`);
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
    request.send(JSON.stringify(payload));
  });
  attempt("beacon", commands, (cmd, payload) => navigator.sendBeacon(`ipc://localhost/${encodeURIComponent(cmd)}`, JSON.stringify(payload)));
  const holders = { self: () => window, parent: () => parent, top: () => top, opener: () => opener };
  for (const [name, holder] of Object.entries(holders)) {
    attempt(`invoke of ${name}`, commands, (cmd, payload) => { holder().__TAURI_INTERNALS__.invoke(cmd, payload).catch(() => {}); });
    attempt(`global of ${name}`, commands, (cmd, payload) => { holder().__TAURI__.core.invoke(cmd, payload).catch(() => {}); });
    attempt(`ipc of ${name}`, commands, (cmd, payload) => holder().__TAURI_INTERNALS__.ipc(message(cmd, payload, true)));
  }
  // A document without an address of its own, made by the page.
  attempt("an empty frame", commands, (cmd, payload) => {
    const frame = document.body.appendChild(document.createElement("iframe"));
    frame.contentWindow.webkit.messageHandlers.ipc.postMessage(JSON.stringify(message(cmd, payload, true)));
    frame.remove();
  });
}
return told;
"#;

async fn call(window: &Window, ask: &Value) -> Value {
    window.js(&CALL.replace("ASK", &ask.to_string())).await
}

/// The key that Tauri gives to the window's own page, as that page sends it.
async fn key(window: &Window) -> String {
    window
        .js::<Value>(
            "const real = window.fetch;
             window.fetch = (address, options) => {
                 window.seenKey = new Headers(options.headers).get('Tauri-Invoke-Key');
                 return real(address, options);
             };
             window.__TAURI__.core.invoke('overview').finally(() => { window.fetch = real; });
             return null",
        )
        .await;
    window.until("the key", async || window.js::<Option<String>>("return window.seenKey ?? null").await).await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_frame_can_call_rust() {
    let youtube = StandIn::start(Mode::Plays).await;
    let desk = Desk::new().with("ML_HEALTH_YOUTUBE_ORIGIN", &youtube.origin);
    desk.run(&["notes", "add", "--lesson", "1", "to be kept"]);
    let before = notes(&desk);
    let kept = before[0]["notes"][0]["id"].as_str().expect("its id").to_owned();
    let window = playing(&desk).await;
    let key = key(&window).await;
    assert!(key.len() > 8, "{key:?}");
    let nearly = format!("{}{}", &key[..key.len() - 1], if key.ends_with('x') { 'y' } else { 'x' });

    let mut attempts = 0;
    for (depth, name) in [(1, "the loopback page"), (2, "the embed")] {
        enter(&window, depth).await;
        for (number, key) in
            [None, Some(""), Some("undefined"), Some("__invoke-key__"), Some(&*nearly)].iter().enumerate()
        {
            let ids = format!("01890000-0000-7{depth}{number}0-8000-00000000");
            let told = call(&window, &json!({ "where": name, "key": key, "kept": kept, "ids": ids })).await;
            // The road to Rust is open to frames: it is the key that they lack.
            for how in ["message", "message by channel"] {
                assert_eq!(told[how], "sent", "{told}");
            }
            attempts += 5 * told.as_object().expect("what became of each").len();
        }
    }

    // What the same message does with the key, sent from where the others were, and from the window. When it has done
    // that, all that came before has had its turn.
    for (depth, name) in [(1, "the loopback page"), (2, "the embed"), (0, "the window")] {
        enter(&window, depth).await;
        let ids = format!("01890000-0000-7a{depth}0-8000-00000000");
        let ask = json!({ "where": name, "key": key, "kept": kept, "ids": ids, "onlySave": true });
        assert_eq!(call(&window, &ask).await["message"], "sent");
    }
    let expected =
        ["from the embed by message", "from the loopback page by message", "from the window by message"];
    let found = window
        .until("what the key does", async || {
            let bodies = bodies(&notes(&desk));
            expected.iter().all(|body| bodies.iter().any(|found| found == body)).then_some(bodies)
        })
        .await;
    assert_eq!(found, [&expected[..], &["to be kept"]].concat());
    println!("{attempts} calls from two frames without the key: none ran; with it, each does");
    window
        .js::<Value>("__TAURI__.core.invoke('settings').then((now) => { window.now = now; }); return null")
        .await;
    let name: String = window
        .until("the settings", async || window.js("return window.now?.learnerName ?? null").await)
        .await;
    assert_eq!(name, "", "a frame changed the settings");
    plays_on(&window).await;
    window.close().await;
}

fn bodies(notes: &Value) -> Vec<String> {
    let notes = notes[0]["notes"].as_array().expect("notes");
    let mut bodies: Vec<_> =
        notes.iter().map(|note| note["body"].as_str().unwrap_or_default().to_owned()).collect();
    bodies.sort();
    bodies
}

/// Everything by which a page can try to lead the window elsewhere, or to open another. Each is made in a click, since the
/// webview lets a page do more in one.
const LEADING_AWAY: &[&str] = &[
    "top.location = elsewhere",
    "top.location.href = elsewhere",
    "top.location.replace(elsewhere)",
    "parent.location = elsewhere",
    "location = elsewhere",
    "location.assign(elsewhere)",
    "open(elsewhere)",
    "open(elsewhere, '_top')",
    "open(elsewhere, '_parent')",
    "open(elsewhere, '_self')",
    "open(elsewhere, '', 'noopener')",
    "link({ href: elsewhere, target: '_top' })",
    "link({ href: elsewhere, target: '_parent' })",
    "link({ href: elsewhere, target: '_blank' })",
    "link({ href: elsewhere })",
    "form({ action: elsewhere, target: '_top' })",
    "form({ action: elsewhere, target: '_blank' })",
    "form({ action: elsewhere, method: 'post' })",
    "document.body.append(make('iframe', { src: elsewhere }))",
    "document.head.append(make('meta', { httpEquiv: 'refresh', content: `0; url=${elsewhere}` }))",
    // Where a frame may be, the window may still not be sent.
    "top.location = embed",
    "open(embed, '_top')",
    "link({ href: embed, target: '_top' })",
    "form({ action: embed, target: '_top' })",
    "top.location = location.href",
    "link({ href: location.href, target: '_top' })",
    "top.location = 'about:blank'",
    "open('about:blank', '_top')",
    "top.location = 'tauri://localhost/index.html'",
    "link({ href: 'tauri://localhost/index.html', target: '_top' })",
    "top.location = 'file:///etc/passwd'",
    "top.location = 'data:text/html,elsewhere'",
    "top.location = 'javascript:void(window.stillHere = false)'",
    "open('file:///etc/passwd')",
    "open('tauri://localhost/index.html')",
    "open('mailto:somebody@evil.example')",
    "open('https://evil.example/')",
    "open('https://youtube.com.evil.example/')",
    "top.close()",
    "top.history.back()",
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_frame_leads_the_window_away() {
    let (youtube, evil) = (StandIn::start(Mode::Plays).await, StandIn::start(Mode::Plays).await);
    let desk = Desk::new().with("ML_HEALTH_YOUTUBE_ORIGIN", &youtube.origin);
    let window = playing(&desk).await;
    window.js::<Value>("window.stillHere = true; return null").await;
    let (elsewhere, embed) =
        (format!("{}/watch?elsewhere", evil.origin), format!("{}/embed/other", youtube.origin));
    let mut attempts = 0;
    for depth in [1, 2] {
        enter(&window, depth).await;
        window
            .js::<Value>(&format!(
                "window.elsewhere = {elsewhere:?};
                 window.embed = {embed:?};
                 window.make = (name, more) => Object.assign(document.createElement(name), more);
                 window.link = (more) => document.body.appendChild(make('a', {{ ...more, textContent: 'x' }})).click();
                 window.form = (more) => document.body.appendChild(make('form', more)).submit();
                 window.button = document.body.appendChild(make('button', {{ id: 'attack', textContent: 'x' }}));
                 button.style = 'position: fixed; inset: 0; z-index: 9';
                 return null"
            ))
            .await;
        for attempt in LEADING_AWAY {
            // Shown when it fails.
            println!("{depth}: {attempt}");
            window
                .js::<Value>(&format!(
                    "window.clicked = false;
                     button.onclick = () => {{ clicked = true; try {{ {attempt} }} catch (error) {{ window.last = error.name }} }};
                     return null"
                ))
                .await;
            window.click("#attack").await;
            let clicked = window.js::<Option<bool>>("return window.clicked ?? null").await;
            assert_eq!(clicked, Some(true), "{attempt}: the frame is another");
            attempts += 1;
        }
        // What may be opened is opened: by then, all that came before was decided upon.
        let allowed = format!("https://www.youtube.com/watch?v=after-{depth}");
        window.js::<Value>(&format!("button.onclick = () => open({allowed:?}); return null")).await;
        window.click("#attack").await;
        window.until("the browser", async || desk.opened().contains(&allowed).then_some(())).await;
        window.js::<Value>("button.remove(); return null").await;
    }
    enter(&window, 0).await;
    assert!(window.js::<bool>("return window.stillHere === true").await, "the page is another");
    plays_on(&window).await;
    assert_eq!(evil.requests(), [], "something of elsewhere was asked for");
    assert!(
        !youtube.requests().iter().any(|request| request.path == "/embed/other"),
        "{:?}",
        youtube.requests()
    );
    let opened: Vec<_> = [1, 2].map(|depth| format!("https://www.youtube.com/watch?v=after-{depth}")).into();
    assert_eq!(desk.opened().lines().collect::<Vec<_>>(), opened);
    println!("{attempts} attempts to lead the window away from two frames: none did");
    window.close().await;
}

/// It could hand the key on to YouTube's frame in the window, where the key is all that is lacking.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_window_at_youtube_does_not_learn_the_key() {
    let youtube = StandIn::start(Mode::Refuses(150)).await;
    let desk = Desk::new().with("ML_HEALTH_YOUTUBE_ORIGIN", &youtube.origin);
    let window = desk.open().await;
    window.open_lesson(3).await;
    window.click(".poster").await;
    window.press("Play in a window of its own").await;
    let told = window
        .until("what the page knows", async || {
            youtube.requests().into_iter().map(|request| request.path).find(|path| path.starts_with("/key/"))
        })
        .await;
    assert_eq!(told, "/key/unknown");
    window.close().await;
}
