//! Which backups are kept: of each of the last 24 hours, 30 days and 12 months that have any, the newest; and the ten
//! newest that were made before a change, since the next hourly one must not take the way back. Hours and days are those
//! of UTC. They are counted, not measured: who comes back after a year finds what they left.

use std::collections::BTreeSet;

use super::{Backup, Occasion};
use crate::time::Timestamp;

const HOURS: usize = 24;
const DAYS: usize = 30;
const MONTHS: usize = 12;
const BEFORE_CHANGES: usize = 10;

/// Of all backups, the oldest first, those that are not to be kept. Those that a wrong clock dated into the future
/// stay, and take no other's place.
pub(super) fn outlived(backups: Vec<Backup>, now: Timestamp) -> Vec<Backup> {
    let past: Vec<_> = backups.into_iter().filter(|backup| backup.made <= now).collect();
    let mut kept = BTreeSet::new();
    for (period, count) in [(hour as fn(Timestamp) -> i64, HOURS), (Timestamp::day, DAYS), (month, MONTHS)] {
        let mut last = None;
        // One before a migration takes no other's place: if the migration fails for what is in it, the other is what is good.
        let lasting =
            past.iter().enumerate().rev().filter(|(_, backup)| backup.occasion != Occasion::Migration);
        let newest = lasting.filter(|(_, backup)| {
            let this = Some(period(backup.made));
            std::mem::replace(&mut last, this) != this
        });
        kept.extend(newest.take(count).map(|(place, _)| place));
    }
    let before = past.iter().enumerate().rev().filter(|(_, backup)| backup.occasion.is_before_a_change());
    kept.extend(before.take(BEFORE_CHANGES).map(|(place, _)| place));
    let all = past.into_iter().enumerate();
    all.filter(|(place, _)| !kept.contains(place)).map(|(_, backup)| backup).collect()
}

fn hour(moment: Timestamp) -> i64 {
    moment.0.div_euclid(3_600_000)
}

/// Months since the year 0.
fn month(moment: Timestamp) -> i64 {
    let date = jiff::Timestamp::from_millisecond(moment.0).unwrap_or_default();
    let date = jiff::tz::Offset::UTC.to_datetime(date);
    i64::from(date.year()) * 12 + i64::from(date.month())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing::NOW;

    const HOUR: i64 = 3_600_000;

    fn backup(made: i64, occasion: Occasion) -> Backup {
        Backup { path: made.to_string().into(), made: Timestamp(made), occasion }
    }

    /// What is left when a backup was made at each of these moments, and the rule was applied after each.
    fn left(moments: impl Iterator<Item = (i64, Occasion)>) -> Vec<i64> {
        let mut kept: Vec<Backup> = Vec::new();
        for (made, occasion) in moments {
            kept.push(backup(made, occasion));
            let gone = outlived(kept.clone(), Timestamp(made));
            kept.retain(|backup| !gone.contains(backup));
        }
        kept.iter().map(|backup| (NOW.0 - backup.made.0) / HOUR).collect()
    }

    #[test]
    fn a_day_of_hours_a_month_of_days_a_year_of_months() {
        let years = (0..2 * 365 * 24).rev().map(|hours| (NOW.0 - hours * HOUR, Occasion::Hourly));
        let left = left(years);
        // NOW is at noon of 22 November: 13 hours of this day, 11 of the one before, whose last is also a day's last.
        let hours: Vec<_> = (0..24).rev().collect();
        let days: Vec<_> = (1..29).rev().map(|day| 13 + 24 * day).collect();
        let (months, rest) = left.split_at(left.len() - 52);
        assert_eq!((&rest[..28], &rest[28..]), (&days[..], &hours[..]));
        // The newest of this month and of the last are among those.
        assert_eq!(months.len(), 10, "{months:?}");
        assert!(months.is_sorted_by(|one, other| (28 * 24..=31 * 24).contains(&(one - other))), "{months:?}");
    }

    #[test]
    fn an_hour_of_many_leaves_its_last_and_the_ways_back() {
        let minutes = (0..60).map(|minute| {
            let occasion = if minute % 2 == 0 { Occasion::Import } else { Occasion::Asked };
            (NOW.0 + minute * 60_000, occasion)
        });
        let mut kept: Vec<Backup> = minutes.map(|(made, occasion)| backup(made, occasion)).collect();
        let gone = outlived(kept.clone(), Timestamp(NOW.0 + HOUR));
        kept.retain(|backup| !gone.contains(backup));
        let minutes: Vec<_> = kept.iter().map(|backup| (backup.made.0 - NOW.0) / 60_000).collect();
        assert_eq!(minutes, [40, 42, 44, 46, 48, 50, 52, 54, 56, 58, 59]);
    }

    #[test]
    fn who_comes_back_after_years_loses_none() {
        let old: Vec<_> = (0..20).map(|day| backup(NOW.0 + day * 24 * HOUR, Occasion::Hourly)).collect();
        assert!(outlived(old, Timestamp(NOW.0 + 9 * 365 * 24 * HOUR)).is_empty());
    }

    #[test]
    fn those_of_a_wrong_clock_stay_and_take_no_place() {
        let future = (0..100).map(|hour| backup(NOW.0 + (9000 + hour) * HOUR, Occasion::Hourly));
        let past = (0..24).map(|hour| backup(NOW.0 - hour * HOUR, Occasion::Hourly));
        let mut all: Vec<_> = future.chain(past).collect();
        all.sort_by_key(|backup| backup.made);
        assert!(outlived(all, NOW).is_empty());
    }
}
