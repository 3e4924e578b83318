//! Answers of HTTP/1.1 (RFC 9112), and gRPC-Web in them (its `grpc-status` is in a last frame of flag 0x80).

use std::str;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use super::frame::LARGEST;
use super::peer::{Peer, Seen};

impl Peer {
    /// Reads the first line of an answer.
    pub(crate) fn http1(&mut self) -> Seen {
        self.find(|read| Some((Seen::Http(status(read)?), 0)))
    }

    /// Reads a whole answer: the status of its call, or where there is no call, its own.
    pub(crate) fn answer(&mut self) -> Seen {
        self.find(answer)
    }
}

fn status(read: &[u8]) -> Option<u32> {
    let (line, _) = line(read)?;
    Some(line.split(' ').nth(1)?.parse().expect("a status"))
}

fn answer(read: &[u8]) -> Option<(Seen, usize)> {
    let http = Seen::Http(status(read)?);
    let (mut rest, mut length, mut is_chunked, mut is_text) = (line(read)?.1, None, false, false);
    let mut grpc = None;
    loop {
        let (header, after) = line(rest)?;
        rest = after;
        let Some((name, value)) = header.split_once(':') else {
            break;
        };
        let value = value.trim();
        match &name.to_ascii_lowercase()[..] {
            "content-length" => length = Some(value.parse().expect("a length")),
            "transfer-encoding" => is_chunked = value == "chunked",
            "content-type" => is_text = value.starts_with("application/grpc-web-text"),
            "grpc-status" => grpc = Some(value.parse().expect("a code")),
            _ => {}
        }
    }
    let body = match is_chunked {
        true => chunks(&mut rest)?,
        false => rest.split_off(..length.unwrap_or(0))?.to_vec(),
    };
    let body = if is_text { plain(&body) } else { body };
    let seen = grpc.or_else(|| trailer(&body)).map_or(http, Seen::Status);
    Some((seen, read.len() - rest.len()))
}

/// The first line, and what is after it.
fn line(read: &[u8]) -> Option<(&str, &[u8])> {
    let end = read.windows(2).position(|two| two == b"\r\n")?;
    Some((
        str::from_utf8(&read[..end]).expect("a line of text"),
        &read[end + 2..],
    ))
}

fn chunks(rest: &mut &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let (length, after) = line(rest)?;
        let length = usize::from_str_radix(length, 16).expect("the length of a chunk");
        body.extend(after.get(..length)?);
        // There are no trailers, so that the last chunk ends as the others do.
        *rest = after.get(length + 2..)?;
        if length == 0 {
            return Some(body);
        }
    }
}

/// What texts of base64, each padded, stand for.
fn plain(text: &[u8]) -> Vec<u8> {
    let four = text
        .chunks(4)
        .map(|four| BASE64_STANDARD.decode(four).expect("base64"));
    four.flatten().collect()
}

/// The `grpc-status` of the last frame.
fn trailer(mut body: &[u8]) -> Option<u32> {
    loop {
        let [flag, length @ ..] = *body.split_off(..5)?.first_chunk::<5>()?;
        let content = body.split_off(..u32::from_be_bytes(length) as usize)?;
        if flag & 0x80 == 0 {
            continue;
        }
        let text = str::from_utf8(content).expect("trailers of text");
        let status = text.lines().find_map(|line| line.strip_prefix("grpc-status:"))?;
        return Some(status.trim().parse().expect("a code"));
    }
}

#[test]
fn the_status_of_a_call_is_read() {
    let head = |more: &str| format!("HTTP/1.1 200 OK\r\n{more}\r\n").into_bytes();
    let trailers = b"\x80\0\0\0\x11grpc-status: 13\r\n";
    let body = [&b"\0\0\0\0\x01x"[..], trailers].concat();
    let chunked = [&b"6\r\n"[..], &body[..6], b"\r\n16\r\n", &body[6..]].concat();
    let whole = |parts: &[&[u8]]| {
        let all = parts.concat();
        for end in 0..all.len() {
            assert_eq!(answer(&all[..end]), None, "{end}");
        }
        let (seen, length) = answer(&[&all[..], b"HTTP"].concat()).expect("all of it");
        assert_eq!(length, all.len());
        seen
    };
    let status = Seen::Status(13);
    assert_eq!(whole(&[&head("Content-Length: 28\r\n"), &body]), status);
    assert_eq!(
        whole(&[
            &head("transfer-encoding: chunked\r\n"),
            &chunked,
            b"\r\n0\r\n\r\n"
        ]),
        status
    );
    let text = [&body[..6], trailers]
        .map(|part| BASE64_STANDARD.encode(part))
        .concat();
    let says = format!(
        "content-type: application/grpc-web-text+proto\r\ncontent-length: {}\r\n",
        text.len()
    );
    assert_eq!(whole(&[&head(&says), text.as_bytes()]), status);
    assert_eq!(
        whole(&[&head("grpc-status: 13\r\ncontent-length: 0\r\n")]),
        status
    );
    assert_eq!(whole(&[&head("content-length: 3\r\n"), b"who"]), Seen::Http(200));
    assert_eq!(answer(&vec![b'x'; LARGEST]), None);
}
