//! Serves a [`Web`] over HTTP on a loopback port of the system's choice.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    net::{Ipv4Addr, SocketAddr},
    sync::{Arc, PoisonError, RwLock},
};

use anyhow::Context;
use axum::{
    Router,
    body::Body,
    extract::State,
    http::{Request, Response, header},
};
use tokio::{net::TcpListener, runtime::Runtime};

use super::Web;

type Shared = Arc<RwLock<Web>>;

/// A running server; it ends when dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    web: Shared,
    _runtime: Runtime,
}

impl Server {
    /// Serves `web` until dropped.
    ///
    /// # Errors
    /// When no loopback port can be had.
    pub fn start(web: Web) -> anyhow::Result<Self> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .context("starting the sample web")?;
        let listener = runtime
            .block_on(TcpListener::bind((Ipv4Addr::LOCALHOST, 0)))
            .context("opening a loopback port for the sample web")?;
        let address = listener
            .local_addr()
            .context("reading the port of the sample web")?;
        let web: Shared = Arc::new(RwLock::new(web));
        let router = Router::new().fallback(answer).with_state(Arc::clone(&web));
        runtime.spawn(async move { axum::serve(listener, router).await });
        Ok(Self {
            address,
            web,
            _runtime: runtime,
        })
    }

    /// Where it listens.
    #[must_use]
    pub const fn address(&self) -> SocketAddr {
        self.address
    }

    /// Serves another web from now on: the next month.
    pub fn turn_to(&self, web: Web) {
        *self.web.write().unwrap_or_else(PoisonError::into_inner) = web;
    }
}

async fn answer(State(web): State<Shared>, request: Request<Body>) -> Response<Body> {
    let text = |name| {
        request
            .headers()
            .get(name)
            .and_then(|value| value.to_str().ok())
    };
    let host = text(header::HOST).unwrap_or_default();
    let host = host.split(':').next().unwrap_or_default();
    let answer = web
        .read()
        .unwrap_or_else(PoisonError::into_inner)
        .answer(host, request.uri().path());
    let tag = tag(&answer.body);
    let known = answer.status == 200 && text(header::IF_NONE_MATCH) == Some(tag.as_str());
    let (status, body) = if known {
        (304, Vec::new())
    } else {
        (answer.status, answer.body)
    };
    Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, answer.content_type)
        .header(header::ETAG, tag)
        .body(Body::from(body))
        .unwrap_or_default()
}

/// An `ETag` of the bytes.
fn tag(bytes: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    bytes.hash(&mut hasher);
    format!("\"{:016x}\"", hasher.finish())
}
