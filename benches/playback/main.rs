//! What playing a lesson costs beyond playing its file: the share of one core that the application takes, beside that of a
//! bare window with nothing but a `<video>` of the same file in the same size. `cargo xtask bench` brings the display.
//!
//! `bare` is that window, `processes` reads CPU time, `report` words what came out. The application is driven as the window
//! tests drive it, and left alone while it is measured. These are figures to look at: no bound that is missed fails a run,
//! since what else the computer does meanwhile has its part in them.

#[cfg(target_os = "linux")]
mod bare;
#[cfg(target_os = "linux")]
#[allow(dead_code, reason = "the window tests use more of it")]
#[path = "../../tests/window/desk.rs"]
mod desk;
#[cfg(target_os = "linux")]
mod processes;
#[cfg(target_os = "linux")]
mod report;
#[cfg(target_os = "linux")]
mod rounds;
#[cfg(target_os = "linux")]
#[allow(dead_code, reason = "the window tests use more of it")]
#[path = "../../tests/window/screen.rs"]
mod screen;

#[cfg(target_os = "linux")]
fn main() {
    // Cargo itself adds `--bench`.
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [bare::NAME, file, size] => bare::show(file.into(), size),
        [rounds] => rounds::run(rounds.parse().expect("a number of rounds")),
        _ => rounds::run(rounds::USUAL),
    }
}

#[cfg(not(target_os = "linux"))]
fn main() {
    println!("This drives WebKitGTK, so it runs on Linux only.");
}
