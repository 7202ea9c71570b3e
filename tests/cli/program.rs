//! The program in a folder of its own: what it is given, and what is expected of it.

use std::{
    collections::BTreeMap,
    ffi::{OsStr, OsString},
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use serde_json::Value;
use tempfile::TempDir;

/// Each command once, with files that [`Program::new`] makes.
pub const EVERY_COMMAND: [&[&str]; 9] = [
    &["lessons"],
    &["notes", "add", "--lesson", "1", "A thought"],
    &["notes", "list"],
    &["attach", "--lesson", "1", "talk.mp4"],
    &["export", "--format", "pdf", "--output", "notes.pdf"],
    &["import", "theirs.md"],
    &["search", "thought"],
    &["backup"],
    &["check"],
];

/// The program, run in a temporary folder in which names may be relative. It keeps its data in `data` there, has no
/// display, and no home but `home`.
pub struct Program {
    _folder: TempDir,
    root: PathBuf,
    environment: Vec<(&'static str, OsString)>,
    everywhere: Vec<OsString>,
    arguments: Vec<OsString>,
}

impl Program {
    pub fn new() -> Self {
        let mut program = Self::at_home();
        program.everywhere = ["--data-dir", "data"].map(OsString::from).into();
        program
    }

    /// The program that is not told where to keep its data.
    pub fn at_home() -> Self {
        let folder = TempDir::new().expect("a folder");
        let root = folder.path().canonicalize().expect("a folder");
        fs::create_dir(root.join("home")).expect("a folder");
        let environment = vec![("HOME", root.join("home").into()), ("XDG_RUNTIME_DIR", root.clone().into())];
        let program = Self { _folder: folder, root, environment, everywhere: vec![], arguments: vec![] };
        program.file("talk.mp4", b"a video").file("theirs.md", b"# Lesson 1\n\n[0:10] a thought\n")
    }

    /// A file that is there before.
    pub fn file(self, name: &str, bytes: &[u8]) -> Self {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, bytes).expect("a file");
        self
    }

    pub fn environment(mut self, name: &'static str, value: impl Into<OsString>) -> Self {
        self.environment.push((name, value.into()));
        self
    }

    /// What is asked of the program next.
    pub fn with<A: AsRef<OsStr>>(mut self, arguments: &[A]) -> Self {
        self.arguments = arguments.iter().map(|argument| argument.as_ref().to_owned()).collect();
        self
    }

    /// It succeeds, whatever it prints.
    #[track_caller]
    pub fn succeeds(self) -> Self {
        self.printed();
        self
    }

    /// It succeeds and prints exactly this.
    #[track_caller]
    pub fn prints(self, expected: &str) -> Self {
        assert_eq!(self.printed(), expected, "{:?}", self.arguments);
        self
    }

    /// It fails with this exit code and one line on standard error, in which these words stand.
    #[track_caller]
    pub fn fails_with(self, code: i32, words: &str) -> Self {
        let (output, errors) = self.failed(code);
        let line = errors.strip_prefix("ml-health: ").and_then(|line| line.strip_suffix('\n'));
        let line = line.unwrap_or_else(|| panic!("{:?}: not our line: {errors:?}", self.arguments));
        assert!(!line.contains(char::is_control), "{:?}: not one plain line: {errors:?}", self.arguments);
        assert!(line.contains(words), "{:?}: no {words:?} in {line:?}", self.arguments);
        assert!(output.stdout.is_empty(), "{:?}: {output:?}", self.arguments);
        self
    }

    /// The arguments make no sense: exit code 2 and, in clap's own format, these words.
    #[track_caller]
    pub fn misused(self, words: &str) -> Self {
        let (output, errors) = self.failed(2);
        assert!(errors.contains(words), "{:?}: no {words:?} in {errors:?}", self.arguments);
        assert!(output.stdout.is_empty(), "{:?}: {output:?}", self.arguments);
        self
    }

    /// What it prints when it succeeds.
    #[track_caller]
    pub fn printed(&self) -> String {
        let output = self.output();
        assert!(output.status.success() && output.stderr.is_empty(), "{:?}: {output:?}", self.arguments);
        String::from_utf8(output.stdout).expect("text")
    }

    /// The JSON it prints when it succeeds.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.printed()).expect("JSON")
    }

    #[track_caller]
    fn failed(&self, code: i32) -> (Output, String) {
        let output = self.output();
        let errors = String::from_utf8(output.stderr.clone()).expect("text");
        assert_eq!(output.status.code(), Some(code), "{:?}: {errors}", self.arguments);
        (output, errors)
    }

    fn output(&self) -> Output {
        self.command(&self.arguments).output().expect("the program runs")
    }

    /// To be run in a way of its own.
    pub fn command<A: AsRef<OsStr>>(&self, arguments: &[A]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ml-health"));
        command.args(&self.everywhere).args(arguments).current_dir(&self.root).stdin(Stdio::null());
        for name in [
            "DISPLAY",
            "WAYLAND_DISPLAY",
            "WAYLAND_SOCKET",
            "GDK_BACKEND",
            "LC_ALL",
            "RUST_LOG",
            "XDG_DATA_HOME",
        ] {
            command.env_remove(name);
        }
        command.envs(self.environment.iter().cloned());
        command
    }

    pub fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.root.join(name)
    }

    /// The words of a PDF, one space between them.
    pub fn words_of(&self, pdf: &str) -> String {
        let bytes = fs::read(self.path(pdf)).expect("a PDF");
        assert!(bytes.starts_with(b"%PDF-"), "{pdf} is no PDF");
        let output = Command::new("pdftotext").arg("-layout").arg(self.path(pdf)).arg("-").output();
        let output = output.expect("pdftotext is installed");
        assert!(output.status.success(), "{output:?}");
        let text = String::from_utf8(output.stdout).expect("text");
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Everything below a folder: files with their bytes, folders without.
    pub fn files(&self, folder: &str) -> BTreeMap<PathBuf, Option<Vec<u8>>> {
        let mut files = BTreeMap::new();
        let mut folders = vec![self.path(folder)];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).expect("a folder") {
                let path = entry.expect("an entry").path();
                if path.is_dir() {
                    folders.push(path.clone());
                }
                files.insert(path.strip_prefix(&self.root).expect("inside").to_owned(), fs::read(&path).ok());
            }
        }
        files
    }
}
