//! No window can be opened: one line says so and names what works without one.

use std::{
    io::{Read as _, Write as _},
    net::{TcpListener, TcpStream},
    thread,
};

use crate::program::Program;

#[track_caller]
fn names_the_commands(environment: &[(&'static str, &str)]) {
    let program = environment
        .iter()
        .fold(Program::new(), |program, (name, value)| program.environment(name, *value))
        .fails_with(
            1,
            "Without a window there are: ml-health lessons, notes, attach, search, export, import, backup, restore and check;",
        );
    assert!(!program.path("data").exists(), "{environment:?}: a folder was made for nothing");
}

#[test]
fn none() {
    names_the_commands(&[]);
}

#[test]
fn a_dead_one() {
    names_the_commands(&[("DISPLAY", ":4242")]);
    names_the_commands(&[("WAYLAND_DISPLAY", "wayland-4242")]);
    names_the_commands(&[("DISPLAY", ":4242"), ("WAYLAND_DISPLAY", "wayland-4242")]);
    names_the_commands(&[("DISPLAY", "no display")]);
}

/// As when another person's session is asked: the X library prints the server's reason by itself.
#[test]
fn one_that_turns_away() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    thread::spawn(move || listener.incoming().flatten().for_each(turn_away));
    names_the_commands(&[("DISPLAY", &format!("127.0.0.1:{}", port - 6000))]);
}

/// Answers the setup of an X connection: failed, the length of the reason, protocol 11.0, the reason in words of four.
fn turn_away(mut stream: TcpStream) {
    const REASON: &[u8; 24] = b"Authorization required\n\0";
    let mut request = [0; 12];
    let answer = [&[0, 23, 11, 0, 0, 0, 6, 0], REASON.as_slice()].concat();
    if stream.read_exact(&mut request).and_then(|()| stream.write_all(&answer)).is_ok() {
        // Until the other side has read it and hangs up.
        let _ = stream.read_to_end(&mut Vec::new());
    }
}

/// GTK warns of it by itself.
#[test]
fn none_and_a_language_that_is_not_installed() {
    names_the_commands(&[("LC_ALL", "xx_XX.UTF-8")]);
}

#[test]
fn none_for_the_toolkit_that_was_chosen() {
    names_the_commands(&[("GDK_BACKEND", "none-such")]);
}
