//! The command line of the real program, as a person at a terminal meets it.
//!
//! `program` runs it and says what is expected of it. Each other file is one topic: a command, or what concerns all of
//! them, such as the data folder, a database that must not be touched, and what is printed where.

mod program;

mod attach;
mod backup;
#[cfg(target_os = "linux")]
mod display;
mod export;
mod folder;
mod import;
mod lessons;
mod notes;
mod output;
mod refused;
mod restore;
mod search;
mod together;
