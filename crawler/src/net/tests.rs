//! Real connections on loopback: what is asked, and what is made of the answers.

use std::net::SocketAddr;

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

use super::{coding::tests::pack, *};

/// Serves `answers` on loopback, one connection each; gives the address and, at the end, the
/// requests as they came.
async fn serve(answers: Vec<Vec<u8>>) -> (SocketAddr, tokio::task::JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let served = tokio::spawn(async move {
        let mut requests = Vec::new();
        for answer in answers {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut request = vec![0; 4096];
            let length = stream.read(&mut request).await.unwrap();
            requests.push(String::from_utf8_lossy(&request[..length]).into_owned());
            let _ = stream.write_all(&answer).await;
            let _ = stream.shutdown().await;
        }
        requests
    });
    (address, served)
}

fn answer(head: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 {head}\r\nConnection: close\r\n\r\n");
    [head.as_bytes(), body].concat()
}

fn settings(address: SocketAddr) -> Settings {
    Settings {
        contact: Some("mailto:web@arvenna.example".to_owned()),
        resolve: [("www.cobaltine.example".to_owned(), address)].into(),
        max_bytes: 10_000,
        ..Settings::default()
    }
}

fn plain(url: &str) -> Request {
    Request::plain(Url::parse(url).unwrap())
}

#[tokio::test]
async fn a_request_is_honest_and_conditional_and_the_answer_whole() {
    let (address, served) = serve(vec![answer(
        "200 OK\r\nContent-Type: text/html; charset=gbk\r\nETag: \"b\"\r\n\
         Last-Modified: Sat, 31 Oct 2026 18:00:00 GMT",
        b"<p>ok",
    )])
    .await;
    let net = Net::new(&settings(address)).unwrap();
    let request = Request {
        etag: Some("\"a\"".to_owned()),
        last_modified: Some("Wed, 30 Sep 2026 18:00:00 GMT".to_owned()),
        ..plain("http://www.cobaltine.example/x?y=1")
    };
    let response = net.fetch(request).await.unwrap();
    assert_eq!((response.status, response.charset()), (200, Some("gbk")));
    assert_eq!(response.etag.as_deref(), Some("\"b\""));
    assert_eq!(response.body, b"<p>ok");
    let request = served.await.unwrap().remove(0).to_ascii_lowercase();
    for line in [
        "get /x?y=1 http/1.1\r\n",
        "host: www.cobaltine.example\r\n",
        "user-agent: masthead/0.1 (+mailto:web@arvenna.example)\r\n",
        "if-none-match: \"a\"\r\n",
        "if-modified-since: wed, 30 sep 2026 18:00:00 gmt\r\n",
    ] {
        assert!(request.contains(line), "{line} in {request}");
    }
}

#[tokio::test]
async fn redirects_are_answers_and_not_followed() {
    let head = "302 Found\r\nLocation: http://169.254.169.254/latest";
    let (address, _) = serve(vec![answer(head, b"")]).await;
    let net = Net::new(&settings(address)).unwrap();
    let response = net
        .fetch(plain("http://www.cobaltine.example/"))
        .await
        .unwrap();
    assert_eq!(response.status, 302);
    assert_eq!(
        response.location.as_deref(),
        Some("http://169.254.169.254/latest")
    );
}

#[tokio::test]
async fn the_limit_counts_what_was_decompressed() {
    for coding in ["gzip", "br", "zstd", "identity"] {
        let text = "线扫描相机".repeat(300);
        let bomb = pack(coding, &vec![b'x'; 5_000_000]);
        let answers = [pack(coding, text.as_bytes()), bomb].map(|body| {
            let head = format!("200 OK\r\nContent-Encoding: {coding}");
            answer(&head, &body)
        });
        let (address, _) = serve(answers.into()).await;
        let net = Net::new(&settings(address)).unwrap();
        let ask = || net.fetch(plain("http://www.cobaltine.example/"));
        let page = ask().await.unwrap();
        assert_eq!(page.body, text.as_bytes(), "{coding}");
        assert_eq!(page.header("content-encoding"), Some(coding));
        let error = ask().await.unwrap_err();
        assert_eq!(error, FetchError::TooLarge(10_000), "{coding}");
    }
}

