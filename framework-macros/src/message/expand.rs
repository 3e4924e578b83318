//! What a message becomes: the struct, and the traits of a message, of a value and of prost.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{Attribute, Generics};

use super::model::{Field, Member, Message, Transparent};
use crate::attr;
use crate::doc;
use crate::field::FieldOptions;
use crate::generics;
use crate::path::at;
use crate::reserved;
use crate::source;

/// Everything that a message becomes.
pub(crate) fn expand(message: &Message) -> TokenStream {
    let item = item(message);
    let impls = impls(message);
    quote!(#item #impls)
}

/// All but the struct.
pub(crate) fn impls(message: &Message) -> TokenStream {
    let out = Output::new(message);
    let message_impl = out.message_impl();
    let value_impl = out.value_impl();
    let prost_impls = out.prost_impls();
    let evaluation = out.evaluation();
    quote! {
        #message_impl
        #value_impl
        #prost_impls
        #evaluation
    }
}

/// The impls of a message whose definition is faulty: there, so that nobody else complains, and without a meaning.
/// The struct is not written.
pub(crate) fn inert(message: &Message) -> TokenStream {
    let out = Output::new(message);
    let message_impl = out.inert_message_impl();
    let value_impl = out.value_impl();
    let prost_impls = out.prost_impls();
    quote! {
        #message_impl
        #value_impl
        #prost_impls
    }
}

/// The struct as the user wrote it, without our attributes.
pub(crate) fn item(message: &Message) -> TokenStream {
    let Message {
        attrs,
        vis,
        ident,
        generics,
        ..
    } = message;
    let where_clause = &generics.where_clause;
    if message.unit {
        return quote!(#(#attrs)* #vis struct #ident #generics #where_clause;);
    }
    let fields = message.fields.iter().map(|field| {
        let Field {
            attrs,
            vis,
            ident,
            ty,
            ..
        } = field;
        quote!(#(#attrs)* #vis #ident: #ty)
    });
    quote! {
        #(#attrs)*
        #vis struct #ident #generics #where_clause {
            #(#fields,)*
        }
    }
}

/// What every emitted item of a message needs.
struct Output<'a> {
    message: &'a Message,
    /// `::traitwire::__private`
    private: TokenStream,
    /// The message's parameters, bounded.
    generics: Generics,
    /// The message's `cfg`s.
    cfgs: Vec<Attribute>,
}

impl<'a> Output<'a> {
    fn new(message: &'a Message) -> Self {
        let private = message.options.krate.private();
        Self {
            message,
            generics: generics::of_values(&message.generics, &private),
            cfgs: attr::cfgs(&message.attrs),
            private,
        }
    }

    /// `impl trait for message { body }`
    fn implement(&self, what: TokenStream, body: TokenStream) -> TokenStream {
        let on_impl = generics::on_impl(&self.cfgs);
        let ident = &self.message.ident;
        let (params, args, bounds) = self.generics.split_for_impl();
        quote! {
            #on_impl
            #[diagnostic::do_not_recommend]
            impl #params #what for #ident #args #bounds { #body }
        }
    }

    fn message_impl(&self) -> TokenStream {
        let private = &self.private;
        let spec = self.spec();
        let zero = self.zero();
        let put = self.put();
        let merge_field = self.merge_field();
        self.implement(quote!(#private::Message), quote!(#spec #zero #put #merge_field))
    }

    fn inert_message_impl(&self) -> TokenStream {
        let private = &self.private;
        let name = self.message.proto_name();
        let source = source::spec(&self.message.ident, private);
        let body = quote! {
            const SPEC: &'static #private::MessageSpec = &#private::MessageSpec {
                name: #name,
                package: #private::package_of::<Self>(),
                within: ::core::option::Option::None,
                source: #source,
                docs: "",
                deprecated: false,
                members: &[],
                reserved: &[],
            };
            fn zero() -> Self {
                ::core::unreachable!("this message does not compile")
            }
            fn put<__S: #private::Sink>(&self, _: &mut __S) {}
            fn merge_field(
                &mut self,
                _: u32,
                _: #private::WireType,
                _: &mut #private::Reader<'_>,
            ) -> ::core::result::Result<(), #private::DecodeError> {
                ::core::result::Result::Ok(())
            }
        };
        self.implement(quote!(#private::Message), body)
    }

    fn spec(&self) -> TokenStream {
        let Self { message, private, .. } = self;
        let within = match &message.options.within {
            Some(outer) => {
                let span = at(outer.span());
                quote_spanned!(span=> ::core::option::Option::Some(#private::spec::<#outer>))
            }
            None => quote!(::core::option::Option::None),
        };
        let source = source::spec(&message.ident, private);
        let docs = doc::text(&message.attrs);
        let deprecated = attr::is_deprecated(&message.attrs);
        let checks = self.checks();
        let members = message.fields.iter().map(|field| self.member(field));
        let reserved = reserved::spec(&message.options.reserved, private);
        quote! {
            const SPEC: &'static #private::MessageSpec = {
                #checks
                &#private::MessageSpec {
                    name: <Self as #private::Value>::NAME,
                    package: #private::package_of::<Self>(),
                    within: #within,
                    source: #source,
                    docs: #docs,
                    deprecated: #deprecated,
                    members: &[#(#members),*],
                    reserved: #reserved,
                }
            };
        }
    }

    /// The record of one field.
    fn member(&self, field: &Field) -> TokenStream {
        let private = &self.private;
        let cfgs = attr::cfgs(&field.attrs);
        let contract = self.contract(field);
        match &field.member {
            Member::Field { number, options } => {
                let ty = quote!(#contract::TYPE);
                let spec = options.spec(number.value, &field.rust_name(), &field.attrs, &ty, private);
                quote!(#(#cfgs)* #private::MemberSpec::Field(#spec))
            }
            Member::Oneof { .. } => {
                let name = field.proto_name();
                let docs = doc::text(&field.attrs);
                quote! {
                    #(#cfgs)* #private::MemberSpec::Oneof { name: #name, docs: #docs, spec: #contract::SPEC_FN }
                }
            }
        }
    }

    /// `<Type as Field<…>>`: the one spelling by which a field's type is asked for anything, so that a type which
    /// is no field is one error.
    fn contract(&self, field: &Field) -> TokenStream {
        let private = &self.private;
        let ty = &field.ty;
        let span = at(ty.span());
        match &field.member {
            Member::Field { options, .. } => {
                let encoding = options.encoding.tokens(private);
                let key_encoding = options.key_encoding.tokens(private);
                let packed = options.is_packed();
                quote_spanned!(span=> <#ty as #private::Field<#encoding, #key_encoding, #packed>>)
            }
            Member::Oneof { .. } => quote_spanned!(span=> <#ty as #private::OneofField>),
        }
    }

    /// What only the types know, checked while the record is evaluated.
    fn checks(&self) -> TokenStream {
        let fields = &self.message.fields;
        let checks = fields.iter().enumerate().map(|(i, field)| match &field.member {
            Member::Field { options, .. } => self.shape_checks(field, options),
            Member::Oneof { .. } => self.oneof_checks(field, &fields[..i]),
        });
        checks.collect()
    }

    /// `packed` stands on lists, `map` on maps.
    fn shape_checks(&self, field: &Field, options: &FieldOptions) -> TokenStream {
        let cfgs = attr::cfgs(&field.attrs);
        let contract = self.contract(field);
        let packed = options.packed.as_ref().map(|packed| {
            let span = at(packed.span);
            let private = self.message.options.krate.private_at(span);
            quote_spanned!(span=> #(#cfgs)* #private::assert_list(&#contract::TYPE);)
        });
        let map = options.map.map(|span| {
            let span = at(span);
            let private = self.message.options.krate.private_at(span);
            quote_spanned!(span=> #(#cfgs)* #private::assert_map(&#contract::TYPE);)
        });
        quote!(#packed #map)
    }

    /// A oneof's numbers and names are not those of another field, nor of a oneof above it.
    fn oneof_checks(&self, field: &Field, above: &[Field]) -> TokenStream {
        let span = at(field.ty.span());
        let private = self.message.options.krate.private_at(span);
        let cfgs = attr::cfgs(&field.attrs);
        let contract = self.contract(field);
        let others = self.message.fields.iter().map(|other| {
            let cfgs = attr::cfgs(&other.attrs);
            let name = other.proto_name();
            match other.number() {
                Some(number) => {
                    let number = number.value;
                    let json = other.options().json_name(&other.rust_name());
                    quote!(#(#cfgs)* (#number, #name, ::core::option::Option::Some(#json)))
                }
                // Oneofs, this one included, share the names of the fields, but have no number and are not in JSON.
                None => quote!(#(#cfgs)* (0, #name, ::core::option::Option::None)),
            }
        });
        let reserved = reserved::spec(&self.message.options.reserved, &self.private);
        let oneofs = above
            .iter()
            .filter(|other| matches!(other.member, Member::Oneof { .. }));
        let oneofs = oneofs.map(|other| {
            let other_cfgs = attr::cfgs(&other.attrs);
            let other = self.contract(other);
            quote_spanned! {span=>
                #(#cfgs)* #(#other_cfgs)*
                #private::assert_oneofs_disjoint(#contract::SPEC, #other::SPEC);
            }
        });
        quote_spanned! {span=>
            #(#cfgs)* #private::assert_disjoint(#contract::SPEC, &[#(#others),*]);
            #(#cfgs)* #private::assert_unreserved(#contract::SPEC, #reserved);
            #(#oneofs)*
        }
    }

    /// Evaluates the record where it stands, if there is something in it to check.
    fn evaluation(&self) -> TokenStream {
        let private = &self.private;
        let ident = &self.message.ident;
        let cfgs = &self.cfgs;
        if !self.message.generics.params.is_empty() || self.checks().is_empty() {
            return TokenStream::new();
        }
        quote! {
            #(#cfgs)*
            #[allow(deprecated)]
            const _: &#private::MessageSpec = <#ident as #private::Message>::SPEC;
        }
    }

    fn zero(&self) -> TokenStream {
        let fields = self.message.fields.iter().map(|field| {
            let cfgs = attr::cfgs(&field.attrs);
            let ident = &field.ident;
            let contract = self.contract(field);
            quote!(#(#cfgs)* #ident: #contract::zero())
        });
        quote! {
            fn zero() -> Self {
                Self { #(#fields,)* }
            }
        }
    }

    /// Back to front, so from the highest number down. A oneof stands where it is declared: after the field
    /// above it.
    fn put(&self) -> TokenStream {
        let private = &self.private;
        let mut above = 0;
        let mut fields: Vec<(u32, &Field)> = Vec::new();
        for field in &self.message.fields {
            above = field.number().map_or(above, |number| number.value);
            fields.push((above, field));
        }
        fields.sort_by_key(|(number, _)| *number);
        let statements = fields.into_iter().rev().map(|(_, field)| {
            let cfgs = attr::cfgs(&field.attrs);
            let ident = &field.ident;
            let contract = self.contract(field);
            let call = match &field.member {
                Member::Field { number, .. } => {
                    let number = number.value;
                    quote!(#contract::put(&self.#ident, #number, __sink))
                }
                Member::Oneof { .. } => quote!(#contract::put(&self.#ident, __sink)),
            };
            quote!(#(#cfgs)* #call;)
        });
        quote! {
            #[allow(unused_variables)]
            fn put<__S: #private::Sink>(&self, __sink: &mut __S) {
                #(#statements)*
            }
        }
    }

    fn merge_field(&self) -> TokenStream {
        let private = &self.private;
        let arms = self.message.fields.iter().filter_map(|field| {
            let number = field.number()?.value;
            let cfgs = attr::cfgs(&field.attrs);
            let ident = &field.ident;
            let contract = self.contract(field);
            let name = field.proto_name();
            Some(quote! {
                #(#cfgs)*
                #number => #contract::merge(&mut self.#ident, __wire, __reader).map_err(|__error| __error.within(#name)),
            })
        });
        let oneofs = self
            .message
            .fields
            .iter()
            .filter(|field| matches!(field.member, Member::Oneof { .. }));
        let oneofs = oneofs.map(|field| {
            let cfgs = attr::cfgs(&field.attrs);
            let ident = &field.ident;
            let contract = self.contract(field);
            quote! {
                #(#cfgs)*
                if #contract::merge_field(&mut self.#ident, __number, __wire, __reader)? {
                    return ::core::result::Result::Ok(());
                }
            }
        });
        quote! {
            fn merge_field(
                &mut self,
                __number: u32,
                __wire: #private::WireType,
                __reader: &mut #private::Reader<'_>,
            ) -> ::core::result::Result<(), #private::DecodeError> {
                match __number {
                    #(#arms)*
                    _ => {
                        #(#oneofs)*
                        __reader.skip(__number, __wire)
                    }
                }
            }
        }
    }

    fn value_impl(&self) -> TokenStream {
        let private = &self.private;
        let name = self.name();
        let package = self.package();
        let body = quote! {
            const KIND: #private::Kind = #private::Kind::Message(#private::spec::<Self>);
            const NAME: &'static str = #name;
            const PACKAGE: ::core::option::Option<&'static #private::PackageSpec> = #package;
            fn zero() -> Self {
                <Self as #private::Message>::zero()
            }
            #[inline]
            fn put<__S: #private::Sink>(&self, __sink: &mut __S) {
                #private::put_delimited(self, __sink)
            }
            #[inline]
            fn put_unless_zero<__S: #private::Sink>(&self, __number: u32, __sink: &mut __S) {
                #private::put_delimited_unless_empty(self, __number, __sink)
            }
            #[inline]
            fn merge(
                &mut self,
                __reader: &mut #private::Reader<'_>,
            ) -> ::core::result::Result<(), #private::DecodeError> {
                #private::merge_delimited(self, __reader)
            }
        };
        self.implement(quote!(#private::Value), body)
    }

    /// The simple name; of a generic message, after those of its arguments.
    fn name(&self) -> TokenStream {
        let Self { message, private, .. } = self;
        let name = message.proto_name();
        let mut params = message.type_params().peekable();
        if params.peek().is_none() {
            return quote!(#name);
        }
        quote! {
            #private::Name::as_str(const {
                &#private::Name::concat(&[#(<#params as #private::Value>::NAME,)* #name])
            })
        }
    }

    /// The package of the first type argument that is a message, else the message's own.
    fn package(&self) -> TokenStream {
        let Self { message, private, .. } = self;
        let own = message
            .options
            .package
            .spec(&message.options.krate, message.ident.span());
        let params: Vec<_> = message.type_params().collect();
        let package = params.into_iter().rev().fold(own, |otherwise, param| {
            quote! {
                match <#param as #private::Value>::PACKAGE {
                    ::core::option::Option::Some(__package) => __package,
                    ::core::option::Option::None => #otherwise,
                }
            }
        });
        quote!(::core::option::Option::Some(#package))
    }

    fn prost_impls(&self) -> TokenStream {
        let private = &self.private;
        let prost = quote!(#private::prost);
        let message = self.implement(
            quote!(#prost::Message),
            quote! {
                fn encode_raw(&self, __buf: &mut impl #prost::bytes::BufMut) {
                    #private::interop::encode_raw(self, __buf)
                }
                fn merge_field(
                    &mut self,
                    __number: u32,
                    __wire: #prost::encoding::WireType,
                    __buf: &mut impl #prost::bytes::Buf,
                    __context: #prost::encoding::DecodeContext,
                ) -> ::core::result::Result<(), #prost::DecodeError> {
                    #private::interop::merge_field(self, __number, __wire, __buf, __context)
                }
                fn merge(
                    &mut self,
                    __buf: impl #prost::bytes::Buf,
                ) -> ::core::result::Result<(), #prost::DecodeError> {
                    #private::interop::merge_all(self, __buf)
                }
                fn encoded_len(&self) -> usize {
                    #private::encoded_len(self)
                }
                fn clear(&mut self) {
                    *self = <Self as #private::Message>::zero();
                }
            },
        );
        let name = self.implement(
            quote!(#prost::Name),
            quote! {
                const NAME: &'static str = <Self as #private::Value>::NAME;
                const PACKAGE: &'static str = #private::package_of::<Self>().name;
                fn full_name() -> ::std::string::String {
                    <Self as #private::Message>::SPEC.full_name()
                }
                fn type_url() -> ::std::string::String {
                    ::std::format!("type.googleapis.com/{}", <Self as #private::Message>::SPEC.full_name())
                }
            },
        );
        quote!(#message #name)
    }
}

/// Everything that a transparent message becomes: all that the type inside it is.
pub(crate) fn transparent(transparent: &Transparent) -> TokenStream {
    let Transparent {
        krate,
        item,
        member,
        ty,
    } = transparent;
    let private = krate.private();
    let cfgs = attr::cfgs(&item.attrs);
    let on_impl = generics::on_impl(&cfgs);
    let ident = &item.ident;
    let (_, args, _) = item.generics.split_for_impl();
    let mut generics = item.generics.clone();
    generics.params.push(syn::parse_quote!(const __E: u8));
    generics.type_params_mut().for_each(|param| param.default = None);
    let (params, _, bounds) = generics.split_for_impl();
    let bounds = bounds
        .map(|bounds| bounds.predicates.iter().collect::<Vec<_>>())
        .unwrap_or_default();
    let span = at(ty.span());
    let inner = quote_spanned!(span=> <#ty as #private::Value<__E>>);
    // The one demand. The impls only assume, by bounds that are higher-ranked: one that is plainly false would be an
    // error of its own.
    let demand = item.generics.params.is_empty().then(|| {
        quote_spanned!(span=> #(#cfgs)* #[allow(deprecated)] const _: #private::Kind = <#ty as #private::Value<0u8>>::KIND;)
    });
    quote! {
        #item
        #demand
        #on_impl
        impl #params #private::Value<__E> for #ident #args
        where
            for<'__a> #ty: #private::Value<__E>,
            #(#bounds,)*
        {
            const KIND: #private::Kind = #inner::KIND;
            const NAME: &'static str = #inner::NAME;
            const PACKAGE: ::core::option::Option<&'static #private::PackageSpec> = #inner::PACKAGE;
            fn zero() -> Self {
                Self { #member: #inner::zero() }
            }
            #[inline]
            fn put<__S: #private::Sink>(&self, __sink: &mut __S) {
                #inner::put(&self.#member, __sink)
            }
            #[inline]
            fn put_unless_zero<__S: #private::Sink>(&self, __number: u32, __sink: &mut __S) {
                #inner::put_unless_zero(&self.#member, __number, __sink)
            }
            #[inline]
            fn merge(
                &mut self,
                __reader: &mut #private::Reader<'_>,
            ) -> ::core::result::Result<(), #private::DecodeError> {
                #inner::merge(&mut self.#member, __reader)
            }
        }
        #on_impl
        impl #params #private::Key<__E> for #ident #args
        where
            for<'__a> #ty: #private::Key<__E>,
            for<'__a> Self: ::core::cmp::Eq,
            #(#bounds,)*
        {
        }
    }
}
