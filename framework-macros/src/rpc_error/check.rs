//! What holds between the variants of an error.

use super::model::Model;
use crate::attr;
use crate::diagnostics::Diagnostics;

/// Pushes every violation.
pub(crate) fn check(model: &Model, d: &mut Diagnostics) {
    for param in &model.generics.params {
        d.push_spanned(
            param,
            "an RPC error has no parameters: its fields are read from text",
        );
    }
    if let Some(second) = model.transparent.get(1) {
        d.push(
            second.ident.span(),
            format_args!(
                "`{}` is transparent already: one variant is",
                model.transparent[0].ident
            ),
        );
    }
    if model.transparent.is_empty() && model.whole {
        d.push(
            model.ident.span(),
            "an RPC error can hold what the transport itself says: add `#[error(transparent)] \
             #[status(transparent)] Rpc(#[from] Status)`",
        );
    }
    for variant in &model.reports {
        for field in &variant.fields {
            attr::refuse_cfg_attr(&field.attrs, &["status"], d);
        }
        attr::refuse_cfg_attr(&variant.attrs, &["status"], d);
    }
}
