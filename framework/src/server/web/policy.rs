//! Which pages may call: cross-origin resource sharing ("Fetch" of the WHATWG, 3.3).

use std::time::Duration;

use http::StatusCode;
use http::header::{
    ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE,
    ACCESS_CONTROL_REQUEST_HEADERS, CONTENT_TYPE, HeaderMap, HeaderValue, ORIGIN, VARY,
};

use super::origin::Origin;
use crate::error::Error;
use crate::rpc::Body;
use crate::server::plain::plain;

/// What gRPC writes into the headers of a response that a page may want to see.
const EXPOSED: &str = "grpc-status,grpc-message,grpc-status-details-bin,grpc-encoding,grpc-accept-encoding";

/// Which web pages may call a server by gRPC-Web.
///
/// Unless told otherwise, those of the server's own origin: a browser asks before it lets a page of another origin call,
/// and is told no. Programs that are no browsers, and proxies, call in any case.
///
/// ```
/// # use std::time::Duration;
/// # use traitwire::server::{Server, Web};
/// let web = Web::new()
///     .allow_origin("https://app.example.com")
///     .allow_origin("http://localhost:8080")
///     .max_age(Duration::from_secs(600));
/// let server = Server::new().web(web);
/// ```
#[derive(Debug, Clone, Default)]
#[must_use = "a policy holds for the server it is given to"]
pub struct Web {
    origins: Origins,
    credentials: bool,
    max_age: Option<Duration>,
    /// The first origin that is none; it stops the start.
    wrong: Option<String>,
}

#[derive(Debug, Clone)]
enum Origins {
    Any,
    Listed(Vec<Origin>),
}

impl Default for Origins {
    fn default() -> Self {
        Self::Listed(Vec::new())
    }
}

impl Web {
    /// Pages of the server's own origin only.
    pub fn new() -> Self {
        Self::default()
    }

    /// Pages of this origin too: `https://app.example.com`, as browsers write it. One that is none stops the server's
    /// start.
    pub fn allow_origin(mut self, origin: impl AsRef<str>) -> Self {
        match (Origin::parse(origin.as_ref()), &mut self.origins) {
            (Ok(origin), Origins::Listed(listed)) => listed.push(origin),
            (Ok(_), Origins::Any) => {}
            (Err(error), _) => {
                self.wrong.get_or_insert(error.to_string());
            }
        }
        self
    }

    /// Pages of every origin. For a server that anyone may call, or where each call carries a token of its own.
    pub fn allow_any_origin(mut self) -> Self {
        self.origins = Origins::Any;
        self
    }

    /// Whether browsers send cookies and client certificates along: no, unless set. Not with every origin allowed: that
    /// stops the server's start.
    pub fn allow_credentials(mut self, credentials: bool) -> Self {
        self.credentials = credentials;
        self
    }

    /// How long a browser may remember that it was allowed to call, in whole seconds: two hours unless set, which is as long
    /// as browsers do.
    pub fn max_age(mut self, age: Duration) -> Self {
        self.max_age = Some(age);
        self
    }

    /// # Errors
    /// What was said that cannot hold.
    pub(in crate::server) fn check(&self) -> Result<(), Error> {
        if let Some(wrong) = &self.wrong {
            return Err(Error::new(wrong.clone()));
        }
        if self.credentials && matches!(self.origins, Origins::Any) {
            return Err(Error::new(
                "`Web::allow_credentials` lets every page of every origin act in its visitors' names together with \
                 `Web::allow_any_origin`: list the origins by `Web::allow_origin`",
            ));
        }
        Ok(())
    }

    /// What a request's origin is granted.
    pub(in crate::server) fn grant(&self, headers: &HeaderMap) -> Grant {
        let origin = headers.get(ORIGIN);
        let (allowed, varies) = match &self.origins {
            Origins::Any => (origin.map(|_| HeaderValue::from_static("*")), false),
            Origins::Listed(listed) => {
                let allowed = origin.filter(|origin| listed.iter().any(|one| one.is(origin)));
                (allowed.cloned(), !listed.is_empty())
            }
        };
        Grant {
            allowed,
            varies,
            credentials: self.credentials,
        }
    }

    /// Answers a browser that asks before it calls.
    pub(in crate::server) fn preflight(&self, request: &HeaderMap) -> http::Response<Body> {
        let grant = self.grant(request);
        if grant.allowed.is_none() {
            let mut response = plain(
                StatusCode::FORBIDDEN,
                "pages of this origin may not call: the server allows it by `Web::allow_origin`",
            );
            grant.write_origin(response.headers_mut());
            return response;
        }
        let mut response = http::Response::new(Body::empty());
        *response.status_mut() = StatusCode::NO_CONTENT;
        let headers = response.headers_mut();
        grant.write_origin(headers);
        headers.append(VARY, HeaderValue::from_name(ACCESS_CONTROL_REQUEST_HEADERS));
        headers.insert(ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("POST"));
        // Metadata has whatever names its service gives it.
        if let Some(asked) = request.get(ACCESS_CONTROL_REQUEST_HEADERS) {
            headers.insert(ACCESS_CONTROL_ALLOW_HEADERS, asked.clone());
        }
        const TWO_HOURS: Duration = Duration::from_secs(2 * 60 * 60);
        let age = self.max_age.unwrap_or(TWO_HOURS).as_secs();
        headers.insert(ACCESS_CONTROL_MAX_AGE, HeaderValue::from(age));
        response
    }
}

