//! Choices that are remembered.

use std::ops::RangeInclusive;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
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

/// Everything that the learner chose, in Settings or by the controls of the player.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct Settings {
    pub appearance: Appearance,
    /// Stands on the title page of the PDF; empty when not given. At most [`NAME_LIMIT`] characters are kept.
    pub learner_name: String,
    /// Whether single letters control the video while no text field has the focus (WCAG 2.1.4).
    pub single_keys: bool,
    /// The time that the learner said last on Home that they have.
    pub minutes: Option<u32>,
    pub playback: PlaybackChoices,
}

/// How every lesson plays.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
pub struct PlaybackChoices {
    /// Playback rate, 0.25 to 3; 1 is normal.
    pub rate: f64,
    /// 0 to 1.
    pub volume: f64,
    pub muted: bool,
    pub captions: bool,
    /// Whether the picture takes the width of the window.
    pub theatre: bool,
}

/// What is to be chosen anew; what is absent stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Deserialize, TS)]
#[serde(rename_all = "camelCase", default)]
#[ts(optional_fields)]
pub struct SettingsChange {
    pub appearance: Option<Appearance>,
    pub learner_name: Option<String>,
    pub single_keys: Option<bool>,
    /// 1 to 1,440.
    pub minutes: Option<u32>,
    pub playback: Option<PlaybackChoices>,
}

/// The longest name that is kept, in characters.
pub const NAME_LIMIT: usize = 120;
/// The rates that a file can be played at; YouTube offers fewer.
const RATES: RangeInclusive<f64> = 0.25..=3.0;
/// Up to a day.
const MINUTES: RangeInclusive<u32> = 1..=1440;

impl Default for Settings {
    fn default() -> Self {
        Self {
            appearance: Appearance::default(),
            learner_name: String::new(),
            single_keys: true,
            minutes: None,
            playback: PlaybackChoices::default(),
        }
    }
}

impl Default for PlaybackChoices {
    fn default() -> Self {
        Self { rate: 1.0, volume: 1.0, muted: false, captions: false, theatre: false }
    }
}

impl PlaybackChoices {
    /// These choices, but for numbers that no player could follow: those stay as they are in `kept`.
    pub(crate) fn after(self, kept: Self) -> Self {
        Self {
            rate: if RATES.contains(&self.rate) { self.rate } else { kept.rate },
            volume: if self.volume.is_finite() { self.volume.clamp(0.0, 1.0) } else { kept.volume },
            ..self
        }
    }
}

impl Settings {
    fn take(&mut self, change: SettingsChange) {
        if let Some(appearance) = change.appearance {
            self.appearance = appearance;
        }
        if let Some(name) = change.learner_name {
            let name: String = name.chars().filter(|c| !c.is_control()).collect();
            let name: String = name.trim().chars().take(NAME_LIMIT).collect();
            // Cut off, it may end between two words.
            name.trim_end().clone_into(&mut self.learner_name);
        }
        if let Some(single_keys) = change.single_keys {
            self.single_keys = single_keys;
        }
        if let Some(minutes) = change.minutes.filter(|minutes| MINUTES.contains(minutes)) {
            self.minutes = Some(minutes);
        }
        if let Some(playback) = change.playback {
            self.playback = playback.after(self.playback);
        }
    }
}

/// One choice by its name, as it is kept: changed as [`Study::change_settings`] would. `None` for a name that is not
/// known, an error for a value that cannot be chosen.
pub(crate) fn as_kept(name: &str, value: &Value) -> Option<serde_json::Result<Value>> {
    let by_default = by_name(&Settings::default(), name)?;
    if by_default.is_object() && !value.is_object() {
        // serde itself would take a list of the fields' values as well.
        return Some(Err(serde::de::Error::invalid_type(serde::de::Unexpected::Seq, &"an object")));
    }
    let change = serde_json::from_value(Value::Object(Map::from_iter([(name.to_owned(), value.clone())])));
    Some(change.map(|change| {
        let mut settings = Settings::default();
        settings.take(change);
        by_name(&settings, name).unwrap_or(by_default)
    }))
}

