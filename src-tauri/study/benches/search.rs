//! What searching takes, what a save costs beside a raw commit of one row, what opening the page of notes takes, and a start
//! and a backup, both with all of the database checked; with 1,000, 10,000 and 100,000 notes of 25 words:
//! `cargo bench -p ml-health-study --bench search`.
//!
//! Words are as frequent as in a language: of 20,000 words the one at place n stands 1/n times as often as the first
//! (Zipf's law), and what is looked for is drawn in the same way, so that a common word is looked for often. Everything
//! is drawn from a fixed seed. These are figures to look at: no bound that is missed fails a run, since the disk and what
//! else the computer does have their part in them.

use std::{
    error::Error,
    fs,
    path::Path,
    time::{Duration, Instant},
};

use ml_health_study::{
    Study,
    course::Source,
    id::{LessonId, NoteId},
    note::{Mark, NoteDraft, NoteFilter},
    time::Timestamp,
};
use rusqlite::Connection;

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];
const WORDS_IN_A_NOTE: usize = 25;
const VOCABULARY: usize = 20_000;
/// How many searches of each kind, and how many saves, are timed.
const SEARCHES: usize = 500;
const SAVES: usize = 500;
/// How many starts, and how many backups.
const STARTS: usize = 20;
/// How many notes the page of notes shows at first.
const SHOWN: usize = 50;
/// 22 November 2026, 12:00 UTC.
const START: i64 = 1_795_348_800_000;
/// Time between two notes: longer than between two revisions, so that each save keeps one.
const BETWEEN: i64 = 150_000;

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let mut desk = Desk::new(folder.path())?;
    println!("{:<34}{:>10}{:>10}{:>10}", "", "p50", "p95", "longest");
    for size in SIZES {
        let filling = Instant::now();
        desk.write_until(size)?;
        println!("\n{size} notes, {} MB, filled in {:.0?}", megabytes(folder.path()), filling.elapsed());
        desk.search()?;
        desk.open_page()?;
        desk.save()?;
        desk.keep_safe(folder.path())?;
    }
    Ok(())
}

/// A learner's notes, and a database beside them with a single table.
struct Desk {
    study: Study,
    raw: Connection,
    random: Random,
    vocabulary: Vocabulary,
    lessons: Vec<LessonId>,
    written: usize,
    now: i64,
}

impl Desk {
    fn new(folder: &Path) -> Outcome<Self> {
        let mut study = Study::open(folder, Timestamp(START))?;
        study.load_course(&Source::embedded())?;
        let lessons = study.course()?.lessons.into_iter().map(|lesson| lesson.id).collect();
        let raw = Connection::open(folder.join("raw.db"))?;
        raw.pragma_update(None, "journal_mode", "WAL")?;
        raw.pragma_update(None, "synchronous", "FULL")?;
        raw.execute_batch("CREATE TABLE row (key INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT")?;
        // As many as it takes for the log to be written over from its beginning, which is quicker than making it longer.
        for _ in 0..1_000 {
            raw.execute("INSERT INTO row (body) VALUES ('')", [])?;
        }
        let mut random = Random(0x9e37_79b9_7f4a_7c15);
        let vocabulary = Vocabulary::draw(&mut random);
        Ok(Self { study, raw, random, vocabulary, lessons, written: 0, now: START })
    }

    fn write_until(&mut self, size: usize) -> Outcome<()> {
        while self.written < size {
            let body = self.body();
            self.write(self.written, body)?;
            self.written += 1;
        }
        Ok(())
    }

    fn write(&mut self, number: usize, body: String) -> Outcome<()> {
        self.now += BETWEEN;
        // Every tenth note is a question, every hundredth still to be done.
        let mark = match number % 100 {
            99 => Some(Mark::Todo),
            place if place % 10 == 0 => Some(Mark::Question),
            _ => None,
        };
        // The number stands where an identifier has no bits of its own.
        let mut bytes = [0; 10];
        bytes[3..].copy_from_slice(&u64::try_from(number)?.to_be_bytes()[1..]);
        let id = NoteId::new(Timestamp(START), bytes);
        let lesson = self.lessons[number % self.lessons.len()].clone();
        let second = u32::try_from(number % 600).ok();
        self.study.save_note(NoteDraft { id, lesson, second, mark, body }, Timestamp(self.now))?;
        Ok(())
    }

    fn body(&mut self) -> String {
        let words: Vec<_> = (0..WORDS_IN_A_NOTE).map(|_| self.word()).collect();
        let tag = if self.random.below(10) == 0 { " #exam" } else { "" };
        words.join(" ") + tag
    }

    fn word(&mut self) -> String {
        self.vocabulary.word(&mut self.random).to_owned()
    }

    fn search(&mut self) -> Outcome<()> {
        let first = |word: &str, letters: usize| word.chars().take(letters).collect::<String>();
        self.time_searches("a word", Self::word)?;
        self.time_searches("its first letter", |desk| first(&desk.word(), 1))?;
        self.time_searches("its first two letters", |desk| first(&desk.word(), 2))?;
        self.time_searches("its first three letters", |desk| first(&desk.word(), 3))?;
        self.time_searches("its first four letters", |desk| first(&desk.word(), 4))?;
        self.time_searches("two words", |desk| format!("{} {}", desk.word(), desk.word()))?;
        self.time_searches("a phrase of two", |desk| format!("\"{} {}\"", desk.word(), desk.word()))?;
        self.time_searches("is:question and a word", |desk| format!("is:question {}", desk.word()))?;
        self.time_searches("is:todo and a word", |desk| format!("is:todo {}", desk.word()))?;
        self.time_searches("tag:exam and a word", |desk| format!("tag:exam {}", desk.word()))?;
        self.time_searches("lesson:3 and a word", |desk| format!("lesson:3 {}", desk.word()))?;
        self.time_searches("is:question", |_| "is:question".to_owned())
    }

