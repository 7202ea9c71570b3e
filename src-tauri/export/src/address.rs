//! Where a link may lead, how its address is written, and what an address says of a video.

use crate::stamp;

/// In bytes. Typst refuses addresses of more than 8,000, and nobody's address is that long.
const LONGEST: usize = 2_000;

/// The address in the ASCII that PDF asks for, if it is one that a reader may follow: a web page or a mail address.
pub(crate) fn followable(address: &str) -> Option<String> {
    let scheme = address.split_once(':')?.0.to_ascii_lowercase();
    if !["http", "https", "mailto"].contains(&scheme.as_str()) {
        return None;
    }
    let escaped = escape(address, |byte| b"-._~:/?#[]@!$&'()*+,;=%".contains(&byte));
    (escaped.len() <= LONGEST).then_some(escaped)
}

/// A video on YouTube.
pub(crate) fn of_video(video: &str) -> String {
    format!("https://youtu.be/{}", escape(video, |byte| b"-_".contains(&byte)))
}

/// A second of a video on YouTube.
pub(crate) fn of_second(video: &str, second: u32) -> String {
    format!("{}?t={second}", of_video(video))
}

/// What an address on the web says of a video.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct VideoPlace<'a> {
    /// Its id, if it is one of YouTube's.
    pub(crate) video: Option<&'a str>,
    pub(crate) second: Option<u32>,
}

impl<'a> VideoPlace<'a> {
    /// YouTube's addresses in all their forms; of another site, a second is only what follows `#t=`.
    pub(crate) fn of(address: &'a str) -> Self {
        let Some((scheme, rest)) = address.split_once("://") else { return Self::default() };
        if !["http", "https"].contains(&scheme.to_ascii_lowercase().as_str()) {
            return Self::default();
        }
        let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
        let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
        let mut path = place.split('/');
        let host = path.next().unwrap_or_default().to_ascii_lowercase();
        let host = ["www.", "m.", "music."].iter().find_map(|part| host.strip_prefix(part)).unwrap_or(&host);
        let video = match (host, path.next()) {
            ("youtu.be", video) => video,
            ("youtube.com" | "youtube-nocookie.com", Some("watch")) => parameter(query, "v"),
            ("youtube.com" | "youtube-nocookie.com", Some("embed" | "live" | "shorts" | "v")) => path.next(),
            _ => None,
        };
        let video = video.filter(|id| {
            id.len() == 11 && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
        });
        let in_query = video.and_then(|_| parameter(query, "t").or_else(|| parameter(query, "start")));
        let second = parameter(fragment, "t").or(in_query);
        // A range "134,140" begins with its first second.
        let second = second.and_then(|second| stamp::read_parameter(second.split(',').next()?));
        Self { video, second }
    }
}

fn parameter<'a>(query: &'a str, name: &str) -> Option<&'a str> {
    query
        .split('&')
        .filter_map(|part| part.split_once('='))
        .find(|(found, _)| *found == name)
        .map(|(_, value)| value)
}

fn escape(text: &str, keep: impl Fn(u8) -> bool) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || keep(byte) {
            escaped.push(char::from(byte));
        } else {
            const DIGITS: [char; 16] =
                ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
            let digit = |four: u8| DIGITS[usize::from(four & 0xf)];
            escaped.extend(['%', digit(byte >> 4), digit(byte)]);
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_and_mail_can_be_followed() {
        let long = format!("https://a.org/{}", "x".repeat(LONGEST));
        for (address, expected) in [
            ("https://doi.org/10.1038/s41591-018-0300-7", Some("https://doi.org/10.1038/s41591-018-0300-7")),
            ("HTTP://A.org", Some("HTTP://A.org")),
            ("mailto:a@b.org", Some("mailto:a@b.org")),
            ("https://a.org/a b?c=\"é\"", Some("https://a.org/a%20b?c=%22%C3%A9%22")),
            ("https://a.org/%20", Some("https://a.org/%20")),
            ("javascript:alert(1)", None),
            ("data:text/html,x", None),
            ("file:///etc/passwd", None),
            ("notes.md", None),
            ("", None),
            (" https://a.org", None),
            (&long, None),
        ] {
            assert_eq!(followable(address).as_deref(), expected, "{address:?}");
        }
    }

    #[test]
    fn a_stamp_leads_to_its_second() {
        assert_eq!(of_second("nrHH8y7cKAc", 76), "https://youtu.be/nrHH8y7cKAc?t=76");
        assert_eq!(of_second("a/b?c", 0), "https://youtu.be/a%2Fb%3Fc?t=0");
    }

    #[test]
    fn an_address_tells_video_and_second() {
        let video = Some("nrHH8y7cKAc");
        for (address, expected) in [
            ("https://youtu.be/nrHH8y7cKAc", (video, None)),
            ("https://youtu.be/nrHH8y7cKAc?t=134", (video, Some(134))),
            ("https://youtu.be/nrHH8y7cKAc?si=x&t=134s", (video, Some(134))),
            ("https://www.youtube.com/watch?v=nrHH8y7cKAc&t=1h2m3s", (video, Some(3723))),
            ("http://m.youtube.com/watch?t=5&v=nrHH8y7cKAc", (video, Some(5))),
            ("https://www.youtube-nocookie.com/embed/nrHH8y7cKAc?start=9", (video, Some(9))),
            ("https://youtube.com/shorts/nrHH8y7cKAc/#t=7", (video, Some(7))),
            ("https://a.org/lecture.mp4#t=134,140", (None, Some(134))),
            ("https://a.org/?t=134", (None, None)),
            ("https://youtu.be/short", (None, None)),
            ("https://youtube.com.evil.org/watch?v=nrHH8y7cKAc", (None, None)),
            ("https://youtu.be/nrHH8y7cKAc?t=soon", (video, None)),
            ("javascript://youtu.be/nrHH8y7cKAc", (None, None)),
            ("youtu.be/nrHH8y7cKAc", (None, None)),
            ("", (None, None)),
        ] {
            let place = VideoPlace::of(address);
            assert_eq!((place.video, place.second), expected, "{address:?}");
        }
    }
}
