//! HTTP on 127.0.0.1, for whoever shows the token.

use std::io::{Read, Write};
use std::net::Ipv4Addr;
use std::sync::Arc;

use serde_json::Value;
use tiny_http::{Header, Method, Request, Response, ResponseBox};

use crate::calls::Calls;
use crate::site::Site;

/// A job keeps its thread until it ends; the others go on telling its progress.
const THREADS: usize = 8;
/// No call is larger.
const LARGEST_BODY: u64 = 16 << 20;
/// Name of the cookie that scripts, styles and fonts are asked for with.
const COOKIE: &str = "clientele_token";

/// The server.
pub struct Server {
    http: tiny_http::Server,
    host: String,
    token: String,
    calls: Calls,
    site: Site,
}

impl Server {
    /// Listens on a port; 0 takes a free one.
    pub fn open(port: u16, token: String, calls: Calls, site: Site) -> Result<Self, String> {
        let http = tiny_http::Server::http((Ipv4Addr::LOCALHOST, port))
            .map_err(|error| format!("port {port}: {error}"))?;
        let host = http.server_addr().to_string();
        Ok(Self {
            http,
            host,
            token,
            calls,
            site,
        })
    }

    /// The address to open.
    pub fn address(&self) -> String {
        format!("http://{}/?token={}", self.host, self.token)
    }

    /// Answers until the program is ended.
    pub fn run(self: Arc<Self>) {
        let workers: Vec<_> = (0..THREADS)
            .map(|_| {
                let server = Arc::clone(&self);
                std::thread::spawn(move || server.work())
            })
            .collect();
        for worker in workers {
            let _ = worker.join();
        }
    }

    fn work(&self) {
        while let Ok(mut request) = self.http.recv() {
            let response = self.respond(&mut request);
            // Whoever asked may be gone.
            let _ = send(request, response);
        }
    }

    fn respond(&self, request: &mut Request) -> ResponseBox {
        // A page of another site that points its name at this machine sends its own name.
        if header(request, "host") != Some(self.host.as_str()) {
            return plain(421, "unknown host");
        }
        let address = request.url().to_owned();
        let (path, query) = address.split_once('?').unwrap_or((&address, ""));
        if path.starts_with("/api/") {
            if header(request, "x-clientele-token") != Some(self.token.as_str()) {
                return plain(403, "the token is missing");
            }
            self.api(request, path, query)
        } else if *request.method() != Method::Get {
            plain(405, "GET only")
        } else if parameter(query, "token") == Some(&self.token) || self.has_cookie(request) {
            self.file(path)
        } else {
            plain(403, "the token is missing")
        }
    }

    fn api(&self, request: &mut Request, path: &str, query: &str) -> ResponseBox {
        match (request.method(), path) {
            (Method::Post, "/api/call") => {
                let mut body = Vec::new();
                match request
                    .as_reader()
                    .take(LARGEST_BODY)
                    .read_to_end(&mut body)
                {
                    Ok(_) => answer(&self.calls.call(&body)),
                    Err(_) => plain(400, "the body ended early"),
                }
            }
            (Method::Get, "/api/progress") => {
                match parameter(query, "job").and_then(|job| job.parse().ok()) {
                    Some(job) => answer(&self.calls.progress(job)),
                    None => plain(400, "job is missing"),
                }
            }
            _ => plain(404, "no such call"),
        }
    }

    fn file(&self, path: &str) -> ResponseBox {
        let Some(asset) = self.site.asset(path) else {
            return plain(404, "no such file");
        };
        let cookie = format!("{COOKIE}={}; Path=/; HttpOnly; SameSite=Strict", self.token);
        with_headers(
            Response::from_data(asset.bytes).boxed(),
            &[
                ("Content-Type", asset.content_type),
                ("Content-Security-Policy", self.site.policy()),
                ("X-Content-Type-Options", "nosniff"),
                ("Referrer-Policy", "no-referrer"),
                ("Cache-Control", "no-store"),
                ("Set-Cookie", &cookie),
            ],
        )
    }

    fn has_cookie(&self, request: &Request) -> bool {
        let wanted = format!("{COOKIE}={}", self.token);
        let cookies = header(request, "cookie").unwrap_or_default();
        cookies.split(';').any(|cookie| cookie.trim() == wanted)
    }
}

/// Sends the response and has the connection closed. The HTTP library gives each connection a
/// thread, and of several that come at once some wait for a connection to end: kept open, the
/// browser's fonts would wait for ever.
fn send(request: Request, response: ResponseBox) -> std::io::Result<()> {
    let (version, asked) = (request.http_version().clone(), request.headers().to_vec());
    let mut bytes = Vec::new();
    response.raw_print(&mut bytes, version, &asked, false, None)?;
    let line = bytes.windows(2).position(|pair| pair == b"\r\n");
    let (status, rest) = bytes.split_at(line.map_or(0, |at| at + 2));
    let mut writer = request.into_writer();
    for part in [status, b"Connection: close\r\n", rest] {
        writer.write_all(part)?;
    }
    writer.flush()
}

fn header<'a>(request: &'a Request, name: &'static str) -> Option<&'a str> {
    let found = request
        .headers()
        .iter()
        .find(|header| header.field.equiv(name));
    found.map(|header| header.value.as_str())
}

fn parameter<'a>(query: &'a str, name: &str) -> Option<&'a str> {
    query
        .split('&')
        .find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
}

fn answer(value: &Value) -> ResponseBox {
    let body = Response::from_data(value.to_string().into_bytes()).boxed();
    with_headers(
        body,
        &[
            ("Content-Type", "application/json"),
            ("Cache-Control", "no-store"),
        ],
    )
}

fn plain(status: u16, text: &str) -> ResponseBox {
    Response::from_string(text).with_status_code(status).boxed()
}

fn with_headers(response: ResponseBox, headers: &[(&str, &str)]) -> ResponseBox {
    headers
        .iter()
        .filter_map(|(name, value)| Header::from_bytes(name.as_bytes(), value.as_bytes()).ok())
        .fold(response, Response::with_header)
}
