//! `ml-health search`

use clap::Args;
use ml_health_study::{
    Study,
    search::{HitKind, SearchHit},
    time::clock,
};

use super::{print, print_json};
use crate::Result;

#[derive(Args)]
pub(crate) struct Search {
    /// Words, "a phrase", tag:WORD, lesson:N, is:todo, is:question, is:important, is:done
    query: String,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(study: &Study, arguments: &Search) -> Result<()> {
    let found = study.search(&arguments.query)?;
    if arguments.json {
        return print_json(&found);
    }
    let more = if found.more { "And more. Another word narrows it down.\n" } else { "" };
    print(&(found.hits.iter().map(text).collect::<String>() + more))
}

fn text(hit: &SearchHit) -> String {
    let kind = match hit.kind {
        HitKind::Note => "note",
        HitKind::Ideas => "key ideas",
        HitKind::Cue => "transcript",
        HitKind::Resource => "library",
    };
    let place = hit.second.map_or_else(String::new, |second| format!(" at {}", clock(second)));
    format!("{} ({kind}{place})\n    {}\n", hit.title, words(&hit.html))
}

/// The words of a snippet, which holds no other markup than marks.
fn words(html: &str) -> String {
    let text = html.replace("<mark>", "").replace("</mark>", "");
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&")
}
