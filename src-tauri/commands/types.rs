//! The types that cross to the window, written down for `tsc`: `ui/types.d.ts` is generated from here.

use std::collections::BTreeSet;

use ml_health_study::{
    archive::ImportCounts,
    backup::{BackupEntry, Occasion, second::SecondFolder},
    copy::{CopyState, KeptCopy},
    course::{Author, Course, Lesson, Resource, ResourceKind, Shelf},
    damage::{Damage, Finding, Recovery},
    id::{LessonId, NoteId, ResourceId},
    matching::{Match, MatchChoice, MatchedBy, MatchedFile, MatchedKind},
    note::{LessonNotes, Mark, Note, NoteDraft, NoteFilter, NotesShown},
    progress::{
        CompletedBy, Fit, FitKind, Intervals, LessonOverview, Next, NextKind, Overview, Progress,
        ProgressReport, Welcome,
    },
    restore::{NoteGroup, RestorePreview},
    revision::{Piece, PieceKind, RevisionId, RevisionLabel, RevisionPage},
    search::{HitKind, Search, SearchHit},
    settings::{Appearance, PlaybackChoices, Settings, SettingsChange},
    time::Timestamp,
    transcript::{Cue, Transcript, TranscriptSource},
    trash::TrashedNote,
};
use ts_rs::{Config, TS};

use super::{
    backup::Safety,
    course::{LessonPage, YouTubeSource},
    damage::Recovered,
    document::{ExportStage, Exported},
    import::{ImportPreview, Imported},
    matching::{Kept, NotKept},
    restore::Restored,
    setting::About,
    system::System,
    video::{FileSource, FileState},
};
use crate::{
    document::{ExportChoice, ExportFormat, Paper},
    error::CommandError,
    import::ImportKind,
    window_mode::{WindowMode, WindowState},
};

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
        LessonId,
        NoteId,
        ResourceId,
        Timestamp,
        Intervals,
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
        TranscriptSource,
        Transcript,
        Cue,
        Match,
        MatchedFile,
        MatchedKind,
        MatchedBy,
        MatchChoice,
        Kept,
        NotKept,
        KeptCopy,
        CopyState,
        Overview,
        LessonOverview,
        Next,
        NextKind,
        Progress,
        CompletedBy,
        ProgressReport,
        Welcome,
        Fit,
        FitKind,
        Mark,
        Note,
        NoteDraft,
        NoteFilter,
        NotesShown,
        LessonNotes,
        TrashedNote,
        RevisionId,
        RevisionLabel,
        RevisionPage,
        Piece,
        PieceKind,
        Search,
        SearchHit,
        HitKind,
        ExportChoice,
        ExportFormat,
        Paper,
        Exported,
        ExportStage,
        ImportKind,
        ImportCounts,
        ImportPreview,
        Imported,
        Settings,
        SettingsChange,
        PlaybackChoices,
        Appearance,
        Safety,
        BackupEntry,
        Occasion,
        SecondFolder,
        RestorePreview,
        NoteGroup,
        Restored,
        Damage,
        Finding,
        Recovery,
        Recovered,
        About,
        System,
        WindowMode,
        WindowState,
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

/// A command has its name in four places: a slip in one of them would show only when somebody presses a button.
#[test]
fn every_command_is_named_everywhere() {
    let between = |text: &'static str, start: &str, end: &str| {
        let from = text.find(start).expect("the list begins") + start.len();
        let length = text[from..].find(end).expect("the list ends");
        text[from..from + length].to_owned()
    };
    let names = |list: &str, prefix: &str| -> BTreeSet<String> {
        let words = list.split([',', '\n', '"']).map(str::trim);
        words.filter_map(|word| word.strip_prefix(prefix)).map(|word| word.replace('-', "_")).collect()
    };
    let built = between(include_str!("../build.rs"), "COMMANDS: &[&str] = &[", "]");
    let built: BTreeSet<_> = names(&built, "").into_iter().filter(|name| !name.is_empty()).collect();
    let allowed = names(include_str!("../capabilities/window.json"), "allow-");
    let handled = between(include_str!("mod.rs"), "generate_handler![", "]");
    let handled: BTreeSet<_> =
        handled.split(',').filter_map(|path| path.trim().split("::").nth(1)).map(str::to_owned).collect();
    let asked = include_str!("../../ui/ipc.js").split("invoke(\"").skip(1);
    let asked: BTreeSet<_> = asked.filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect();
    assert!(built.len() > 20, "{built:?}");
    assert_eq!((&allowed, &handled, &asked), (&built, &built, &built));
}
