//! The common name in a certificate's subject (RFC 5280, 4.1.2.6), which no crate of rustls reads.

/// `2.5.4.3`, in DER.
const COMMON_NAME: &[u8] = &[0x55, 0x04, 0x03];

const SEQUENCE: u8 = 0x30;
const SET: u8 = 0x31;
const OBJECT_IDENTIFIER: u8 = 0x06;
const UTF8_STRING: u8 = 0x0c;
const PRINTABLE_STRING: u8 = 0x13;
const IA5_STRING: u8 = 0x16;

/// The first common name in the content of a `Name`: a sequence of sets of pairs of an object identifier and a string.
pub(super) fn common_name(mut subject: &[u8]) -> Option<String> {
    while !subject.is_empty() {
        let mut set = take(&mut subject, SET)?;
        while !set.is_empty() {
            let mut pair = take(&mut set, SEQUENCE)?;
            if take(&mut pair, OBJECT_IDENTIFIER)? == COMMON_NAME {
                return text(pair);
            }
        }
    }
    None
}

fn text(value: &[u8]) -> Option<String> {
    let (&tag, _) = value.split_first()?;
    if !matches!(tag, UTF8_STRING | PRINTABLE_STRING | IA5_STRING) {
        return None;
    }
    let text = take(&mut &*value, tag)?;
    std::str::from_utf8(text).ok().map(str::to_owned)
}

/// Takes one element of this tag; its content.
fn take<'a>(input: &mut &'a [u8], tag: u8) -> Option<&'a [u8]> {
    let (&found, rest) = input.split_first()?;
    if found != tag {
        return None;
    }
    let (&first, mut rest) = rest.split_first()?;
    let length = match first {
        0..=0x7f => usize::from(first),
        // The long form: that many bytes of length. Two are more than any name has.
        0x81 | 0x82 => {
            let (length, after) = rest.split_at_checked(usize::from(first & 0x7f))?;
            rest = after;
            length.iter().fold(0, |sum, byte| sum << 8 | usize::from(*byte))
        }
        _ => return None,
    };
    let (content, rest) = rest.split_at_checked(length)?;
    *input = rest;
    Some(content)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A set with one pair.
    fn pair(identifier: &[u8], tag: u8, text: &[u8]) -> Vec<u8> {
        let element = |tag: u8, content: &[u8]| {
            let mut element = vec![tag];
            match content.len() {
                length @ 0..=0x7f => element.push(length as u8),
                length => element.extend([0x82, (length >> 8) as u8, length as u8]),
            }
            element.extend(content);
            element
        };
        let content = [element(OBJECT_IDENTIFIER, identifier), element(tag, text)].concat();
        element(SET, &element(SEQUENCE, &content))
    }

    #[test]
    fn the_first_common_name_counts() {
        let organization = pair(&[0x55, 0x04, 0x0a], UTF8_STRING, b"Acme");
        let subject = [
            organization.clone(),
            pair(COMMON_NAME, UTF8_STRING, b"first"),
            pair(COMMON_NAME, PRINTABLE_STRING, b"second"),
        ]
        .concat();
        assert_eq!(common_name(&subject).as_deref(), Some("first"));
        assert_eq!(common_name(&organization), None);
        assert_eq!(common_name(&[]), None);
    }

    #[test]
    fn a_long_one_is_read_whole() {
        let long = [b'x'; 300];
        let name = common_name(&pair(COMMON_NAME, UTF8_STRING, &long)).expect("a name");
        assert_eq!(name.as_bytes(), long);
    }

    #[test]
    fn what_is_cut_off_or_no_text_is_no_name() {
        let subject = pair(COMMON_NAME, UTF8_STRING, b"name");
        for end in 0..subject.len() {
            assert_eq!(common_name(&subject[..end]), None, "{end}");
        }
        assert_eq!(common_name(&pair(COMMON_NAME, UTF8_STRING, &[0xff])), None);
        const BMP_STRING: u8 = 0x1e;
        assert_eq!(common_name(&pair(COMMON_NAME, BMP_STRING, &[0, b'a'])), None);
    }
}
