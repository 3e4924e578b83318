//! The messages that services reach through types.

use std::collections::HashSet;

use super::spec::{FieldType, Kind, MessageSpec, PayloadMessage, ServiceSpec, Shape, Source};

/// Every message that the services' methods and their messages name, each once, in the order of discovery.
///
/// Names are not checked here: two messages of one full name are both among them.
pub fn messages(services: &[&'static ServiceSpec]) -> Vec<&'static MessageSpec> {
    let payloads = services
        .iter()
        .flat_map(|service| service.methods)
        .flat_map(|method| [method.request, method.reply]);
    let mut found = Vec::new();
    let mut seen = HashSet::new();
    for payload in payloads {
        if let PayloadMessage::Message(spec) = payload.message {
            visit(spec(), &mut seen, &mut found);
        }
    }
    // What has been found is looked through in its turn.
    let mut next = 0;
    while let Some(message) = found.get(next).copied() {
        next += 1;
        for FieldType { kind, shape } in message.fields().map(|field| field.ty) {
            let key = match shape {
                Shape::Map { key } => Some(key),
                _ => None,
            };
            for kind in key.into_iter().chain([kind]) {
                if let Kind::Message(spec) = kind {
                    visit(spec(), &mut seen, &mut found);
                }
            }
        }
    }
    found
}

fn visit(
    message: &'static MessageSpec,
    seen: &mut HashSet<(String, Source)>,
    found: &mut Vec<&'static MessageSpec>,
) {
    // By name and place: a record may have more than one address.
    if seen.insert((message.full_name(), message.source)) {
        found.push(message);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::samples;

    #[test]
    fn what_a_service_reaches_is_found_once() {
        let names: Vec<_> = messages(&[&samples::USER_SERVICE])
            .iter()
            .map(|message| message.full_name())
            .collect();
        let distinct: HashSet<_> = names.iter().collect();
        assert_eq!(distinct.len(), names.len(), "{names:?}");
        assert!(names.len() > 3, "{names:?}");
    }
}
