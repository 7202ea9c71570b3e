//! A second of a lesson, as it is shown and as it is read.

/// "1:16" or "1:02:03".
pub(crate) fn shown(second: u32) -> String {
    let (hours, minutes, seconds) = (second / 3600, second / 60 % 60, second % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

/// Whether the text looks like a time, be it one or not: digits, parted by colons.
pub(crate) fn is_like(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    text.contains(':') && text.split(':').all(digits)
}

/// The second of a time such as "12:34", "75:00" or "01:02:03".
pub(crate) fn read(text: &str) -> Option<u32> {
    let parts: Vec<&str> = text.split(':').collect();
    let (hours, minutes, seconds) = match parts.as_slice() {
        [minutes, seconds] => ("0", *minutes, *seconds),
        [hours, minutes, seconds] if minutes.len() <= 2 => (*hours, *minutes, *seconds),
        _ => return None,
    };
    let (hours, minutes_read, seconds_read) = (number(hours)?, number(minutes)?, number(seconds)?);
    if seconds.len() != 2 || seconds_read > 59 || (parts.len() == 3 && minutes_read > 59) {
        return None;
    }
    let minutes = hours.checked_mul(60)?.checked_add(minutes_read)?;
    minutes.checked_mul(60)?.checked_add(seconds_read)
}

/// The second that a link's `t` names: "134", "134s", "1h2m3s", "134.5", "2:14".
pub(crate) fn read_parameter(text: &str) -> Option<u32> {
    if is_like(text) {
        return read(text);
    }
    let mut total = 0_u32;
    let mut rest = text;
    // Each unit stands once, the greatest first.
    for (unit, seconds) in [('h', 3600), ('m', 60), ('s', 1)] {
        if let Some((count, after)) = rest.split_once(unit) {
            total = total.checked_add(number(whole(count))?.checked_mul(seconds)?)?;
            rest = after;
            if rest.is_empty() {
                return Some(total);
            }
        }
    }
    total.checked_add(number(whole(rest))?)
}

/// The digits before a decimal point.
fn whole(text: &str) -> &str {
    text.split_once('.')
        .filter(|(_, decimals)| decimals.bytes().all(|byte| byte.is_ascii_digit()))
        .map_or(text, |(whole, _)| whole)
}

/// Digits and nothing else: `parse` alone would take a sign.
fn number(digits: &str) -> Option<u32> {
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn stamps_are_short() {
        for (second, expected) in
            [(0, "0:00"), (76, "1:16"), (3599, "59:59"), (3723, "1:02:03"), (36000, "10:00:00")]
        {
            assert_eq!(shown(second), expected);
        }
    }

    #[test]
    fn times_are_read_in_every_form_and_nothing_else_is() {
        for (text, second) in [
            ("0:00", Some(0)),
            ("12:34", Some(754)),
            ("75:00", Some(4500)),
            ("01:02:03", Some(3723)),
            ("1193046:28:15", Some(u32::MAX)),
            ("1193046:28:16", None),
            ("99999999999:00", None),
            ("12:75", None),
            ("1:75:00", None),
            ("1:2", None),
            ("1:002:03", None),
            ("1:02:03:04", None),
            (":30", None),
            ("+1:30", None),
            ("1:+3", None),
            ("", None),
        ] {
            assert_eq!(read(text), second, "{text:?}");
        }
        for (text, second) in [
            ("134", Some(134)),
            ("134s", Some(134)),
            ("2m14s", Some(134)),
            ("1h2m3s", Some(3723)),
            ("1h", Some(3600)),
            ("2m14", Some(134)),
            ("134.9", Some(134)),
            ("2:14", Some(134)),
            ("", None),
            ("s", None),
            ("1s2m", None),
            ("1e3", None),
            ("-5", None),
            ("99999999999", None),
            ("1193047h", None),
        ] {
            assert_eq!(read_parameter(text), second, "{text:?}");
        }
    }

    mod properties {
        use super::*;

        proptest! {
            #[test]
            fn what_is_shown_is_read_back(second: u32) {
                prop_assert_eq!(read(&shown(second)), Some(second));
                prop_assert_eq!(read_parameter(&format!("{second}s")), Some(second));
            }

            #[test]
            fn any_text_is_a_time_or_none(text in "[0-9:.hms-]{0,14}|\\PC{0,20}") {
                if let Some(second) = read(&text) {
                    prop_assert!(is_like(&text));
                    prop_assert_eq!(read(&shown(second)), Some(second));
                }
                let link = format!("https://youtu.be/nrHH8y7cKAc?t={text}");
                let seen = crate::address::VideoPlace::of(&link).second;
                prop_assert!(seen.is_none() || seen == read_parameter(text.split([',', '&', '#']).next().unwrap_or_default()));
            }
        }
    }
}
