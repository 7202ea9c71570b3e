//! The window itself.

use tauri::WebviewWindow;

use super::Answer;
use crate::Error;

/// The window says: everything is saved. It goes.
#[tauri::command]
pub(crate) async fn close_window(window: WebviewWindow) -> Answer<()> {
    Ok(window.destroy().map_err(Error::from)?)
}
