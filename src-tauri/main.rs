// A window needs no console of its own; the command line attaches to the one that it was started from.
#![cfg_attr(windows, windows_subsystem = "windows")]

fn main() -> std::process::ExitCode {
    ml_health::main()
}
