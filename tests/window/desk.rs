//! A learner's desk: their data folder, what they answer in dialogs, the browser that links open in, and the window.

use std::{
    fmt::{Debug, Write as _},
    fs,
    net::TcpListener,
    os::unix::{fs::PermissionsExt as _, process::CommandExt as _},
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    sync::OnceLock,
    time::{Duration, Instant},
};

use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tempfile::TempDir;
use thirtyfour::{By, Capabilities, Key, WebDriver, WebElement};

use crate::screen;

const PROGRAM: &str = env!("CARGO_BIN_EXE_ml-health");
/// How long anything may take before a test gives up on it. Nothing waits that long when all is well.
const PATIENCE: Duration = Duration::from_secs(20);

pub struct Desk {
    folder: TempDir,
    environment: Vec<(String, String)>,
    /// What the program alone sees: the driver would trip over a proxy as well.
    inside: String,
    /// A program, with its arguments, that starts ours and watches it.
    watcher: String,
}

impl Desk {
    pub fn new() -> Self {
        let folder = TempDir::new().expect("a folder");
        let desk = Self { folder, environment: Vec::new(), inside: String::new(), watcher: String::new() };
        for name in ["bin", "home", "out"] {
            fs::create_dir(desk.path(name)).expect("a folder");
        }
        // What opens in the browser is written down instead.
        let browser = desk.path("bin/xdg-open");
        let opened = desk.path("opened").display().to_string();
        fs::write(&browser, format!("#!/bin/sh\nprintf '%s\\n' \"$@\" >> '{opened}'\n")).expect("a file");
        fs::set_permissions(&browser, fs::Permissions::from_mode(0o755)).expect("a program");
        let search = format!("{}:{}", desk.path("bin").display(), std::env::var("PATH").unwrap_or_default());
        let dialogs = desk.path("dialogs.json").display().to_string();
        let home = desk.path("home").display().to_string();
        // No test reaches YouTube: unless it sets up the stand-in, nothing answers.
        desk.with("PATH", &search)
            .with("HOME", &home)
            .with("ML_HEALTH_DIALOG", &dialogs)
            .with("ML_HEALTH_YOUTUBE_ORIGIN", "http://127.0.0.1:9")
    }

    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.environment.retain(|(known, _)| known != name);
        self.environment.push((name.into(), value.into()));
        self
    }

    /// Sets a variable for the program alone, not for the driver that starts it.
    pub fn with_inside(mut self, name: &str, value: &str) -> Self {
        writeln!(self.inside, "export {name}='{value}'").expect("text");
        self
    }

    /// Has the window's program started by another one, whose command line ours is added to.
    pub fn watched_by(mut self, command: &str) -> Self {
        command.clone_into(&mut self.watcher);
        self
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn data(&self) -> PathBuf {
        self.path("data")
    }

    /// What the learner answers from now on, as `ML_HEALTH_DIALOG` has it.
    pub fn answers(&self, answers: &Value) {
        fs::write(self.path("dialogs.json"), answers.to_string()).expect("the answers are written");
    }

    /// The dialog that was shown last.
    pub fn asked(&self) -> String {
        fs::read_to_string(self.path("dialogs.asked")).unwrap_or_default()
    }

    /// What was opened in the browser, one line each.
    pub fn opened(&self) -> String {
        fs::read_to_string(self.path("opened")).unwrap_or_default()
    }

    /// The program with these arguments and this desk's data folder.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(PROGRAM);
        command.arg("--data-dir").arg(self.data()).args(arguments);
        command.envs(self.environment.iter().cloned()).stdin(Stdio::null());
        command
    }

    /// A script that sets what the program alone sees, and becomes the program, or what watches it.
    fn program(&self) -> PathBuf {
        let script = self.path("bin/start");
        let lines = format!("#!/bin/sh\n{}exec {} {PROGRAM:?} \"$@\"\n", self.inside, self.watcher);
        fs::write(&script, lines).expect("a file");
        fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).expect("a program");
        script
    }

    /// Runs the command line to its end, successfully.
    pub fn run(&self, arguments: &[&str]) -> Output {
        let output = self.command(arguments).output().expect("the program runs");
        assert!(output.status.success(), "{arguments:?}: {output:?}");
        output
    }

    /// Opens the window and waits until it shows the course.
    pub async fn open(&self) -> Window {
        assert!(!screen::shows_window(), "the window of an earlier test is still there");
        loop {
            match self.start().await {
                Ok(window) => {
                    window.sees("h1").await;
                    return window;
                }
                // The driver chose a port for the webview, which another program has taken since.
                Err(_) if self.said().contains("Failed to start remote inspector server") => {}
                Err(error) => panic!("no window: {error}\n{}", self.said()),
            }
        }
    }

    /// Starts the driver, and has it start the window.
    async fn start(&self) -> Result<Window, String> {
        let port =
            TcpListener::bind("127.0.0.1:0").and_then(|socket| socket.local_addr()).expect("a port").port();
        let mut command = Command::new("WebKitWebDriver");
        command.arg(format!("--port={port}")).env("TAURI_WEBVIEW_AUTOMATION", "true").process_group(0);
        let said = fs::File::create(self.path("said")).expect("a file");
        command.envs(self.environment.iter().cloned()).stdin(Stdio::null()).stderr(said);
        let process = Driver(command.spawn().expect("WebKitWebDriver is installed"));
        let mut capabilities = Capabilities::new();
        let options = json!({ "binary": self.program(), "args": ["--data-dir", self.data()] });
        capabilities.set("webkitgtk:browserOptions", options).expect("a capability");
        let address = format!("http://127.0.0.1:{port}");
        let started = Instant::now();
        loop {
            let asked = WebDriver::new(&address, capabilities.clone());
            match tokio::time::timeout(2 * PATIENCE, asked).await {
                Ok(Ok(driver)) => return Ok(Window { driver, process }),
                Err(_) => return Err("the driver does not answer".into()),
                Ok(Err(error)) if started.elapsed() > PATIENCE => return Err(error.to_string()),
                Ok(Err(_)) => tokio::time::sleep(Duration::from_millis(100)).await,
            }
        }
    }

    /// What the driver and the program wrote to standard error since the window was opened last.
    fn said(&self) -> String {
        fs::read_to_string(self.path("said")).unwrap_or_default()
    }
}

