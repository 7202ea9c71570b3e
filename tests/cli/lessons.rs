//! `ml-health lessons`

use rusqlite::Connection;
use serde_json::json;

use crate::program::Program;

const LESSONS: &[&str] = &["lessons"];
const LESSONS_AS_JSON: &[&str] = &["lessons", "--json"];

#[test]
fn the_nine_in_their_order() {
    Program::new().with(LESSONS).prints(
        "1. Course Overview. Why learn about AI and Machine Learning? (not begun)\n\
         2. What is Machine Learning and why Healthcare? (not begun)\n\
         3. How does a machine learning model learn? (not begun)\n\
         4. What happens in a neural network (with medical examples)? (not begun)\n\
         5. What is deep learning and how will it change healthcare? (not begun)\n\
         6. How to assess the performance of machine learning models (not begun)\n\
         7. How to ensure a positive clinical impact with machine learning models (not begun)\n\
         8. How to read a machine learning paper (not begun)\n\
         9. Next steps for getting started and recommended resources (not begun)\n",
    );
}

#[test]
fn how_far_the_learner_is() {
    let program = Program::new().with(LESSONS).succeeds();
    let store = Connection::open(program.path("data/ml-health.db")).expect("the database");
    store
        .execute_batch(
            "INSERT INTO progress VALUES ('course-overview', 134.9, 600, NULL, 1, 0);
             INSERT INTO progress VALUES ('what-is-machine-learning', 590, 600, 'watching', 1, 0);",
        )
        .expect("progress");
    drop(store);
    let program = program
        .with(&["notes", "add", "--lesson", "2", "one"])
        .succeeds()
        .with(&["notes", "add", "--lesson", "9", "one"])
        .succeeds()
        .with(&["notes", "add", "--lesson", "9", "two"])
        .succeeds();
    let program = program.with(LESSONS);
    let printed = program.printed();
    for (number, expected) in [
        (1, "Machine Learning? (at 2:14)"),
        (2, "Healthcare? (done, 1 note)"),
        (3, "learn? (not begun)"),
        (9, "resources (not begun, 2 notes)"),
    ] {
        let line = printed.lines().nth(number - 1).expect("a line");
        assert!(line.ends_with(expected), "lesson {number}: {line}");
    }
    let lessons = program.with(LESSONS_AS_JSON).json();
    let progress = &lessons[0]["progress"];
    assert_eq!((&progress["position"], &progress["resumeAt"]), (&json!(134.9), &json!(124.9)), "years later");
}

#[test]
fn as_json() {
    let program = Program::new().with(&["notes", "add", "--lesson", "3", "x"]).succeeds();
    let lessons = program.with(LESSONS_AS_JSON).json();
    let videos: Vec<_> = lessons.as_array().expect("a list").iter().map(|row| &row["video"]).collect();
    let expected = [
        "dj_mF4OlcUY",
        "Uib6wHr5PSQ",
        "nrHH8y7cKAc",
        "ykUiNMonJzc",
        "sVz8UKTBY1E",
        "xlrj1iFCYUk",
        "1HxjNZ304Sw",
        "WVMiBvKEgYE",
        "warzSW199Sw",
    ]
    .map(|id| json!(format!("https://www.youtube.com/watch?v={id}&t=0s")));
    assert_eq!(videos, expected.iter().collect::<Vec<_>>());
    let row = &lessons[2];
    assert_eq!(
        [&row["number"], &row["id"], &row["title"], &row["notes"]],
        [
            &json!(3),
            &json!("how-models-learn"),
            &json!("How does a machine learning model learn?"),
            &json!(1)
        ]
    );
    assert_eq!(
        row["progress"],
        json!({
            "position": 0.0, "resumeAt": 0.0, "duration": null, "watched": [], "watchedSeconds": 0.0,
            "completed": false, "completedBy": null
        })
    );
}

#[test]
fn nothing_watched_is_no_negative_number() {
    let printed = Program::new().with(LESSONS_AS_JSON).printed();
    assert!(!printed.contains("-0.0"), "{printed}");
}

#[test]
fn arguments_that_make_no_sense() {
    Program::new()
        .with(&["lessons", "--jsn"])
        .misused("unexpected argument '--jsn'")
        .with(&["lessons", "3"])
        .misused("unexpected argument '3'");
}