    fn time_searches(&mut self, name: &str, query: impl Fn(&mut Self) -> String) -> Outcome<()> {
        let mut times = Vec::new();
        for _ in 0..SEARCHES {
            let query = query(self);
            let start = Instant::now();
            self.study.search(&query)?;
            times.push(start.elapsed());
        }
        Times::of(times).tell(name);
        Ok(())
    }

    fn open_page(&mut self) -> Outcome<()> {
        let question = NoteFilter { mark: Some(Mark::Question), ..NoteFilter::default() };
        for (name, filter) in [("the page of notes", NoteFilter::default()), ("its questions", question)] {
            let mut times = Vec::new();
            for _ in 0..SAVES / 10 {
                let start = Instant::now();
                self.study.notes(&filter, SHOWN)?;
                times.push(start.elapsed());
            }
            Times::of(times).tell(name);
        }
        Ok(())
    }

    /// In turn, so that whatever else happens on the disk happens to both.
    fn save(&mut self) -> Outcome<()> {
        let (mut raw, mut saves, mut more) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..SAVES {
            let body = self.body();
            let start = Instant::now();
            self.raw.prepare_cached("INSERT INTO row (body) VALUES (?1)")?.execute([&body])?;
            raw.push(start.elapsed());
            let number = self.random.below(self.written);
            let start = Instant::now();
            self.write(number, body)?;
            saves.push(start.elapsed());
            let body = self.body();
            self.now -= BETWEEN - 2_000;
            let start = Instant::now();
            self.write(number, body)?;
            more.push(start.elapsed());
        }
        let raw = Times::of(raw);
        raw.tell("a raw commit of one row");
        for (name, saves) in [("a save that keeps a revision", saves), ("a save while one is typing", more)] {
            let saves = Times::of(saves);
            saves.tell(name);
            let ratio = |save: Duration, raw: Duration| save.as_secs_f64() / raw.as_secs_f64();
            let (p50, p95) = (ratio(saves.p50, raw.p50), ratio(saves.p95, raw.p95));
            println!("{:<34}{p50:>9.2}×{p95:>9.2}×", "… of that");
        }
        Ok(())
    }

    /// A start, at which all of the database is checked, and a backup, which is checked as well.
    fn keep_safe(&mut self, folder: &Path) -> Outcome<()> {
        let (mut starts, mut backups) = (Vec::new(), Vec::new());
        for _ in 0..STARTS {
            drop(std::mem::replace(&mut self.study, Study::in_memory()?));
            let start = Instant::now();
            self.study = Study::open(folder, Timestamp(self.now))?;
            starts.push(start.elapsed());
            let start = Instant::now();
            self.study.back_up(Timestamp(self.now))?;
            backups.push(start.elapsed());
        }
        Times::of(starts).tell("a start");
        Times::of(backups).tell("a backup");
        Ok(())
    }
}

struct Times {
    p50: Duration,
    p95: Duration,
    longest: Duration,
}

impl Times {
    fn of(mut times: Vec<Duration>) -> Self {
        times.sort();
        let at = |percent: usize| {
            times.get(times.len().saturating_sub(1) * percent / 100).copied().unwrap_or_default()
        };
        Self { p50: at(50), p95: at(95), longest: at(100) }
    }

    fn tell(&self, name: &str) {
        let told = |time: Duration| format!("{:.2} ms", time.as_secs_f64() * 1_000.0);
        println!("{name:<34}{:>10}{:>10}{:>10}", told(self.p50), told(self.p95), told(self.longest));
    }
}

/// Words, with the sums of how often the words up to each one stand.
struct Vocabulary {
    words: Vec<String>,
    sums: Vec<f64>,
}

impl Vocabulary {
    /// Common words are short, as they are in a language.
    fn draw(random: &mut Random) -> Self {
        const SYLLABLES: [&str; 24] = [
            "ca", "te", "ri", "mo", "den", "sa", "pro", "lin", "ver", "ta", "con", "ne", "mi", "ra", "stu",
            "per", "o", "gen", "la", "di", "pa", "e", "tion", "men",
        ];
        let mut words = Vec::new();
        let mut known = std::collections::BTreeSet::new();
        while words.len() < VOCABULARY {
            let longest = if words.len() < 100 { 2 } else { 4 };
            let syllables = 1 + random.below(longest);
            let word: String = (0..syllables).map(|_| SYLLABLES[random.below(SYLLABLES.len())]).collect();
            if known.insert(word.clone()) {
                words.push(word);
            }
        }
        let mut sum = 0.0;
        let sums = (1_u32..).take(VOCABULARY).map(|place| {
            sum += 1.0 / f64::from(place);
            sum
        });
        Self { sums: sums.collect(), words }
    }

    fn word(&self, random: &mut Random) -> &str {
        let share = f64::from(u32::try_from(random.below(1 << 30)).unwrap_or(0)) / f64::from(1_u32 << 30);
        let drawn = share * self.sums.last().copied().unwrap_or_default();
        let place = self.sums.partition_point(|sum| *sum <= drawn);
        &self.words[place.min(VOCABULARY - 1)]
    }
}

/// Numbers that look random and are the same each time: splitmix64 (Steele, Lea and Flood 2014,
/// doi:10.1145/2660193.2660195).
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) >> 1).unwrap_or_default() % end
    }
}

fn megabytes(folder: &Path) -> u64 {
    fs::metadata(folder.join("ml-health.db")).map_or(0, |file| file.len() / 1_000_000)
}
