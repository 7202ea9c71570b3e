//! Databases that earlier versions of this program made (`tests/fixtures/`, whose README says how), and what they hold.

use std::{collections::BTreeSet, fs, path::Path};

use ml_health_study::{
    Study,
    archive::{Archive, Import},
    id::{LessonId, ResourceId},
    transcript::{self, Cue},
};
use rusqlite::Connection;

use super::{DATABASE, NOW, copy_files, same, sound, told};

const VIDEO: &str = "/media/stick/overview é.mp4";

/// Puts an old database into a data folder, as its program left it: in WAL mode.
///
/// # Errors
/// When it cannot be copied.
pub fn fixture(name: &str, folder: &Path) -> Result<(), String> {
    fixture_in(name, folder, "WAL")
}

/// The same in another mode: out of WAL mode it is as a backup that somebody put back by hand.
///
/// # Errors
/// When it cannot be copied.
pub fn fixture_in(name: &str, folder: &Path, mode: &str) -> Result<(), String> {
    let file = fixtures().join(format!("{name}.db"));
    let database = folder.join(DATABASE);
    fs::copy(&file, &database).map_err(|error| format!("{}: {error}", file.display()))?;
    let connection = Connection::open(&database).map_err(|error| error.to_string())?;
    connection.pragma_update(None, "journal_mode", mode).map_err(|error| error.to_string())
}

/// Whether a data folder holds everything that was in an old database, once it was opened. Looks at a copy.
///
/// # Errors
/// What is wrong, in words.
pub fn upgraded(name: &str, folder: &Path) -> Result<(), String> {
    let copy = tempfile::tempdir().map_err(|error| error.to_string())?;
    copy_files(folder, copy.path()).map_err(|error| error.to_string())?;
    holds(name, &told(Study::open(copy.path(), NOW))?)?;
    sound(&copy.path().join(DATABASE))
}

/// Whether a study holds everything that was in an old database.
///
/// # Errors
/// What is wrong, in words.
pub fn holds(name: &str, study: &Study) -> Result<(), String> {
    let found = told(study.archive(NOW))?;
    let expected = expected(name)?;
    for (expected, found) in expected.notes.iter().zip(&found.notes) {
        same("a note", expected, found)?;
    }
    same("notes", &expected.notes.len(), &found.notes.len())?;
    same("progress", &expected.progress, &found.progress)?;
    same("settings", &expected.settings, &found.settings)?;
    // Their places in the course are not the learner's.
    let lessons = |archive: &Archive| -> BTreeSet<String> {
        let lessons = archive.lessons.iter();
        lessons.map(|lesson| format!("{}: {}, {}", lesson.id, lesson.title, lesson.video.0)).collect()
    };
    same("lessons", &lessons(&expected), &lessons(&found))?;
    let lesson = |id: &str| LessonId(id.into());
    let video = told(study.attached_video(&lesson("course-overview")))?;
    same("the attached video", &Some(VIDEO.into()), &video)?;
    if name == "schema-1" {
        return Ok(());
    }
    let cue = |start, end, text: &str| Cue { start, end, text: text.into() };
    let cues = |id| told(study.transcript(&lesson(id))).map(|found| found.map(|found| found.cues));
    let said = vec![cue(1.0, 2.5, "what a gradient is"), cue(3.0, 4.0, "two 心臓")];
    same("a transcript", &Some(said), &cues("how-models-learn")?)?;
    let said = vec![cue(5.0, 6.0, "said in a lesson that left")];
    same("a retired lesson's transcript", &Some(said), &cues("a-lesson-that-left")?)?;
    let source = told(study.captions_source(&lesson("how-models-learn")))?;
    same("a transcript's file", &Some("how é.en.vtt".to_owned()), &source.map(|source| source.name))?;
    let copies: Vec<_> =
        told(study.copies())?.into_iter().map(|copy| (copy.resource.0, copy.bytes)).collect();
    same("copies", &vec![("course-summary".to_owned(), 1234)], &copies)
}

/// A database with all of that, made by this program.
///
/// # Errors
/// When it cannot be made.
pub fn make(folder: &Path) -> Result<(), String> {
    let mut study = told(Study::open(folder, NOW))?;
    told(study.import(&Import::Archive(expected("schema-3")?), NOW))?;
    let [how, left] = ["how-models-learn", "a-lesson-that-left"];
    let lesson = |id: &str| LessonId(id.into());
    for (id, name, text) in [
        (
            how,
            "how é.en.vtt",
            "00:01.000 --> 00:02.500\nwhat a gradient is\n\n00:03.000 --> 00:04.000\ntwo 心臓\n",
        ),
        (left, "left.vtt", "00:05.000 --> 00:06.000\nsaid in a lesson that left\n"),
    ] {
        let captions = told(transcript::parse(format!("WEBVTT\n\n{text}").as_bytes(), name))?;
        told(study.keep_transcript(&lesson(id), &captions, NOW))?;
    }
    told(study.remember_copy(&ResourceId("course-summary".into()), 1234, NOW))?;
    drop(study);
    let connection = Connection::open(folder.join(DATABASE)).map_err(|error| error.to_string())?;
    connection.pragma_update(None, "journal_mode", "DELETE").map_err(|error| error.to_string())?;
    // Through the program, the file would have to be there.
    let attached = "INSERT INTO attachment VALUES ('course-overview', ?1, 0)";
    connection.execute(attached, [VIDEO]).map_err(|error| error.to_string())?;
    connection.execute_batch("VACUUM").map_err(|error| error.to_string())
}

fn expected(name: &str) -> Result<Archive, String> {
    let name = if matches!(name, "schema-1" | "schema-2") { name } else { "schema-3" };
    let json =
        fs::read(fixtures().join(format!("{name}.json"))).map_err(|error| format!("{name}: {error}"))?;
    told(Archive::from_json(&json))
}

pub fn fixtures() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}