/// Serves the beginning of an answer and then nothing, on a connection that stays open.
async fn stall(answer: Vec<u8>) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let mut open = Vec::new();
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            let _ = stream.read(&mut vec![0; 4096]).await;
            let _ = stream.write_all(&answer).await;
            open.push(stream);
        }
    });
    address
}

#[tokio::test]
async fn who_stops_sending_is_not_waited_for() {
    let begun = b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n<p>".to_vec();
    let torn = b"HTTP/1.1 200 OK\r\nX-Slow: ".to_vec();
    for (sent, answer_timeout, timeout, least_speed, expected) in [
        (Vec::new(), 0.3, 9.0, 100, FetchError::Silent(1)),
        (torn, 0.3, 9.0, 100, FetchError::Silent(1)),
        (begun.clone(), 9.0, 3.0, 100, FetchError::Slow(100)),
        (begun, 9.0, 1.5, 0, FetchError::Timeout(1)),
    ] {
        let net = Net::new(&Settings {
            answer_timeout,
            timeout,
            least_speed,
            ..settings(stall(sent).await)
        });
        let asked = plain("http://www.cobaltine.example/");
        let error = net.unwrap().fetch(asked).await.unwrap_err();
        assert_eq!(error, expected);
    }
}

#[tokio::test]
async fn an_answer_of_a_type_that_is_not_read_stays_unread() {
    for (kind, length, expected) in [("video/mp4", "999999999", ""), ("text/html", "2", "ok")] {
        let head = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\r\nok"
        );
        let address = stall(head.into_bytes()).await;
        let net = Net::new(&settings(address)).unwrap();
        let asked = plain("http://www.cobaltine.example/");
        let response = net.fetch(asked).await.unwrap();
        assert_eq!(response.body, expected.as_bytes(), "{kind}");
        assert_eq!(response.mime().as_deref(), Some(kind));
    }
}

#[tokio::test]
async fn headers_are_kept_as_they_came_and_not_without_end() {
    let head = "404 Not Found\r\nServer: 岚\r\nX-Robots-Tag: otherbot: noindex\r\n\
                x-robots-tag: nofollow, noarchive\r\nContent-Type: text/html";
    let flood = |size: usize| format!("HTTP/1.1 200 OK\r\nX-Long: {}", "x".repeat(size));
    let (address, _) = serve(vec![
        answer(head, b"<h1>404"),
        format!("{}\r\n\r\nok", flood(100_000)).into_bytes(),
        flood(3_000_000).into_bytes(),
    ])
    .await;
    let net = Net::new(&settings(address)).unwrap();
    let ask = || net.fetch(plain("http://www.cobaltine.example/"));
    let first = ask().await.unwrap();
    let names: Vec<&str> = first
        .headers
        .iter()
        .map(|(name, _)| name.as_str())
        .collect();
    assert_eq!(
        names,
        [
            "server",
            "x-robots-tag",
            "x-robots-tag",
            "content-type",
            "connection"
        ]
    );
    assert_eq!(first.header("server"), Some("岚"));
    assert_eq!(
        first.robots.as_deref(),
        Some("otherbot: noindex\nnofollow, noarchive")
    );
    assert_eq!(first.body, b"<h1>404", "an error may say why");
    let second = ask().await.unwrap();
    assert_eq!((second.headers.len(), &second.body[..]), (0, &b"ok"[..]));
    let error = ask().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "the answer broke off: message head is too large"
    );
}

#[tokio::test]
async fn a_proxy_gets_every_request_and_looks_names_up() {
    let (address, served) = serve(vec![answer("200 OK", b"ok"), answer("200 OK", b"ok")]).await;
    let proxy = format!("http://localhost:{}/", address.port());
    let net = Net::new(&Settings {
        proxy: Some(Url::parse(&proxy).unwrap()),
        ..Settings::default()
    });
    let net = net.unwrap();
    for url in ["http://www.cobaltine.example/x", "http://intern/"] {
        assert_eq!(net.fetch(plain(url)).await.unwrap().body, b"ok");
    }
    let requests = served.await.unwrap();
    assert!(requests[0].starts_with("GET http://www.cobaltine.example/x HTTP/1.1"));
    assert!(requests[1].starts_with("GET http://intern/ HTTP/1.1"));
    let literal = net.fetch(plain("http://169.254.169.254/latest")).await;
    assert!(matches!(literal, Err(FetchError::Private { .. })));
}

