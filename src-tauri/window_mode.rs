//! The shapes of the window: normal, compact (small, in front of the others), full screen.

use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};
use tauri::{
    AppHandle, Emitter as _, LogicalSize, Manager as _, PhysicalPosition, PhysicalSize, WebviewWindow,
};
use ts_rs::TS;

use crate::{platform, session::Session, window};

/// Player and note field, one above the other; in logical pixels.
const COMPACT: LogicalSize<f64> = LogicalSize::new(420.0, 640.0);

/// How the window stands on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub(crate) enum WindowMode {
    #[default]
    Normal,
    /// Small, and in front of the other windows where the system allows it.
    Compact,
    Fullscreen,
}

/// What the window is told of its shape.
#[derive(Debug, Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct WindowState {
    mode: WindowMode,
    /// Whether the window is kept in front of the others.
    on_top: bool,
}

/// The shape that the window has, and what it goes back to.
pub(crate) struct Shape {
    now: Mutex<Now>,
    keeps_on_top: bool,
}

#[derive(Default)]
struct Now {
    mode: WindowMode,
    /// Full screen comes a moment after it was asked for; only then can it have been left.
    arrived: bool,
    before: Option<Before>,
}

enum Before {
    /// The system knows what size the window had before that.
    Maximized,
    Placed(PhysicalSize<u32>, PhysicalPosition<i32>),
}

impl Shape {
    /// To be made on the main thread, where the system may be asked what it allows.
    pub(crate) fn new() -> Self {
        Self { now: Mutex::default(), keeps_on_top: platform::keeps_windows_on_top() }
    }

    /// Gives the window another shape. Never to be called on the main thread, which is asked here.
    pub(crate) fn set(&self, window: &WebviewWindow, mode: WindowMode) -> tauri::Result<WindowState> {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        // Full screen is left a moment after it was asked for; until then there is no size to go back to.
        let mode = if (now.mode, mode) == (WindowMode::Fullscreen, WindowMode::Compact) {
            WindowMode::Normal
        } else {
            mode
        };
        if now.mode != mode {
            leave(window, &mut now)?;
            enter(window, mode, &mut now)?;
        }
        Ok(self.state(mode))
    }

    /// Full screen was left in a way of the system's, such as the green button on macOS.
    fn left_full_screen(&self, window: &WebviewWindow) -> tauri::Result<Option<WindowState>> {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        if now.mode != WindowMode::Fullscreen {
            return Ok(None);
        }
        let there = window.is_fullscreen()?;
        if there || !now.arrived {
            now.arrived = there;
            return Ok(None);
        }
        *now = Now::default();
        Ok(Some(self.state(WindowMode::Normal)))
    }

    fn state(&self, mode: WindowMode) -> WindowState {
        WindowState { mode, on_top: mode == WindowMode::Compact && self.keeps_on_top }
    }
}

fn leave(window: &WebviewWindow, now: &mut Now) -> tauri::Result<()> {
    match std::mem::take(&mut now.mode) {
        WindowMode::Normal => {}
        WindowMode::Fullscreen => {
            now.arrived = false;
            window.set_fullscreen(false)?;
        }
        WindowMode::Compact => {
            window.set_always_on_top(false)?;
            match now.before.take() {
                Some(Before::Maximized) => window.maximize()?,
                Some(Before::Placed(size, position)) => {
                    window.set_size(size)?;
                    window.set_position(position)?;
                }
                None => {}
            }
        }
    }
    Ok(())
}

fn enter(window: &WebviewWindow, mode: WindowMode, now: &mut Now) -> tauri::Result<()> {
    match mode {
        WindowMode::Normal => {}
        WindowMode::Fullscreen => window.set_fullscreen(true)?,
        WindowMode::Compact => {
            now.before = Some(if window.is_maximized()? {
                window.unmaximize()?;
                Before::Maximized
            } else {
                Before::Placed(window.inner_size()?, window.outer_position()?)
            });
            window.set_size(COMPACT)?;
            window.set_always_on_top(true)?;
        }
    }
    now.mode = mode;
    Ok(())
}

/// The window's size has changed: with it, full screen may have been left. Not looked at here, on the main thread: whoever
/// holds the lock may be asking this very thread for the window's size.
pub(crate) fn resized(app: &AppHandle) {
    let app = app.clone();
    drop(tauri::async_runtime::spawn_blocking(move || look(&app)));
}

fn look(app: &AppHandle) {
    let (Some(window), Some(session)) = (app.get_webview_window(window::LABEL), app.try_state::<Session>())
    else {
        return;
    };
    let told = session.shape.left_full_screen(&window).and_then(|left| match left {
        Some(state) => app.emit("window-mode", state),
        None => Ok(()),
    });
    if let Err(error) = told {
        tracing::warn!("the window was not told of its shape: {error}");
    }
}
