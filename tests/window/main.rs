//! The whole application in a real window, driven through WebDriver as a person would drive it: `cargo xtask test`
//! brings the display and the driver that it needs.
//!
//! `desk` is where a learner sits: a data folder, the answers to dialogs, and the window; `screen` closes windows the
//! way a person does; `drag` drops files on them; `youtube` is a stand-in for YouTube on loopback; `everywhere` walks
//! through all of it.

#![cfg(target_os = "linux")]

mod desk;
mod drag;
mod everywhere;
mod screen;
mod youtube;

#[path = "../../src-tauri/export/src/tests/attacks.rs"]
mod attacks;
mod captions;
mod closing;
mod commonmark;
#[path = "../../src-tauri/export/src/tests/commonmark_spec.rs"]
mod commonmark_spec;
mod damage;
mod diagnosis;
mod drop;
mod finding;
mod frames;
mod full;
mod injection;
mod keys;
mod library;
mod look;
mod memory;
mod notes;
mod outside;
mod own_video;
mod own_window;
mod privacy;
mod safety;
mod settings;
mod shapes;
mod story;
mod taking;
mod watching;