/// Serves one answer over TLS with a certificate of its own making; gives the address and the
/// certificate.
fn serve_tls(name: &str) -> (SocketAddr, String) {
    use std::io::{Read, Write};
    let made = rcgen::generate_simple_self_signed([name.to_owned()]).unwrap();
    let key = rustls::pki_types::PrivateKeyDer::try_from(made.signing_key.serialize_der());
    let provider = rustls::crypto::ring::default_provider();
    let config = rustls::ServerConfig::builder_with_provider(provider.into())
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key.unwrap())
        .unwrap();
    let config = std::sync::Arc::new(config);
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let connection = rustls::ServerConnection::new(config.clone()).unwrap();
            let mut stream = rustls::StreamOwned::new(connection, stream.unwrap());
            let _ = stream.read(&mut [0; 4096]);
            let _ = stream.write_all(&answer("200 OK", b"ok"));
            stream.conn.send_close_notify();
            let _ = stream.flush();
        }
    });
    (address, made.cert.pem())
}

#[tokio::test]
async fn a_certificate_must_be_known_to_the_system_or_the_settings() {
    let (address, pem) = serve_tls("www.cobaltine.example");
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("roots.pem");
    let mut settings = settings(address);
    let ask = async |settings: &Settings| {
        let net = Net::new(settings).unwrap();
        net.fetch(plain("https://www.cobaltine.example/")).await
    };
    let error = ask(&settings).await.unwrap_err();
    assert!(matches!(error, FetchError::Connect(_)), "{error:?}");
    fs::write(&path, pem).unwrap();
    settings.ca = Some(path.clone());
    assert_eq!(ask(&settings).await.unwrap().body, b"ok");
    fs::write(&path, "no certificate").unwrap();
    let told = Net::new(&settings).unwrap_err();
    assert!(told.contains("roots.pem") && told.contains("holds no certificate"));
    settings.ca = Some(dir.path().join("none.pem"));
    let told = Net::new(&settings).unwrap_err();
    assert!(told.contains("none.pem") && told.contains("cannot be read"));
}

#[tokio::test]
async fn of_a_long_answer_the_head_may_be_enough() {
    let (address, _) = serve(vec![answer("200 OK", &vec![b'x'; 1_000_000])]).await;
    let net = Net::new(&settings(address)).unwrap();
    let request = Request {
        head: Some(20_000),
        ..plain("http://www.cobaltine.example/robots.txt")
    };
    assert_eq!(net.fetch(request).await.unwrap().body.len(), 20_000);
}

#[tokio::test]
async fn private_addresses_are_refused_unless_named() {
    let (address, _) = serve(vec![answer("200 OK", b"")]).await;
    let mut settings = settings(address);
    let net = Net::new(&settings).unwrap();
    let port = address.port();
    for url in [
        format!("http://127.0.0.1:{port}/"),
        format!("http://[::ffff:127.0.0.1]:{port}/"),
        format!("http://2130706433:{port}/"),
        format!("http://localhost:{port}/"),
    ] {
        let error = net.fetch(plain(&url)).await.unwrap_err();
        assert!(
            matches!(error, FetchError::Private { .. }),
            "{url}: {error:?}"
        );
    }
    settings.private = vec!["127.0.0.1".to_owned()];
    let net = Net::new(&settings).unwrap();
    let url = format!("http://127.0.0.1:{port}/");
    assert_eq!(net.fetch(plain(&url)).await.unwrap().status, 200);
}

#[tokio::test]
async fn faults_of_the_network_have_their_names() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let free = listener.local_addr().unwrap();
    drop(listener);
    let net = Net::new(&settings(free)).unwrap();
    let error = net
        .fetch(plain("http://www.cobaltine.example/"))
        .await
        .unwrap_err();
    assert!(matches!(error, FetchError::Connect(_)), "{error:?}");
    let (address, _) = serve(vec![b"no HTTP at all\r\n\r\n".to_vec()]).await;
    let net = Net::new(&settings(address)).unwrap();
    let error = net
        .fetch(plain("http://www.cobaltine.example/"))
        .await
        .unwrap_err();
    assert!(matches!(error, FetchError::Broken(_)), "{error:?}");
}
