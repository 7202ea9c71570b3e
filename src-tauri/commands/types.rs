//! The types that cross to the window, written down for `tsc`: `ui/types.d.ts` is generated from here.

use ml_health_study::{
    course::{Author, Course, Lesson, Resource, ResourceKind, Shelf},
    note::{LessonNotes, Note, NoteDraft},
    progress::{CompletedBy, LessonOverview, Next, NextKind, Overview, Progress, ProgressReport},
    settings::{Appearance, Settings},
};
use ts_rs::{Config, TS};

use super::{
    course::{LessonPage, YouTubeSource},
    document::{ExportStage, Exported},
    setting::{About, DataLocation},
    video::{FileSource, FileState},
};
use crate::error::CommandError;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/ui/types.d.ts");
const HEAD: &str =
    "// Generated from the Rust types by `cargo xtask types`; a test fails when it is out of date.\n\n";

fn declarations() -> String {
    let config = Config::new().with_large_int("number");
    macro_rules! declare {
        ($($name:ty),* $(,)?) => {
            [$(<$name as TS>::decl(&config)),*]
        };
    }
    let all = declare![
        Course,
        Author,
        Lesson,
        Shelf,
        Resource,
        ResourceKind,
        LessonPage,
        YouTubeSource,
        FileSource,
        FileState,
        Overview,
        LessonOverview,
        Next,
        NextKind,
        Progress,
        CompletedBy,
        ProgressReport,
        Note,
        NoteDraft,
        LessonNotes,
        Exported,
        ExportStage,
        Settings,
        Appearance,
        DataLocation,
        About,
        CommandError,
    ];
    all.iter().fold(HEAD.to_owned(), |text, declaration| format!("{text}export {declaration}\n"))
}

#[test]
fn types_are_current() {
    let (current, written) = (declarations(), std::fs::read_to_string(FILE).unwrap_or_default());
    if std::env::var_os("ML_HEALTH_WRITE_TYPES").is_some() {
        std::fs::write(FILE, current).expect("ui/types.d.ts is written");
    } else {
        assert!(current == written, "ui/types.d.ts is out of date: run `cargo xtask types`");
    }
}
