//! What is compressed, and how hard.

use super::Encoding;
use crate::schema::spec::Compression;

/// The smallest message that is compressed, in bytes: below, a compressed form saves next to nothing.
const MIN_SIZE: u32 = 1 << 10;

/// How one side of many calls compresses.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Settings {
    is_always: bool,
    min_size: u32,
    /// By encoding.
    levels: [i8; 3],
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            is_always: false,
            min_size: MIN_SIZE,
            levels: [1, 3, 1],
        }
    }
}

impl Settings {
    /// Compresses whenever the other side accepts it.
    pub(crate) fn set_always(&mut self, is_always: bool) {
        self.is_always = is_always;
    }

    pub(crate) fn is_always(&self) -> bool {
        self.is_always
    }

    /// The smallest message that is compressed, in bytes.
    pub(crate) fn set_min_size(&mut self, bytes: usize) {
        self.min_size = u32::try_from(bytes).unwrap_or(u32::MAX);
    }

    /// How hard an encoding tries.
    pub(crate) fn set_level(&mut self, encoding: Encoding, level: i32) {
        self.levels[encoding.index()] = clamped(level);
    }

    /// One encoding, with what `method` says of it.
    pub(crate) fn with(&self, encoding: Encoding, method: Option<&Compression>) -> Compress {
        let said = method.and_then(|method| method.level).map(clamped);
        Compress {
            encoding,
            level: said.unwrap_or(self.levels[encoding.index()]),
            min_size: method.and_then(|method| method.min_size).unwrap_or(self.min_size),
            is_forced: false,
        }
    }
}

/// No encoding has levels beyond; each takes its own nearest.
fn clamped(level: i32) -> i8 {
    i8::try_from(level.clamp(-7, 22)).unwrap_or(0)
}

/// How a message is compressed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Compress {
    encoding: Encoding,
    level: i8,
    min_size: u32,
    /// Whether somebody wants this very message compressed.
    is_forced: bool,
}

impl Compress {
    pub(crate) fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// The same for messages of any size, whether it makes them smaller or not.
    pub(crate) fn forced(self) -> Self {
        Self {
            is_forced: true,
            ..self
        }
    }

    /// The compressed form, where it is worth while or wanted.
    pub(crate) fn deflate(&self, message: &[u8]) -> Option<Vec<u8>> {
        if !self.is_forced && message.len() < self.min_size as usize {
            return None;
        }
        let compressed = self.encoding.deflate(message, self.level)?;
        (self.is_forced || compressed.len() < message.len()).then_some(compressed)
    }
}

#[cfg(all(test, feature = "gzip"))]
mod tests {
    use super::*;

    #[test]
    fn what_is_small_or_does_not_shrink_stays_as_it_is_unless_it_is_wanted() {
        let mut settings = Settings::default();
        let mut state = 1_u32;
        let noise: Vec<u8> = std::iter::repeat_with(|| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        })
        .take(4096)
        .collect();
        for (message, compresses) in [(&[0; 1023][..], false), (&[0; 1024], true), (&noise, false)] {
            let compress = settings.with(Encoding::Gzip, None);
            assert_eq!(compress.deflate(message).is_some(), compresses);
            assert!(compress.forced().deflate(message).is_some());
        }
        settings.set_min_size(10);
        assert!(settings.with(Encoding::Gzip, None).deflate(&[0; 40]).is_some());
    }

    #[test]
    fn a_method_says_more_than_its_server() {
        let mut settings = Settings::default();
        settings.set_level(Encoding::Gzip, 0);
        let plain = settings.with(Encoding::Gzip, None).deflate(&[0; 4000]);
        assert!(plain.is_none(), "stored only");
        let said = Compression {
            off: false,
            encodings: &[],
            min_size: Some(10),
            level: Some(900),
        };
        let compress = settings.with(Encoding::Gzip, Some(&said));
        assert!(compress.deflate(&[0; 100]).is_some());
    }
}
