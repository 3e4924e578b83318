//! Where JSON goes.

use super::error::Error;
use super::settings::Json;
use super::text;
use crate::message::reader::DEPTH_LIMIT;

/// Takes JSON, value by value.
#[derive(Debug)]
pub struct Writer<'a> {
    out: String,
    depth: u32,
    json: &'a Json,
}

impl<'a> Writer<'a> {
    pub(super) fn new(json: &'a Json) -> Self {
        Self {
            out: String::with_capacity(128),
            depth: DEPTH_LIMIT + 1,
            json,
        }
    }

    pub(super) fn into_string(self) -> String {
        self.out
    }

    /// The settings.
    pub(super) fn settings(&self) -> &'a Json {
        self.json
    }

    /// Writes what is JSON by itself.
    pub(super) fn raw(&mut self, json: &str) {
        self.out.push_str(json);
    }

    /// Writes what `Display` writes, which is JSON by itself.
    pub(super) fn display(&mut self, json: impl std::fmt::Display) {
        use std::fmt::Write;
        // A `String` takes all that is written to it.
        let _ = write!(self.out, "{json}");
    }

    /// Writes a string.
    pub(crate) fn string(&mut self, text: &str) {
        text::quote(text, &mut self.out);
    }

    /// Writes an object, whose members `members` writes.
    ///
    /// # Errors
    /// Beyond [`DEPTH_LIMIT`], and what `members` returns.
    pub(crate) fn object(
        &mut self,
        members: impl FnOnce(&mut Object<'_, 'a>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        self.nested('{', '}', |writer| members(&mut Object { writer, first: true }))
    }

    /// Writes an array, each of whose elements `element` writes.
    ///
    /// # Errors
    /// What `element` returns.
    pub(crate) fn array<T>(
        &mut self,
        elements: impl IntoIterator<Item = T>,
        mut element: impl FnMut(&mut Self, T) -> Result<(), Error>,
    ) -> Result<(), Error> {
        self.out.push('[');
        for (index, one) in elements.into_iter().enumerate() {
            if index > 0 {
                self.out.push(',');
            }
            element(self, one).map_err(|error| error.at_index(index))?;
        }
        self.out.push(']');
        Ok(())
    }

    /// One level further in, between two brackets.
    ///
    /// # Errors
    /// Beyond [`DEPTH_LIMIT`], and what `content` returns. What is in an `Any` counts, which is not so on the wire.
    fn nested(
        &mut self,
        open: char,
        close: char,
        content: impl FnOnce(&mut Self) -> Result<(), Error>,
    ) -> Result<(), Error> {
        self.enter()?;
        self.out.push(open);
        content(self)?;
        self.out.push(close);
        self.depth += 1;
        Ok(())
    }

    fn enter(&mut self) -> Result<(), Error> {
        match self.depth.checked_sub(1) {
            Some(depth) => {
                self.depth = depth;
                Ok(())
            }
            None => Err(Error::new("the message is nested too deeply for JSON")),
        }
    }

    /// Writes an array that may hold arrays: its depth counts.
    ///
    /// # Errors
    /// Beyond [`DEPTH_LIMIT`], and what `element` returns.
    pub(super) fn deep_array<T>(
        &mut self,
        elements: impl IntoIterator<Item = T>,
        element: impl FnMut(&mut Self, T) -> Result<(), Error>,
    ) -> Result<(), Error> {
        self.enter()?;
        self.array(elements, element)?;
        self.depth += 1;
        Ok(())
    }
}

/// The two names of a field.
#[derive(Debug, Clone, Copy)]
pub struct Names {
    /// In JSON.
    pub json: &'static str,
    /// In `.proto`.
    pub proto: &'static str,
}

/// An object that is written.
#[derive(Debug)]
pub struct Object<'w, 'a> {
    writer: &'w mut Writer<'a>,
    first: bool,
}

impl<'a> Object<'_, 'a> {
    /// Whether fields are written that are zero.
    pub(super) fn has_defaults(&self) -> bool {
        self.writer.json.defaults
    }

    /// Writes the name of a field, whose value is then to be written.
    pub fn field(&mut self, names: Names) -> &mut Writer<'a> {
        let name = if self.writer.json.proto_names {
            names.proto
        } else {
            names.json
        };
        self.member(name)
    }

    /// Writes a name, whose value is then to be written.
    pub(super) fn member(&mut self, name: &str) -> &mut Writer<'a> {
        if !std::mem::take(&mut self.first) {
            self.writer.out.push(',');
        }
        text::quote(name, &mut self.writer.out);
        self.writer.out.push(':');
        self.writer
    }
}
