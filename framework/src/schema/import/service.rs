//! Services as traits.

use prost_types::method_options::IdempotencyLevel;
use prost_types::{MethodDescriptorProto, ServiceDescriptorProto};

use super::error::ImportError;
use super::name::{self, Scope};
use super::options;
use super::printer::Printer;
use crate::schema::names::join;

impl Printer<'_> {
    /// The service declared as number `at`.
    pub(super) fn service(&mut self, service: &ServiceDescriptorProto, at: usize) -> Result<(), ImportError> {
        let full = join(self.file.package(), service.name());
        let rust = self.names.services.get(at).cloned().unwrap_or_default();
        let path = [6, at as i32];
        self.note_options(&options::SERVICE, service.options.as_ref(), &path, &full);
        self.text.gap();
        self.documented(&path, &[options::SERVICE.tag]);
        let renamed = (rust != service.name()).then(|| format!("name = {:?}", service.name()));
        self.text.attribute("service", renamed.as_slice());
        self.deprecated(service.options.as_ref().and_then(|options| options.deprecated));
        if service.method.is_empty() {
            self.text.line(&format!("pub trait {rust} {{}}"));
            return Ok(());
        }
        self.text.open(&format!("pub trait {rust} {{"));
        let mut idents = Scope::default();
        for (at, method) in service.method.iter().enumerate() {
            if at > 0 {
                self.text.gap();
            }
            let ident = idents.claim(name::method(method.name()));
            self.method(
                method,
                &ident,
                &full,
                &[path.as_slice(), &[2, at as i32]].concat(),
            )?;
        }
        self.text.close("}");
        Ok(())
    }

    fn method(
        &mut self,
        method: &MethodDescriptorProto,
        ident: &str,
        service: &str,
        path: &[i32],
    ) -> Result<(), ImportError> {
        if !name::is_identifier(method.name()) {
            let why = format!("`{}` is no name of a method", method.name().escape_debug());
            return Err(ImportError::invalid(why));
        }
        let element = join(service, method.name());
        self.note_options(&options::METHOD, method.options.as_ref(), path, &element);
        self.documented(path, &[options::METHOD.tag]);
        let options = method.options.as_ref();
        self.deprecated(options.and_then(|options| options.deprecated));
        match options.map(|options| options.idempotency_level()) {
            Some(IdempotencyLevel::NoSideEffects) => self.text.line("#[no_side_effects]"),
            Some(IdempotencyLevel::Idempotent) => self.text.line("#[idempotent]"),
            Some(IdempotencyLevel::IdempotencyUnknown) | None => {}
        }
        if name::upper_camel(ident) != method.name() {
            self.text
                .attribute("rpc", &[format!("name = {:?}", method.name())]);
        }
        let request = self.path(method.input_type())?;
        let request = match method.client_streaming() {
            true => format!("requests: {}", self.streaming(&request)),
            false => format!("request: {request}"),
        };
        let mut reply = self.path(method.output_type())?;
        if method.server_streaming() {
            reply = self.streaming(&reply);
        }
        let result = self.in_scope("Result", "std::result::Result");
        let status = self.in_scope("Status", "traitwire::Status");
        let output = format!("{result}<{reply}, {status}>");
        self.text
            .signature(&name::raw(ident), &["&self".to_owned(), request], &output);
        Ok(())
    }

    fn streaming(&self, item: &str) -> String {
        format!("{}<{item}>", self.in_scope("Streaming", "traitwire::Streaming"))
    }
}
