//! Finding what was written and what is said.

use ml_health_study::search::Search;
use tauri::State;

use super::Answer;
use crate::session::Session;

#[tauri::command]
pub(crate) async fn search(session: State<'_, Session>, query: String) -> Answer<Search> {
    Ok(session.study(move |study| Ok(study.search(&query)?)).await?)
}
