//! The messages of a faulty method, for code that names them.

use syn::{FnArg, Pat, TraitItemFn, Type};

use super::made::{Made, owned, synthesised, synthesised_field};
use super::reply::{output, reply_of};
use super::types::not_owned;
use super::{Names, Reply, Surroundings};
use crate::diagnostics::Diagnostics;
use crate::field::{FieldOptions, Number};
use crate::message::model as message;

/// The messages that a faulty method would make, as far as they can be read; what cannot be is left out.
pub(in crate::service) fn guess_messages(
    item: &TraitItemFn,
    around: &Surroundings<'_>,
) -> Vec<message::Message> {
    let mut ignored = Diagnostics::new();
    let names = Names::read(item, &mut ignored);
    let request = request(item, &names, around);
    let output = output(&item.sig, &mut ignored);
    let reply = item.attrs.iter().any(|attr| attr.path().is_ident("returns"));
    let reply = reply.then(
        || match reply_of(output, &names, &item.attrs, around, &mut ignored) {
            Some(Reply::Fields(message)) => *message,
            _ => synthesised(Made::reply(&names, Vec::new()), Vec::new(), &item.attrs, around),
        },
    );
    drop(ignored.finish());
    request.into_iter().chain(reply).collect()
}

fn request(item: &TraitItemFn, names: &Names, around: &Surroundings<'_>) -> Option<message::Message> {
    let private = around.krate.private();
    let mut fields: Vec<message::Field> = Vec::new();
    let mut numbers = 0;
    let mut whole = 0;
    for input in &item.sig.inputs {
        let FnArg::Typed(typed) = input else { continue };
        let is_numbered = typed.attrs.iter().any(|attr| attr.path().is_ident("field"));
        let ty = match &*typed.ty {
            Type::Reference(_) if !is_numbered => continue,
            Type::Reference(reference) => owned(&reference.elem, &private),
            ty => ty.clone(),
        };
        numbers += usize::from(is_numbered);
        whole += usize::from(!is_numbered);
        let (Pat::Ident(pattern), None) = (&*typed.pat, not_owned(&ty)) else {
            continue;
        };
        let number = Number {
            value: 1,
            span: pattern.ident.span(),
        };
        let known = fields.iter().any(|field| field.ident == pattern.ident);
        if item.sig.generics.params.is_empty() && !known {
            let options = FieldOptions::numbered(number.value, number.span);
            fields.push(synthesised_field(pattern.ident.clone(), ty, &[], options, number));
        }
    }
    let is_whole = numbers == 0 && whole == 1;
    let message = || synthesised(Made::request(names), fields, &item.attrs, around);
    (!is_whole).then(message)
}
