//! Notes that ask: those that read "Q: … A: …", and those that the learner marked as a question.
//!
//! "Q:" and "A:" begin a line, indented by three spaces at most, in capitals; each part goes on until the next of them. A
//! question and its answer may also stand on one line: "Q: … A: …". What stands before the first "Q:" belongs to neither.

use crate::{Entry, Mark, characters::is_blank};

/// A question with its answer, both Markdown without white space around it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Pair<'a> {
    pub(crate) question: &'a str,
    pub(crate) answer: &'a str,
}

/// Every question in the note that has an answer in it.
pub(crate) fn pairs(body: &str) -> Vec<Pair<'_>> {
    let mut starts = Vec::new();
    let mut at = 0;
    for line in body.split_inclusive('\n') {
        if let Some((part, length)) = beginning(line) {
            starts.push((part, at, at + length));
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).map(|&(_, start, _)| start).chain([body.len()]);
    let parts: Vec<_> =
        starts.iter().zip(ends).map(|(&(part, _, start), end)| (part, body[start..end].trim())).collect();
    let mut pairs = Vec::new();
    for (index, &(part, text)) in parts.iter().enumerate() {
        if part != Part::Question {
            continue;
        }
        let (question, answer) = match parts.get(index + 1) {
            Some(&(Part::Answer, answer)) => (text, answer),
            _ => text.split_once(" A: ").unwrap_or((text, "")),
        };
        let (question, answer) = (question.trim(), answer.trim());
        if !is_blank(question) && !is_blank(answer) {
            pairs.push(Pair { question, answer });
        }
    }
    pairs
}

/// What the note asks: of one that answers itself, the questions alone; of one that is marked, all of it.
pub(crate) fn asked(entry: &Entry) -> Vec<&str> {
    let pairs = pairs(&entry.body);
    if pairs.is_empty() && entry.mark == Some(Mark::Question) {
        return vec![&entry.body];
    }
    pairs.into_iter().map(|pair| pair.question).collect()
}

#[derive(Clone, Copy, PartialEq)]
enum Part {
    Question,
    Answer,
}

/// The part that begins with the line, and the length of its sign.
fn beginning(line: &str) -> Option<(Part, usize)> {
    let text = line.trim_start_matches(' ');
    let indent = line.len() - text.len();
    if indent > 3 {
        return None;
    }
    let part = match text.get(..2)? {
        "Q:" => Part::Question,
        "A:" => Part::Answer,
        _ => return None,
    };
    Some((part, indent + 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_goes_on_until_its_answer_and_the_answer_until_the_next_question() {
        for (body, expected) in [
            ("Q: a\nA: b", vec![("a", "b")]),
            ("Q: a A: b", vec![("a", "b")]),
            ("Q:a\nA:b", vec![("a", "b")]),
            ("Q: a\n\nmore\n\nA: b\n\n- c\n", vec![("a\n\nmore", "b\n\n- c")]),
            ("before\nQ: a\nA: b\nQ: c\nA: d #tag", vec![("a", "b"), ("c", "d #tag")]),
            ("Q: a A: b\nQ: c A: d", vec![("a", "b"), ("c", "d")]),
            ("  Q: a\n   A: b", vec![("a", "b")]),
            ("Q: a\nA: b\nA: c", vec![("a", "b")]),
            ("Q: without\nQ: with\nA: b", vec![("with", "b")]),
            ("Q: a", vec![]),
            ("A: b", vec![]),
            ("Q:\nA: b", vec![]),
            ("Q: a\nA: \u{200b}", vec![]),
            ("FAQ: a\nA: b", vec![]),
            ("q: a\na: b", vec![]),
            ("    Q: code\n    A: code", vec![]),
            ("Q: é\nA: 心", vec![("é", "心")]),
            ("", vec![]),
        ] {
            let expected: Vec<_> =
                expected.into_iter().map(|(question, answer)| Pair { question, answer }).collect();
            assert_eq!(pairs(body), expected, "{body:?}");
        }
    }

    #[test]
    fn a_marked_note_asks_with_all_its_words_unless_it_answers_itself() {
        let note =
            |body: &str| Entry { mark: Some(Mark::Question), body: body.to_owned(), ..Entry::default() };
        assert_eq!(asked(&note("Why?")), ["Why?"]);
        assert_eq!(asked(&note("Q: Why?\nA: So.")), ["Why?"]);
        assert_eq!(asked(&Entry { mark: None, ..note("Why?") }), Vec::<&str>::new());
    }
}
