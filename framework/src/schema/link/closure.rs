//! Everything that a set of services reaches through types, each once.

use std::collections::{BTreeMap, VecDeque};

use super::error::{LinkError, LinkErrorKind};
use super::same::same_members;
use crate::schema::names::join;
use crate::schema::spec::{
    EnumSpec, ForeignSpec, Kind, MessageSpec, MethodSpec, PackageSpec, Payload, PayloadMessage, ServiceSpec,
    Source,
};

/// The deepest nesting of message declarations.
const MAX_NESTING: usize = 64;

/// What was reached, in the order of discovery.
#[derive(Default)]
pub(super) struct Closure {
    pub(super) services: Vec<&'static ServiceSpec>,
    pub(super) messages: Vec<Reached>,
    pub(super) enums: Vec<&'static EnumSpec>,
    pub(super) foreign: Vec<(ForeignSpec, Source)>,
}

/// A message that a file will declare.
#[derive(Clone)]
pub(super) enum Reached {
    /// A message with a record.
    Declared(&'static MessageSpec),
    /// The empty reply of a method that returns `()`.
    Empty {
        name: String,
        package: &'static PackageSpec,
        source: Source,
    },
}

impl Reached {
    pub(super) fn source(&self) -> Source {
        match self {
            Self::Declared(spec) => spec.source,
            Self::Empty { source, .. } => *source,
        }
    }
}

impl Closure {
    pub(super) fn of(
        services: &[&'static ServiceSpec],
        messages: &[&'static MessageSpec],
        enums: &[&'static EnumSpec],
    ) -> Result<Self, LinkError> {
        let mut walk = Walk::default();
        for service in services {
            walk.service(service)?;
        }
        for message in messages {
            walk.message(message, None)?;
        }
        for enumeration in enums {
            walk.enumeration(enumeration)?;
        }
        while let Some(kind) = walk.queue.pop_front() {
            walk.kind(kind)?;
        }
        Ok(walk.found)
    }
}

/// The outermost message that `spec` is nested in, itself if it is in none.
pub(super) fn root(
    package: &'static PackageSpec,
    mut within: Option<fn() -> &'static MessageSpec>,
    source: Source,
) -> Result<&'static PackageSpec, LinkError> {
    let mut root = package;
    for _ in 0..MAX_NESTING {
        let Some(outer) = within else { return Ok(root) };
        root = outer().package;
        within = outer().within;
    }
    Err(LinkError::new(
        LinkErrorKind::Nesting,
        format!(
            "{} is nested in itself, or deeper than {MAX_NESTING} levels: look at its `within`",
            source
        ),
    ))
}

/// Who claimed a full name.
#[derive(Clone)]
struct Claim {
    by: By,
    source: Source,
    /// The method whose message this is, where its name follows from the method's.
    of: Option<(&'static MethodSpec, &'static str)>,
}

#[derive(Clone, Copy)]
enum By {
    Service(&'static ServiceSpec),
    Message(&'static MessageSpec),
    Enum(&'static EnumSpec),
    Empty,
}

#[derive(Default)]
struct Walk {
    found: Closure,
    claims: BTreeMap<String, Claim>,
    queue: VecDeque<Kind>,
}

impl Walk {
    fn service(&mut self, service: &'static ServiceSpec) -> Result<(), LinkError> {
        let claim = Claim {
            by: By::Service(service),
            source: service.source,
            of: None,
        };
        if self.claim(join(service.package.name, service.name), claim)? {
            self.found.services.push(service);
            for method in service.methods {
                self.payload(service, method, method.request, "request")?;
                self.payload(service, method, method.reply, "response")?;
            }
        }
        Ok(())
    }

    fn payload(
        &mut self,
        service: &'static ServiceSpec,
        method: &'static MethodSpec,
        payload: Payload,
        role: &'static str,
    ) -> Result<(), LinkError> {
        match payload.message {
            PayloadMessage::Message(spec) => {
                let of = (spec().source == method.source).then_some((method, role));
                self.message(spec(), of)
            }
            PayloadMessage::Unit => {
                let name = method.empty_reply.to_owned();
                let source = method.source;
                let claim = Claim {
                    by: By::Empty,
                    source,
                    of: Some((method, role)),
                };
                if self.claim(join(service.package.name, &name), claim)? {
                    self.found.messages.push(Reached::Empty {
                        name,
                        package: service.package,
                        source,
                    });
                }
                Ok(())
            }
        }
    }

    fn kind(&mut self, kind: Kind) -> Result<(), LinkError> {
        match kind {
            Kind::Message(spec) => self.message(spec(), None),
            Kind::Enum(spec) => self.enumeration(spec()),
            _ => Ok(()),
        }
    }

    fn message(
        &mut self,
        spec: &'static MessageSpec,
        of: Option<(&'static MethodSpec, &'static str)>,
    ) -> Result<(), LinkError> {
        root(spec.package, spec.within, spec.source)?;
        if self.claim(
            spec.full_name(),
            Claim {
                by: By::Message(spec),
                source: spec.source,
                of,
            },
        )? {
            if let Some(foreign) = spec.foreign {
                self.found.foreign.push((foreign, spec.source));
                return Ok(());
            }
            self.found.messages.push(Reached::Declared(spec));
            self.queue.extend(spec.within.map(Kind::Message));
            self.queue.extend(spec.fields().map(|field| field.ty.kind));
        }
        Ok(())
    }

    fn enumeration(&mut self, spec: &'static EnumSpec) -> Result<(), LinkError> {
        root(spec.package, spec.within, spec.source)?;
        if self.claim(
            spec.full_name(),
            Claim {
                by: By::Enum(spec),
                source: spec.source,
                of: None,
            },
        )? {
            self.found.enums.push(spec);
            self.queue.extend(spec.within.map(Kind::Message));
        }
        Ok(())
    }

    /// Whether the name is new; an error if something else has it.
    fn claim(&mut self, name: String, claim: Claim) -> Result<bool, LinkError> {
        match self.claims.get(&name) {
            None => {
                self.claims.insert(name, claim);
                Ok(true)
            }
            Some(first) if same(first, &claim) => Ok(false),
            Some(first) => Err(LinkError::new(
                LinkErrorKind::Duplicate,
                duplicate(&name, first, &claim),
            )),
        }
    }
}

/// Whether two claims are of one item: the very same record, or a copy of it.
fn same(a: &Claim, b: &Claim) -> bool {
    match (a.by, b.by) {
        (By::Service(x), By::Service(y)) => std::ptr::eq(x, y),
        (By::Message(x), By::Message(y)) => {
            // Whether foreign ones are the same is for their descriptors to say.
            std::ptr::eq(x, y)
                || (x.foreign.is_some() && y.foreign.is_some())
                || (x.source == y.source && same_members(x.members, y.members))
        }
        (By::Enum(x), By::Enum(y)) => std::ptr::eq(x, y) || x.source == y.source,
        _ => false,
    }
}

fn duplicate(name: &str, first: &Claim, second: &Claim) -> String {
    let remedy = match first.of.or(second.of) {
        Some((method, role)) => format!(
            "name the {role} of one method by `#[rpc({role} = \"…\")]` (this one follows from `{}`)",
            method.path
        ),
        None => format!(
            "name one of them by `#[{}(name = \"…\")]`, or give their modules different packages",
            attribute(second.by)
        ),
    };
    format!(
        "two Rust items are `{name}` in protobuf: {} and {}; {remedy}",
        described(first),
        described(second)
    )
}

fn described(claim: &Claim) -> String {
    match (claim.by, claim.of) {
        (By::Empty, Some((method, _))) => {
            format!("the empty reply of `{}` in {}", method.path, claim.source)
        }
        _ => claim.source.to_string(),
    }
}

fn attribute(by: By) -> &'static str {
    match by {
        By::Service(_) => "service",
        By::Enum(_) => "enumeration",
        By::Message(_) | By::Empty => "message",
    }
}
