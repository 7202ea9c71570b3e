//! The figures, in words.

use crate::{
    bare::Size,
    rounds::{Round, Share},
};

/// How many points of one core the application may take beyond the bare window, and how much of one while it rests.
const BEYOND: f64 = 5.0;
const PAUSED: f64 = 0.5;

pub fn head(Size { window, video }: Size) -> String {
    format!(
        "\nA 1080p file in {} × {} pixels of a window of {} × {}, in percent of one core\n\n\
         round  application  bare window  beyond it  paused   rest of the computer",
        video.0, video.1, window.0, window.1
    )
}

pub fn line(number: u32, round: &Round) -> String {
    let Round { application, paused, bare } = round;
    format!(
        "{number:5}  {:11.1}  {:11.1}  {:9.1}  {:6.2}   {:.1}, {:.1}, {:.1}",
        application.window,
        bare.window,
        application.window - bare.window,
        paused.window,
        application.rest,
        bare.rest,
        paused.rest
    )
}

pub fn summary(rounds: &[Round]) -> String {
    let row = |name: &str, share: &dyn Fn(&Round) -> f64| {
        let mut values: Vec<f64> = rounds.iter().map(share).collect();
        values.sort_by(f64::total_cmp);
        let (least, most) = (values.first().copied().unwrap_or(0.0), values.last().copied().unwrap_or(0.0));
        let median = median(&values);
        (median, format!("{name:32}{least:7.2}{median:9.2}{most:7.2}"))
    };
    let window = |share: Share| share.window;
    let beyond = |round: &Round| window(round.application) - window(round.bare);
    let (_, application) = row("The application, playing", &|round| window(round.application));
    let (_, bare) = row("The bare window, playing", &|round| window(round.bare));
    let (more, difference) = row("The application beyond it", &beyond);
    let (rest, paused) = row("The application, paused", &|round| window(round.paused));
    format!(
        "\n{:32}  least   median   most\n{application}\n{bare}\n{difference}   at most {BEYOND}: {}\n{paused}   under {PAUSED}: {}",
        "In percent of one core",
        verdict(more <= BEYOND),
        verdict(rest < PAUSED)
    )
}

fn verdict(holds: bool) -> &'static str {
    if holds { "holds" } else { "MISSED" }
}

/// Of sorted values.
fn median(values: &[f64]) -> f64 {
    let middle = values.len() / 2;
    match values.len() {
        0 => 0.0,
        odd if odd % 2 == 1 => values[middle],
        _ => f64::midpoint(values[middle - 1], values[middle]),
    }
}