/// Whether a choice is what it is when nobody chose.
pub(crate) fn is_default(name: &str, value: &Value) -> bool {
    by_name(&Settings::default(), name).as_ref() == Some(value)
}

fn by_name(settings: &Settings, name: &str) -> Option<Value> {
    match serde_json::to_value(settings) {
        Ok(Value::Object(mut choices)) => choices.remove(name),
        _ => None,
    }
}

impl Study {
    /// The choices as kept, with the defaults for whatever was never chosen.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn settings(&self) -> Result<Settings> {
        store::setting::get(self.reader())
    }

    /// Keeps what the change names, and gives back everything as it is kept: the name without control characters and
    /// outer spaces, the numbers only as far as a player can follow them.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn change_settings(&mut self, change: SettingsChange) -> Result<Settings> {
        self.write(|tx| {
            let mut settings = store::setting::get(tx)?;
            settings.take(change);
            store::setting::put(tx, &settings)?;
            Ok(settings)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn playback(rate: f64, volume: f64) -> SettingsChange {
        let playback = PlaybackChoices { rate, volume, theatre: true, ..PlaybackChoices::default() };
        SettingsChange { playback: Some(playback), ..SettingsChange::default() }
    }

    #[test]
    fn choices_are_remembered_and_what_is_not_named_stays() -> Result<()> {
        let mut study = Study::in_memory()?;
        assert_eq!(study.settings()?, Settings::default());
        study.change_settings(SettingsChange {
            appearance: Some(Appearance::Dark),
            learner_name: Some(" Dr \u{7}Ada\n ".into()),
            ..SettingsChange::default()
        })?;
        study.change_settings(SettingsChange {
            single_keys: Some(false),
            minutes: Some(20),
            ..SettingsChange::default()
        })?;
        let kept = study.change_settings(playback(1.25, 0.5))?;
        assert_eq!(study.settings()?, kept);
        assert_eq!(
            kept,
            Settings {
                appearance: Appearance::Dark,
                learner_name: "Dr Ada".into(),
                single_keys: false,
                minutes: Some(20),
                playback: PlaybackChoices {
                    rate: 1.25,
                    volume: 0.5,
                    theatre: true,
                    ..PlaybackChoices::default()
                },
            }
        );
        Ok(())
    }

    #[test]
    fn a_name_that_is_cut_off_ends_with_a_letter() -> Result<()> {
        let long = format!("{} more", "a".repeat(NAME_LIMIT - 1));
        let change = SettingsChange { learner_name: Some(long), ..SettingsChange::default() };
        assert_eq!(Study::in_memory()?.change_settings(change)?.learner_name, "a".repeat(NAME_LIMIT - 1));
        Ok(())
    }

    #[test]
    fn numbers_that_no_player_can_follow_are_not_kept() -> Result<()> {
        let mut study = Study::in_memory()?;
        for (rate, volume, kept) in [
            (2.0, 0.5, (2.0, 0.5)),
            (0.1, 7.0, (2.0, 1.0)),
            (f64::NAN, f64::NAN, (2.0, 1.0)),
            (3.0, -1.0, (3.0, 0.0)),
            (0.25, 0.0, (0.25, 0.0)),
        ] {
            let playback = study.change_settings(playback(rate, volume))?.playback;
            assert_eq!((playback.rate, playback.volume), kept, "{rate} and {volume}");
        }
        for (minutes, kept) in [(0, None), (15, Some(15)), (1441, Some(15))] {
            let change = SettingsChange { minutes: Some(minutes), ..SettingsChange::default() };
            assert_eq!(study.change_settings(change)?.minutes, kept);
        }
        Ok(())
    }

    #[test]
    fn a_change_in_json_may_name_one_thing() {
        let change = |json| serde_json::from_str::<SettingsChange>(json).expect("a change");
        assert_eq!(change("{}"), SettingsChange::default());
        assert_eq!(change(r#"{"minutes": null, "singleKeys": true}"#).single_keys, Some(true));
    }
}
