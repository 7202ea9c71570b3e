//! Settings, from the window to the store and back.

use serde_json::Value;

use crate::desk::Desk;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn choices_are_remembered_over_a_restart() {
    let desk = Desk::new();
    let window = desk.open().await;
    window.go("#/settings").await;
    window.click("input[name=appearance][value=dark]").await;
    window.click("#learner-name").await;
    window.keys("Dr Ada Example" + thirtyfour::Key::Tab).await;
    window.reads("main", "Saved").await;
    window.close().await;

    let window = desk.open().await;
    let theme: String = window.js("return getComputedStyle(document.documentElement).colorScheme").await;
    assert_eq!(theme, "dark");
    window.go("#/settings").await;
    let name: String = window
        .until("the name", async || {
            let script = "return document.querySelector('#learner-name')?.value ?? ''";
            Some(window.js::<String>(script).await).filter(|name| !name.is_empty())
        })
        .await;
    assert_eq!(name, "Dr Ada Example");
    window.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everything_is_deleted_only_when_the_words_are_typed() {
    let desk = Desk::new();
    desk.run(&["notes", "add", "--lesson", "1", "a secret"]);
    let window = desk.open().await;
    window.go("#/settings").await;
    window.press("Delete everything…").await;
    window.click("dialog[open] input").await;
    window.keys("delete everything").await;
    window.click("dialog[open] button[type=submit]").await;
    window.reads("h1", "Course Overview").await;
    window
        .until("nothing is left", async || {
            let notes: Value = serde_json::from_slice(&desk.run(&["notes", "list", "--json"]).stdout).ok()?;
            (notes == Value::Array(vec![])).then_some(())
        })
        .await;
    window.open_lesson(1).await;
    window.close().await;
}
