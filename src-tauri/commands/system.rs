//! What a diagnosis of playback needs to know of this computer. Nothing of the learner's is in it.

use serde::Serialize;
use tauri::State;
use ts_rs::TS;

use super::Answer;
use crate::{media, platform, session::Session};

/// This program, what it runs on, and where it can be checked what YouTube needs.
#[derive(Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub(crate) struct System {
    /// Name and version.
    application: String,
    /// Name and version, as far as they can be told.
    #[allow(clippy::struct_field_names)] // The operating system is a part of it.
    system: String,
    /// Name and version, as far as they can be told.
    webview: String,
    linux: bool,
    /// The loopback page that tries to reach YouTube's hosts.
    check_page: String,
    /// What has to be allowed in a network for YouTube to play.
    hosts: Vec<&'static str>,
}

#[tauri::command]
pub(crate) async fn system(session: State<'_, Session>) -> Answer<System> {
    Ok(System {
        application: concat!("Machine Learning for Healthcare ", env!("CARGO_PKG_VERSION")).into(),
        system: super::blocking(platform::system_name).await?,
        webview: match tauri::webview_version() {
            Ok(version) => format!("{} {version}", platform::WEBVIEW),
            Err(_) => platform::WEBVIEW.into(),
        },
        linux: cfg!(target_os = "linux"),
        check_page: session.address.url("check"),
        hosts: media::HOSTS_TO_ALLOW.to_vec(),
    })
}
