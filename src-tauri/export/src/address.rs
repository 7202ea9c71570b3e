//! Where a link may lead, and how its address is written in a PDF.

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

/// A second of a video on YouTube.
pub(crate) fn of_second(video: &str, second: u32) -> String {
    format!("https://youtu.be/{}?t={second}", escape(video, |byte| b"-_".contains(&byte)))
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
}
