//! The rounds: the application and the bare window in turn, each started anew.

use std::{
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use crate::{
    bare::{BareWindow, PLAYING, Size},
    desk::{Desk, Window},
    processes, report, screen,
};

pub const USUAL: u32 = 5;
const PROGRAM: &str = env!("CARGO_BIN_EXE_ml-health");
/// Until what starts once has started: buffers are filled, pages are painted, code is compiled.
const SETTLING: Duration = Duration::from_secs(5);
/// Longer than the five seconds between two saves of the place, so that several are in it.
const MEASURED: Duration = Duration::from_secs(22);

/// What one window took, in percent of one core.
#[derive(Debug, Clone, Copy)]
pub struct Share {
    pub window: f64,
    /// Everything else on the computer at the same time.
    pub rest: f64,
}

pub struct Round {
    pub application: Share,
    pub paused: Share,
    pub bare: Share,
}

pub fn run(rounds: u32) {
    let file = video();
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let mut measured = Vec::new();
    for number in 1..=rounds {
        let (size, application, paused) = runtime.block_on(application(&file));
        let bare = bare(&file, size);
        let round = Round { application, paused, bare };
        if number == 1 {
            println!("{}", report::head(size));
        }
        println!("{}", report::line(number, &round));
        measured.push(round);
    }
    println!("{}", report::summary(&measured));
}

/// The application plays the file as the first lesson, as wide as its window allows, and then rests.
async fn application(file: &Path) -> (Size, Share, Share) {
    let desk = Desk::new();
    desk.run(&["attach", "--lesson", "1", &file.display().to_string()]);
    let window = desk.open().await;
    let process = processes::running(Path::new(PROGRAM)).expect("the application runs");
    window.open_lesson(1).await;
    window.play_file().await;
    window.press("Theatre").await;
    window.sees("button[aria-label=Theatre][aria-pressed=true]").await;
    let size = size(&window).await;
    let before = (Instant::now(), window.second().await);
    let playing = share(process);
    let waited = before.0.elapsed().as_secs_f64();
    let played = window.second().await - before.1;
    assert!((0.95..1.05).contains(&(played / waited)), "{played} s were played in {waited} s");
    window.press("Pause").await;
    let paused = share(process);
    window.close().await;
    (size, playing, paused)
}

async fn size(window: &Window) -> Size {
    let script = "const { width, height } = document.querySelector('video').getBoundingClientRect();
        return { window: [innerWidth, innerHeight], video: [Math.round(width), Math.round(height)] }";
    window.js(script).await
}

fn bare(file: &Path, size: Size) -> Share {
    let window = BareWindow::open(file, size);
    let started = Instant::now();
    while !screen::shows(PLAYING) {
        assert!(started.elapsed() < Duration::from_secs(20), "the bare window plays nothing");
        std::thread::sleep(Duration::from_millis(50));
    }
    share(window.process())
}

/// What the process and all below it take, once things have settled.
fn share(process: u32) -> Share {
    std::thread::sleep(SETTLING);
    let used = || (Instant::now(), processes::cpu_time(process), processes::cpu_time_of_all());
    let before = used();
    std::thread::sleep(MEASURED);
    let after = used();
    let passed = after.0 - before.0;
    let percent = |time: Duration| 100.0 * time.as_secs_f64() / passed.as_secs_f64();
    let window = after.1.saturating_sub(before.1);
    let all = after.2.saturating_sub(before.2);
    Share { window: percent(window), rest: percent(all.saturating_sub(window)) }
}

/// A minute as a downloaded lecture has it: 1080p, 30 pictures a second, about 3 Mbit/s, with grain, so that no part of
/// the picture comes for nothing.
fn video() -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("playback-1080p.mp4");
    if path.exists() {
        return path;
    }
    // Moved into place when it is whole, since it is kept for the next time.
    let unfinished = path.with_extension("unfinished.mp4");
    let made = Command::new("ffmpeg")
        .args(["-y", "-v", "error", "-f", "lavfi", "-i"])
        .arg("testsrc2=size=1920x1080:rate=30:duration=60,noise=alls=6:allf=t")
        .args(["-f", "lavfi", "-i", "anoisesrc=color=pink:amplitude=0.1:sample_rate=48000:duration=60"])
        .args(["-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p"])
        .args(["-b:v", "3M", "-maxrate", "4M", "-bufsize", "6M", "-g", "150"])
        .args(["-c:a", "aac", "-b:a", "128k", "-shortest", "-movflags", "+faststart"])
        .arg(&unfinished)
        .stdin(Stdio::null())
        .status();
    assert!(made.is_ok_and(|status| status.success()), "ffmpeg makes the video");
    std::fs::rename(&unfinished, &path).expect("the video is put into place");
    path
}