/// What the origin of a request is granted.
#[derive(Debug)]
pub(in crate::server) struct Grant {
    allowed: Option<HeaderValue>,
    /// Whether another origin would be granted something else.
    varies: bool,
    credentials: bool,
}

impl Grant {
    /// Writes it into the response to a call.
    pub(super) fn write(&self, headers: &mut HeaderMap) {
        if self.allowed.is_some() {
            let mut exposed = EXPOSED.to_owned();
            for name in headers.keys().filter(|name| *name != CONTENT_TYPE) {
                exposed.push(',');
                exposed.push_str(name.as_str());
            }
            if let Ok(exposed) = HeaderValue::try_from(exposed) {
                headers.insert(ACCESS_CONTROL_EXPOSE_HEADERS, exposed);
            }
        }
        self.write_origin(headers);
    }

    fn write_origin(&self, headers: &mut HeaderMap) {
        if self.varies {
            headers.append(VARY, HeaderValue::from_name(ORIGIN));
        }
        let Some(allowed) = &self.allowed else { return };
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, allowed.clone());
        if self.credentials {
            headers.insert(ACCESS_CONTROL_ALLOW_CREDENTIALS, HeaderValue::from_static("true"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(origin: &'static str) -> HeaderMap {
        HeaderMap::from_iter([
            (ORIGIN, HeaderValue::from_static(origin)),
            (
                ACCESS_CONTROL_REQUEST_HEADERS,
                HeaderValue::from_static("content-type,x-grpc-web,tenant"),
            ),
        ])
    }

    fn header<'a>(response: &'a http::Response<Body>, name: &str) -> Option<&'a str> {
        response
            .headers()
            .get(name)
            .map(|value| value.to_str().expect("ASCII"))
    }

    #[test]
    fn no_other_origin_unless_told() {
        let response = Web::new().preflight(&asked("https://a.example"));
        assert_eq!(response.status(), StatusCode::FORBIDDEN);
        assert_eq!(header(&response, "access-control-allow-origin"), None);
        assert_eq!(header(&response, "access-control-allow-headers"), None);
    }

    #[test]
    fn listed_origins_by_name() {
        let web = Web::new()
            .allow_origin("https://a.example")
            .allow_credentials(true);
        web.check().expect("fine");
        let response = web.preflight(&asked("https://a.example"));
        assert_eq!(response.status(), StatusCode::NO_CONTENT);
        assert_eq!(
            header(&response, "access-control-allow-origin"),
            Some("https://a.example")
        );
        assert_eq!(
            header(&response, "access-control-allow-credentials"),
            Some("true")
        );
        assert_eq!(header(&response, "access-control-allow-methods"), Some("POST"));
        assert_eq!(
            header(&response, "access-control-allow-headers"),
            Some("content-type,x-grpc-web,tenant")
        );
        assert_eq!(header(&response, "access-control-max-age"), Some("7200"));
        let other = web.preflight(&asked("https://a.example.evil"));
        assert_eq!(header(&other, "access-control-allow-origin"), None);
        assert_eq!(header(&other, "vary"), Some("origin"));
    }

    #[test]
    fn any_origin_without_credentials_only() {
        let web = Web::new().allow_any_origin().max_age(Duration::from_millis(1500));
        web.check().expect("fine");
        let response = web.preflight(&asked("null"));
        assert_eq!(header(&response, "access-control-allow-origin"), Some("*"));
        assert_eq!(header(&response, "access-control-max-age"), Some("1"));
        let error = web.allow_credentials(true).check().expect_err("unsafe");
        assert!(error.to_string().contains("allow_origin"), "{error}");
    }

    #[test]
    fn what_is_no_origin_stops_the_start() {
        let error = Web::new()
            .allow_origin("https://a.example/")
            .allow_origin("*")
            .check()
            .expect_err("none");
        assert!(error.to_string().contains("https://a.example/"), "{error}");
    }

    #[test]
    fn a_page_sees_the_headers_that_the_handler_set() {
        let mut headers = HeaderMap::new();
        headers.insert("x-mine", HeaderValue::from_static("1"));
        Web::new()
            .allow_origin("https://a.example")
            .grant(&asked("https://a.example"))
            .write(&mut headers);
        let exposed = headers[ACCESS_CONTROL_EXPOSE_HEADERS].to_str().expect("ASCII");
        assert!(exposed.split(',').any(|name| name == "x-mine"), "{exposed}");
        assert!(
            exposed.split(',').any(|name| name == "grpc-status-details-bin"),
            "{exposed}"
        );
    }
}
