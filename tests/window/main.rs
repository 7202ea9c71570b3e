//! The whole application in a real window, driven through WebDriver as a person would drive it: `cargo xtask test`
//! brings the display and the driver that it needs.
//!
//! `desk` is where a learner sits: a data folder, the answers to dialogs, and the window; `screen` closes windows the
//! way a person does; `youtube` is a stand-in for YouTube on loopback.

#![cfg(target_os = "linux")]

mod desk;
mod screen;
mod youtube;

mod closing;
mod look;
mod notes;
mod outside;
mod own_video;
mod settings;
mod story;
mod watching;
