//! Choices that are remembered.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::{Result, Study, store};

/// How the window looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum Appearance {
    /// As the system does.
    #[default]
    System,
    Light,
    Dark,
}

/// Everything that the learner chose in Settings.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct Settings {
    pub appearance: Appearance,
    /// Stands on the title page of the PDF; empty when not given. At most [`NAME_LIMIT`] characters are kept.
    pub learner_name: String,
}

/// The longest name that is kept, in characters.
pub const NAME_LIMIT: usize = 120;

impl Study {
    /// The choices as kept, with the defaults for whatever was never chosen.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn settings(&self) -> Result<Settings> {
        store::setting::get(self.reader())
    }

    /// Keeps the choices; the name comes back as it was kept, without control characters and outer spaces.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn save_settings(&mut self, mut settings: Settings) -> Result<Settings> {
        let name: String = settings.learner_name.chars().filter(|c| !c.is_control()).collect();
        settings.learner_name = name.trim().chars().take(NAME_LIMIT).collect();
        self.write(|tx| store::setting::put(tx, &settings))?;
        Ok(settings)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn choices_are_remembered() -> Result<()> {
        let mut study = Study::in_memory()?;
        assert_eq!(study.settings()?, Settings::default());
        let kept = study.save_settings(Settings {
            appearance: Appearance::Dark,
            learner_name: " Dr \u{7}Ada\n ".into(),
        })?;
        assert_eq!(kept.learner_name, "Dr Ada");
        assert_eq!(study.settings()?, kept);
        Ok(())
    }
}
