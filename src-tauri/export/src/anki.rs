//! Cards for Anki: text with Anki's own headers (its manual, "Importing", "Text files", "File headers"), so that nothing
//! has to be chosen when it is read, and a second time brings the cards up to date.
//!
//! A note that reads "Q: … A: …" becomes a card for each of its pairs (`question`). A note that is marked as a question
//! becomes one with the next note of its lesson as its answer, unless that asks something too.

use crate::{
    Document, Entry, Section, address, characters::is_blank, commonmark, file_name, question, stamp,
};

/// Anki looks for a kind of note of this name, and takes the learner's usual one where there is none. No header names
/// the columns of the two fields: their names differ with Anki's language, and their order does not.
const HEADERS: &str =
    "#separator:tab\n#html:true\n#notetype:Basic\n#guid column:1\n#deck column:2\n#tags column:5\n";

/// On every card, so that all can be found together.
const TAG: &str = "ml-health";

/// A finished file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Anki {
    pub text: String,
    pub cards: usize,
    /// Questions of which no card could be made, since no answer follows.
    pub unanswered: usize,
}

/// Cards of the notes that ask something and for which `is_chosen`: the answer to a question need not be. `render` makes
/// sanitised HTML of Markdown: what a card shows goes through it, or is escaped here.
pub fn anki(
    document: &Document,
    is_chosen: impl Fn(&Entry) -> bool,
    render: impl Fn(&str) -> String,
) -> Anki {
    let mut file = Anki { text: HEADERS.to_owned(), ..Anki::default() };
    for lesson in &document.lessons {
        let deck = deck(document, lesson);
        for (index, note) in lesson.notes.iter().enumerate() {
            let asked = question::asked(note);
            if asked.is_empty() || !is_chosen(note) {
                continue;
            }
            let cards = cards(note, lesson.notes.get(index + 1));
            file.unanswered += usize::from(cards.is_empty());
            for (index, card) in cards.into_iter().enumerate() {
                let guid = guid(note, index);
                let front = inert(&render(card.question));
                let back = format!("{}{}", inert(&render(card.answer)), place(card.answered, lesson));
                file.add([&guid, &deck, &front, &back, &tags(note)]);
            }
        }
    }
    file
}

impl Anki {
    fn add(&mut self, fields: [&str; 5]) {
        let fields = fields.map(|field| format!("\"{}\"", field.replace('"', "\"\"")));
        self.text.push_str(&fields.join("\t"));
        self.text.push('\n');
        self.cards += 1;
    }
}

struct Card<'a> {
    question: &'a str,
    answer: &'a str,
    /// The note in which the answer stands.
    answered: &'a Entry,
}

fn cards<'a>(note: &'a Entry, next: Option<&'a Entry>) -> Vec<Card<'a>> {
    let pairs = question::pairs(&note.body);
    if !pairs.is_empty() {
        let card =
            |pair: question::Pair<'a>| Card { question: pair.question, answer: pair.answer, answered: note };
        return pairs.into_iter().map(card).collect();
    }
    let answer = next.filter(|next| question::asked(next).is_empty() && !is_blank(&next.body));
    let card = answer.filter(|_| !is_blank(&note.body)).map(|answered| Card {
        question: &note.body,
        answer: &answered.body,
        answered,
    });
    card.into_iter().collect()
}

/// Brackets as HTML shows them: bare, `[sound:…]` would play a file or an address, and `[latex]` run a program.
fn inert(html: &str) -> String {
    html.replace('[', "&#91;")
}

/// Anki knows a card by it. Empty, Anki makes one, and cannot know the card again.
fn guid(note: &Entry, index: usize) -> String {
    match &note.id {
        Some(id) if index > 0 => format!("{id}-{}", index + 1),
        Some(id) => id.clone(),
        None => String::new(),
    }
}

/// `Machine Learning for Healthcare::3. How does it learn?`: a deck within that of the course.
fn deck(document: &Document, lesson: &Section) -> String {
    let course = part(document.titles().0);
    let title = part(&commonmark::plain_line(&lesson.title));
    let lesson = match lesson.number {
        Some(number) if title.is_empty() => format!("Lesson {number}"),
        Some(number) => format!("{number}. {title}"),
        None if title.is_empty() => "Lesson".to_owned(),
        None => title,
    };
    if course.is_empty() { lesson } else { format!("{course}::{lesson}") }
}

/// A part of a deck's name, which holds no "::" and neither begins nor ends with a colon.
fn part(title: &str) -> String {
    let kept = title.chars().filter(|&c| !file_name::steers(c));
    let kept: String = kept.map(|c| if c.is_control() || c == '"' { ' ' } else { c }).collect();
    let parts: Vec<_> = kept.split(':').map(str::trim).filter(|part| !part.is_empty()).collect();
    parts.join(": ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The stamp, under the answer.
fn place(note: &Entry, lesson: &Section) -> String {
    let Some(second) = note.second else { return String::new() };
    let shown = stamp::shown(second);
    match &lesson.video {
        // The address is in ASCII, and holds neither quotes nor angle brackets.
        Some(video) => {
            format!("<p><a href=\"{}\">{shown}</a></p>", address::of_second(video, second))
        }
        None => format!("<p>{shown}</p>"),
    }
}

fn tags(note: &Entry) -> String {
    let known = note.tags.iter().map(|tag| tag.split_whitespace().collect::<String>());
    let all: Vec<_> = known.filter(|tag| !tag.is_empty()).chain([TAG.to_owned()]).collect();
    all.join(" ")
}
