//! Captions that roll up, as YouTube makes them by itself: each line is shown first as the newest and then again above
//! the next one, so that read as a text everything would stand there twice or more.

use super::Cue;

/// Two cues follow each other when no more than this, in seconds, is between them.
const APART: f64 = 0.25;

/// Says each line once, at the time at which it was shown first. Captions that do not roll stay as they are: a “Yes.”
/// that is said twice is said twice. The cues have to be in order.
pub(super) fn unrolled(cues: Vec<Cue>) -> Vec<Cue> {
    let repeats = cues.windows(2).filter(|pair| repeated(&pair[0], &pair[1]) > 0).count();
    if repeats < 2 || repeats * 3 < cues.len() {
        return cues;
    }
    let mut said: Vec<Cue> = Vec::new();
    let mut before: Option<&Cue> = None;
    for cue in &cues {
        let known = before.map_or(0, |before| repeated(before, cue));
        let new: Vec<_> = cue.text.lines().skip(known).collect();
        match said.last_mut() {
            Some(last) if new.is_empty() => last.end = last.end.max(cue.end),
            _ => said.push(Cue { text: new.join("\n"), ..*cue }),
        }
        before = Some(cue);
    }
    said
}

/// How many lines at the end of a cue stand again at the beginning of the next.
fn repeated(before: &Cue, after: &Cue) -> usize {
    if after.start > before.end + APART {
        return 0;
    }
    let [old, new] = [before, after].map(|cue| cue.text.lines().collect::<Vec<_>>());
    (1..=new.len()).rev().find(|count| old.ends_with(&new[..*count])).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Cues with these ends and texts, each beginning where the one before ends.
    fn cues(texts: &[(f64, &str)]) -> Vec<Cue> {
        let starts = [0.0].into_iter().chain(texts.iter().map(|(end, _)| *end));
        let cues = starts.zip(texts);
        cues.map(|(start, (end, text))| Cue { start, end: *end, text: (*text).into() }).collect()
    }

    fn said(texts: &[(f64, &str)]) -> Vec<(f64, f64, String)> {
        unrolled(cues(texts)).into_iter().map(|cue| (cue.start, cue.end, cue.text)).collect()
    }

    #[test]
    fn what_youtube_repeats_is_said_once() {
        let rolling = [
            (2.3, "hello and welcome"),
            (2.31, "hello and welcome"),
            (4.9, "hello and welcome\nto this course"),
            (4.91, "to this course"),
            (7.0, "to this course\non machine learning"),
        ];
        let expected = [
            (0.0, 2.31, "hello and welcome".to_owned()),
            (2.31, 4.91, "to this course".to_owned()),
            (4.91, 7.0, "on machine learning".to_owned()),
        ];
        assert_eq!(said(&rolling), expected);
    }

    #[test]
    fn two_lines_that_roll_up_are_said_once() {
        let texts: Vec<_> =
            said(&[(1.0, "a\nb"), (2.0, "b\nc"), (3.0, "c\nd")]).into_iter().map(|cue| cue.2).collect();
        assert_eq!(texts, ["a\nb", "c", "d"]);
    }

    #[test]
    fn what_does_not_roll_stays() {
        for texts in [
            &[(1.0, "Yes."), (2.0, "Yes."), (3.0, "Then go on.")][..],
            &[(1.0, "a"), (2.0, "b"), (3.0, "c"), (4.0, "d"), (5.0, "d"), (6.0, "d"), (7.0, "e")],
            &[(1.0, "a")],
            &[],
        ] {
            assert_eq!(unrolled(cues(texts)), cues(texts));
        }
        let apart: Vec<_> = [0.0, 10.0, 20.0, 30.0]
            .map(|start| Cue { start, end: start + 1.0, text: "the same".into() })
            .into();
        assert_eq!(unrolled(apart.clone()), apart, "said again later");
    }
}
