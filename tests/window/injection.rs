//! Strings that would run, load or lead somewhere, in every field that a person or a file can fill, and every place of the
//! window that shows them. What is sanitised never gets as far as the window's content policy, so that is to have nothing
//! to refuse; an alarm watches all that is ever put into the page.

use std::{fs, path::PathBuf};

use serde_json::{Value, json};
use thirtyfour::Key;

use crate::{
    attacks::{as_kept, attacks},
    desk::{Desk, Window, video},
};

/// Writes down whatever runs, is refused by the content policy, or is put into the page and does not belong there.
const ALARM: &str = r#"
window.alarms = [];
performance.setResourceTimingBufferSize(100_000);
for (const name of ["alert", "confirm", "prompt", "msgbox"]) window[name] = () => alarms.push("something ran");
addEventListener("error", (event) => alarms.push(`error: ${event.message}`));
addEventListener("securitypolicyviolation", (event) => alarms.push(`refused: ${event.violatedDirective} ${event.blockedURI}`));
const never = "script, style, link, meta, base, object, embed, template, noscript, math, marquee, plaintext, xmp, listing, "
  + "svg :is(a, image, animate, set, foreignObject, style, script), img, audio, source, track, [srcdoc], [formaction], [contenteditable]";
const texts = ".prose, .palette-text, .history-text, .kept-text, .home-note, h1, h2, h3, option, label, button, td";
function look(element) {
  const told = (what) => alarms.push(`${what}: ${element.outerHTML.slice(0, 200)}`);
  if (element.matches(never)) told("does not belong here");
  if (element.matches("iframe, video") && !/^(blob:|http:\/\/127\.0\.0\.1:\d+\/|$)/.test(element.getAttribute("src") ?? "")) told("leads out");
  for (const { name, value } of element.attributes) {
    if (/^on/i.test(name)) told("an event");
    if (/href$/i.test(name) && !/^(https?:|mailto:|#)/i.test(value)) told("leads elsewhere");
  }
  if (element.closest(".prose, .palette-text, .history-text") && (element.localName.includes("-") || element.hasAttribute("style") || element.id !== "" && !element.matches(".prose"))) told("not a text's own");
}
const whole = (node) => { if (node instanceof Element) [node, ...node.querySelectorAll("*")].forEach(look); };
whole(document.body);
new MutationObserver((changes) => {
  for (const { addedNodes, target, type } of changes) type === "attributes" ? look(target) : addedNodes.forEach(whole);
}).observe(document.body, { subtree: true, childList: true, attributes: true });
return null"#;

/// What was asked for from anywhere but the window's own files, its commands and its loopback server.
const LOADED: &str = r"return performance.getEntriesByType('resource').map(({ name }) => name)
  .filter((name) => !/^(tauri:\/\/localhost\/|ipc:\/\/localhost\/|http:\/\/ipc\.localhost\/|http:\/\/127\.0\.0\.1:\d+\/)/.test(name))";

/// Of the note that was every attack before.
const WORDS: &str = "one that shows how a note is written";

impl Window {
    async fn set_alarm(&self) {
        self.js::<Value>(ALARM).await;
    }

    async fn is_quiet(&self, place: &str) {
        assert_eq!(self.js::<Vec<String>>("return window.alarms").await, [""; 0], "{place}");
        assert_eq!(self.js::<Vec<String>>(LOADED).await, [""; 0], "{place}");
    }

    /// Waits until so many of these elements are there.
    async fn counts(&self, css: &str, count: usize) {
        let script = format!("return document.querySelectorAll({css:?}).length");
        self.until(&format!("{count} of {css}"), async || {
            (self.js::<usize>(&script).await == count).then_some(())
        })
        .await;
    }

    /// Runs a script for each attack, which has it as `attack` and may wait.
    async fn with_each(&self, attacks: &[String], script: &str) {
        let attacks = serde_json::to_string(attacks).expect("JSON");
        let script = format!(
            "const done = arguments[0]; const frame = () => new Promise(requestAnimationFrame);
             (async () => {{ for (const attack of {attacks}) {{ {script} }} }})().then(() => done(null), (error) => done(String(error)))"
        );
        let answer = self
            .driver
            .execute_async(&script, vec![])
            .await
            .unwrap_or_else(|error| panic!("{script}: {error}"));
        assert_eq!(answer.json(), &Value::Null, "{script}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_runs_loads_or_leads_elsewhere_wherever_it_was_written() {
    let attacks = attacks();
    let desk = Desk::new();
    let archive = archive(&desk, &attacks);
    let own = hostile_name(&desk, "mp4");
    fs::copy(video(), &own).expect("a copy");
    desk.run(&["attach", "--lesson", "4", &own.display().to_string()]);

    let window = desk.open().await;
    window.set_alarm().await;
    window.go("#/settings").await;
    window.press("Import…").await;
    errors_are_only_told(&desk, &window).await;
    desk.answers(&json!({
        "notes": archive, "captions": captions(&desk, &attacks), "folder": downloads(&desk, &attacks)
    }));
    import_match_and_restore(&window).await;
    window.is_quiet("settings").await;
    lessons(&window, &attacks).await;
    notes_of_before(&window, &attacks).await;
    window.is_quiet("history and time").await;
    window.go_everywhere(WORDS).await;
    window.is_quiet("everywhere").await;
    export_and_trash(&window, &attacks).await;
    addresses_lead_nowhere(&window, &attacks).await;
    window.go("#/").await;
    window.sees("home-page .cards").await;
    searches(&window, &attacks).await;
    window.is_quiet("addresses and searches").await;
    the_alarm_works(&window).await;
    window.close().await;

    let window = desk.open().await;
    window.set_alarm().await;
    window.is_quiet("the next start").await;
    window.close().await;
}

async fn import_match_and_restore(window: &Window) {
    window.press("Choose a file…").await;
    window.reads("dialog[open]", "This is what would change").await;
    window.press("Import").await;
    window.reads("dialog[open]", "Your notes are imported").await;
    window.press("Close").await;
    window.press("Choose a folder with videos…").await;
    // Those that begin with a dot are hidden.
    window.sees("match-dialog .match-file:nth-child(50)").await;
    window.press("Cancel").await;
    window.press("Restore…").await;
    window.click("button.backup").await;
    window.sees("dialog[open] .dialog-actions .filled").await;
    window.leave().await;
}

async fn lessons(window: &Window, attacks: &[String]) {
    window.open_lesson(3).await;
    window.press("Add captions…").await;
    window.reads("transcript-panel", "onerror=alert(1)").await;
    let notes = attacks.len() / 9;
    for lesson in 1..=9 {
        window.open_lesson(lesson).await;
        window.sees(&format!("note-row:nth-child({notes}) .note-text")).await;
        window.is_quiet(&format!("lesson {lesson}")).await;
    }
}

/// What a note was, and a time that is typed for it.
async fn notes_of_before(window: &Window, attacks: &[String]) {
    window.open_lesson(1).await;
    window.choose_for_note(WORDS, "history").await;
    window.counts(".history-version", attacks.len()).await;
    let versions = "for (const version of document.querySelectorAll('.history-version')) { version.click(); await frame(); }";
    window.with_each(&[String::new()], versions).await;
    window.sees(".history-difference ins, .history-difference del").await;
    window.leave().await;
    window.choose_for_note(WORDS, "time").await;
    window.sees("note-time input").await;
    let typed = "const field = document.querySelector('note-time input'); field.value = attack;
         field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
         if (document.querySelector('.note-time-wrong').textContent === '') throw attack;";
    window.with_each(attacks, typed).await;
}

async fn export_and_trash(window: &Window, attacks: &[String]) {
    window.go("#/notes").await;
    window.sees("notes-page note-entry").await;
    window.press("Export…").await;
    for format in ["markdown", "anki", "json", "pdf"] {
        window.click(&format!("input[name=export-format][value={format}]")).await;
    }
    window.leave().await;
    window.go("#/trash").await;
    window.counts(".trashed-note", attacks.len()).await;
}

/// A folder with a video of each name that a file can have.
fn downloads(desk: &Desk, attacks: &[String]) -> PathBuf {
    let folder = desk.path("downloads");
    fs::create_dir(&folder).expect("a folder");
    for name in attacks.iter().filter(|attack| attack.len() < 200 && !attack.contains(['/', '\0'])) {
        fs::write(folder.join(format!("{name}.mp4")), "").expect("a file");
    }
    folder
}

/// A name of a file that ends as text in the page.
fn hostile_name(desk: &Desk, ending: &str) -> PathBuf {
    desk.path(&format!("\"><img src=x onerror=alert(1)>\u{1b}[2J{{{{a}}}}.{ending}"))
}

/// The desk's own export with an attack in each field: notes in the course and out of it, in the trash, what they were, the
/// titles of lessons that left, and the learner's name.
fn archive(desk: &Desk, attacks: &[String]) -> PathBuf {
    let path = hostile_name(desk, "json");
    desk.run(&["notes", "add", "--lesson", "1", WORDS]);
    desk.run(&["export", "--format", "json", "--output", &path.display().to_string()]);
    let mut archive: Value = serde_json::from_slice(&fs::read(&path).expect("an export")).expect("JSON");
    let lessons: Value = serde_json::from_slice(&desk.run(&["lessons", "--json"]).stdout).expect("JSON");
    let lessons: Vec<_> =
        lessons.as_array().expect("lessons").iter().map(|lesson| lesson["id"].clone()).collect();
    let mut first = archive["notes"][0].clone();
    let now = first["updated"].clone();
    let note = |number: usize, lesson: &Value, body: &str| {
        let mut note = first.clone();
        note["id"] = json!(format!("0192f000-0000-7000-8000-{number:012}"));
        note["lesson"] = lesson.clone();
        note["second"] = json!(number);
        note["mark"] =
            [json!(null), json!("question"), json!("todo"), json!("important")][number % 4].clone();
        note["body"] = json!(body);
        note
    };
    let mut notes = Vec::new();
    let mut listed: Vec<_> =
        lessons.iter().map(|id| json!({ "id": id, "title": "a", "video": "aaaaaaaaaaa" })).collect();
    let mut revisions = Vec::new();
    for (number, attack) in attacks.iter().enumerate() {
        let retired = json!(format!("retired-{number}"));
        listed.push(json!({ "id": retired, "title": attack, "video": "aaaaaaaaaaa" }));
        notes.push(note(number, &lessons[number % lessons.len()], &format!("{attack} #tag")));
        notes.push(note(number + 10_000, &retired, &format!("Q: {attack}\nA: {attack}")));
        let mut trashed = note(number + 20_000, &retired, attack);
        trashed["deleted"] = now.clone();
        notes.push(trashed);
        revisions.push(json!({ "lesson": retired, "body": attack, "written": now, "taken": now }));
    }
    first["revisions"] = json!(revisions);
    notes.insert(0, first);
    archive["notes"] = json!(notes);
    archive["lessons"] = json!(listed);
    archive["settings"] = json!({ "learnerName": "\"><img src=x onerror=alert(1)>" });
    fs::write(&path, archive.to_string()).expect("a file");
    path
}

/// Captions of which each says an attack, as it is and written as WebVTT asks.
fn captions(desk: &Desk, attacks: &[String]) -> PathBuf {
    let path = hostile_name(desk, "vtt");
    let mut text = "WEBVTT\n\n".to_owned();
    for (second, attack) in attacks.iter().enumerate() {
        let line = as_kept(attack).replace('\n', " ");
        let escaped = line.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        for line in [line, escaped] {
            text += &format!("00:{:02}:{:02}.000 --> 01:00:00.000\n{line} .\n\n", second / 60, second % 60);
        }
    }
    fs::write(&path, text).expect("a file");
    path
}

/// Files that cannot be imported, and whose own words stand in what is said of them.
async fn errors_are_only_told(desk: &Desk, window: &Window) {
    for (file, text, said) in [
        ("damaged.md", "<!-- ml-health:notes 1 -->\n<!-- ml-health:note \"><img src=x onerror=alert(1)> -->", "line 2"),
        (
            "foreign.json",
            "{\"format\": \"ml-health\", \"version\": 1, \"exported\": 0, \"notes\": [], \"progress\": [], \"settings\": {},
              \"lessons\": [{\"id\": \"<img src=x onerror=alert(1)>\", \"title\": \"\", \"video\": \"aaaaaaaaaaa\"}]}",
            "is not the name of a lesson",
        ),
    ] {
        fs::write(desk.path(file), text).expect("a file");
        desk.answers(&json!({ "notes": desk.path(file) }));
        window.press("Choose a file…").await;
        window.reads(".import-problem", said).await;
        window.reads(".import-problem", "<img src=x onerror=alert(1)>").await;
    }
    window.is_quiet("errors").await;
}

async fn addresses_lead_nowhere(window: &Window, attacks: &[String]) {
    let addresses = "const encoded = encodeURIComponent(attack.toWellFormed?.() ?? attack);
         for (const place of [`#/${attack}`, `#/lesson/${attack}`, `#/notes?tag=${encoded}`, `#/notes?lesson=${encoded}&mark=${encoded}`]) {
           location.hash = place; await frame(); await frame();
         }";
    let short: Vec<_> = attacks.iter().filter(|attack| attack.len() < 1_000).cloned().collect();
    window.with_each(&short, addresses).await;
    window.go("#/notes?tag=%3Cimg%20src=x%20onerror=alert(1)%3E").await;
    window.reads("notes-page", "<img src=x onerror=alert(1)>").await;
}

async fn searches(window: &Window, attacks: &[String]) {
    window.chord(Key::Control, 'k').await;
    window.sees("dialog.palette[open]").await;
    let search = "const field = document.querySelector('.palette input');
         field.value = attack; field.dispatchEvent(new InputEvent('input', { bubbles: true }));";
    window.with_each(attacks, &format!("{search} await frame();")).await;
    for typed in ["script", "onerror", "alert", "javascript", "\"><img src=x onerror=alert(1)>"] {
        // Emptied before, so that nothing is left of what was found for another.
        window.with_each(&[String::new(), typed.to_owned()], search).await;
        window.sees("#palette-options .palette-text").await;
    }
    let nowhere = "nowhere<img src=x onerror=alert(1)>";
    window.with_each(&[nowhere.to_owned()], search).await;
    window.reads(".palette-said", nowhere).await;
    window.leave().await;
}

/// What the alarm is there for, it sees.
async fn the_alarm_works(window: &Window) {
    window
        .js::<Value>(
            "document.body.insertAdjacentHTML('beforeend', '<div class=prose><img src=https://attack.example/x.png onerror=alert(1)><a href=javascript:alert(1)>a</a></div>');
             alert(1); return null",
        )
        .await;
    for seen in ["does not belong here", "an event", "leads elsewhere", "something ran", "refused: img-src"] {
        let script = format!("return alarms.some((alarm) => alarm.startsWith({seen:?}))");
        window.until(seen, async || window.js::<bool>(&script).await.then_some(())).await;
    }
}

/// What is printed for a person has no character that a terminal would obey.
#[test]
fn nothing_steers_the_terminal() {
    let attacks = attacks();
    let desk = Desk::new();
    let archive = archive(&desk, &attacks).display().to_string();
    let own = hostile_name(&desk, "mp4");
    fs::write(&own, "").expect("a file");
    let own = own.display().to_string();
    let pdf = desk.path("a\u{1b}[2J.pdf").display().to_string();
    let mut commands = vec![
        vec!["import", "--preview", &archive],
        vec!["import", &archive],
        vec!["notes", "list"],
        vec!["notes", "list", "--json"],
        vec!["lessons"],
        vec!["attach", "--lesson", "5", &own],
        vec!["export", "--format", "pdf", "--output", &pdf],
        vec!["backup", "--list"],
        vec!["restore", "--preview"],
        vec!["check"],
    ];
    let searched = attacks.iter().filter(|attack| !attack.contains('\0')).step_by(10);
    commands.extend(searched.map(|attack| vec!["search", "--", attack]));
    commands.retain(|command| {
        let text = String::from_utf8(desk.run(command).stdout).expect("text");
        text.contains(|c: char| c.is_control() && c != '\n' && c != '\t')
    });
    assert_eq!(commands, [[""; 0]; 0], "what they print would steer a terminal");
}