/// The driver and the program that it started end with the test, however that ends.
struct Driver(Child);

impl Drop for Driver {
    fn drop(&mut self) {
        drop(Command::new("kill").args(["-KILL", "--", &format!("-{}", self.0.id())]).status());
        drop(self.0.wait());
    }
}

pub struct Window {
    pub driver: WebDriver,
    process: Driver,
}

impl Window {
    /// Waits until `condition` gives a value and gives it back.
    pub async fn until<T>(&self, what: &str, mut condition: impl AsyncFnMut() -> Option<T>) -> T {
        let started = Instant::now();
        loop {
            if let Some(value) = condition().await {
                return value;
            }
            if started.elapsed() > PATIENCE {
                let picture = Path::new(env!("CARGO_TARGET_TMPDIR")).join("failed.png");
                let page: String = self.js("return document.body.innerText").await;
                drop(tokio::time::timeout(Duration::from_secs(5), self.picture(&picture)).await);
                panic!("waited in vain: {what}. The window ({}) shows:\n{page}", picture.display());
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// A picture of the window. WebKitGTK's driver waits for ever for one of a page that cannot be scrolled.
    pub async fn picture(&self, file: &Path) {
        self.js::<Value>("document.body.style.minHeight = 'calc(100vh + 1px)'; return null").await;
        self.driver.screenshot(file).await.expect("a picture");
        self.js::<Value>("document.body.style.minHeight = ''; return null").await;
    }

    /// Waits for an element that is shown.
    pub async fn sees(&self, css: &str) -> WebElement {
        self.until(css, async || {
            for element in self.driver.find_all(By::Css(css)).await.unwrap_or_default() {
                if element.is_displayed().await.unwrap_or(false) {
                    return Some(element);
                }
            }
            None
        })
        .await
    }

    /// Waits until no such element is shown.
    pub async fn misses(&self, css: &str) {
        self.until(&format!("no {css}"), async || {
            for element in self.driver.find_all(By::Css(css)).await.ok()? {
                if element.is_displayed().await.unwrap_or(false) {
                    return None;
                }
            }
            Some(())
        })
        .await;
    }

    /// Waits until the element's text holds the words.
    pub async fn reads(&self, css: &str, words: &str) {
        let mut last = String::new();
        self.until(&format!("{words:?} in {css}"), async || {
            last = self.driver.find(By::Css(css)).await.ok()?.text().await.ok()?;
            last.contains(words).then_some(())
        })
        .await;
    }

    /// Waits until a field holds exactly this.
    pub async fn reads_field(&self, css: &str, text: &str) {
        let value = format!("return document.querySelector({css:?})?.value ?? null");
        let what = format!("{text:?} in {css}");
        self.until(&what, async || {
            (self.js::<Option<String>>(&value).await.as_deref() == Some(text)).then_some(())
        })
        .await;
    }

    /// Waits for a button or link by its words and clicks it.
    pub async fn press(&self, words: &str) {
        let path = format!(
            "//*[self::button or self::a][normalize-space()={words:?} or @aria-label={words:?} or \
             starts-with(normalize-space(), concat({words:?}, ','))]"
        );
        self.until(&format!("the button {words:?}"), async || {
            for element in self.driver.find_all(By::XPath(path.as_str())).await.unwrap_or_default() {
                if element.is_clickable().await.unwrap_or(false) && element.click().await.is_ok() {
                    return Some(());
                }
            }
            None
        })
        .await;
    }

    pub async fn click(&self, css: &str) {
        self.sees(css).await.click().await.unwrap_or_else(|error| panic!("{css}: {error}"));
    }

    /// Moves the pointer there, for what shows itself only then, and clicks it.
    pub async fn point_and_click(&self, row: &str, css: &str) {
        let row = self.driver.find(By::Css(row)).await.unwrap_or_else(|error| panic!("{row}: {error}"));
        self.driver.action_chain().move_to_element_center(&row).perform().await.expect("the pointer moves");
        self.click(css).await;
    }

    /// Clicks into the middle of an element, whatever lies there: also into a frame.
    pub async fn click_at_center(&self, css: &str) {
        let element = self.sees(css).await;
        let chain = self.driver.action_chain().move_to_element_center(&element).click();
        chain.perform().await.expect("the pointer clicks");
    }

    /// Types with no field in focus.
    pub async fn keys_on_page(&self, keys: &str) {
        self.js::<Value>("document.activeElement.blur(); return null").await;
        self.keys(keys).await;
    }

    /// Types where the focus is, as a keyboard does.
    pub async fn keys(&self, keys: impl Into<thirtyfour::TypingData>) {
        self.driver.action_chain().send_keys(keys).perform().await.expect("keys are typed");
    }

    /// Types with a key held down.
    pub async fn chord(&self, held: Key, key: impl Into<char> + Clone) {
        let chain =
            self.driver.action_chain().key_down(held.clone()).key_down(key.clone()).key_up(key).key_up(held);
        chain.perform().await.expect("keys are typed");
    }

    pub async fn js<T: DeserializeOwned + Debug>(&self, script: &str) -> T {
        let answer =
            self.driver.execute(script, vec![]).await.unwrap_or_else(|error| panic!("{script}: {error}"));
        answer.convert().unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// Goes to a place of the window, such as `#/notes`, as its links do.
    pub async fn go(&self, place: &str) {
        self.js::<Value>(&format!("location.hash = {place:?}; return null")).await;
    }

    pub async fn open_lesson(&self, number: u32) {
        let lesson = format!(".rail-lessons li:nth-child({number}) a");
        self.click(&lesson).await;
        self.reads("main", &format!("Lesson {number} of 9")).await;
        self.sees("note-composer textarea").await;
    }

    /// The second that the own video is at.
    pub async fn second(&self) -> f64 {
        self.js::<Option<f64>>("return document.querySelector('video')?.currentTime ?? null")
            .await
            .unwrap_or(0.0)
    }

    /// Presses play and waits until the picture moves.
    pub async fn play_file(&self) {
        self.click(".poster").await;
        self.until("the video moves", async || (self.second().await > 0.5).then_some(())).await;
    }

    pub async fn saved(&self) {
        self.until("Saved", async || {
            let status = self.driver.find(By::Css(".notes-status")).await.ok()?.text().await.ok()?;
            (status == "Saved").then_some(())
        })
        .await;
    }

    /// Asks the window to close, as a click on its cross does, and waits until it is gone.
    pub async fn close(self) {
        screen::ask_to_close();
        self.gone().await;
    }

    /// The program ends at once, as by a loss of power: nothing is flushed.
    pub async fn crash(self) {
        drop(self.process);
        no_window().await;
        drop(self.driver.leak());
    }

    pub async fn gone(self) {
        no_window().await;
        drop(self.driver.leak());
    }
}

/// The screen may show a window a moment longer than its program is there.
async fn no_window() {
    let started = Instant::now();
    while screen::shows_window() {
        assert!(started.elapsed() < PATIENCE, "the window is still there");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// A minute of H.264 and AAC that ffmpeg makes once a run.
pub fn video() -> &'static Path {
    static VIDEO: OnceLock<PathBuf> = OnceLock::new();
    VIDEO.get_or_init(|| {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("minute.mp4");
        let made = Command::new("ffmpeg")
            .args(["-y", "-v", "error", "-f", "lavfi", "-i", "testsrc=size=640x360:rate=25:duration=60"])
            .args(["-f", "lavfi", "-i", "sine=frequency=440:duration=60"])
            .args([
                "-c:v",
                "libx264",
                "-preset",
                "ultrafast",
                "-pix_fmt",
                "yuv420p",
                "-c:a",
                "aac",
                "-shortest",
            ])
            .arg(&path)
            .stdin(Stdio::null())
            .status();
        assert!(made.is_ok_and(|status| status.success()), "ffmpeg makes the video");
        path
    })
}
