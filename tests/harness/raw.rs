//! A server on loopback that answers as it is told, byte by byte, also against every rule.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{Arc, Mutex},
    time::Instant,
};

/// A request as it came.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The host that was asked for, without its port.
    pub host: String,
    /// The path with its query.
    pub path: String,
    /// When it had come.
    pub at: Instant,
}

/// How one request is answered.
pub type Answer = dyn Fn(&Asked, &mut TcpStream) + Send + Sync;

/// A running server; it answers until the process ends.
pub struct Raw {
    pub address: SocketAddr,
    asked: Arc<Mutex<Vec<Asked>>>,
}

impl Raw {
    /// Serves every host alike by `answer`, each connection for one request.
    pub fn start(answer: impl Fn(&Asked, &mut TcpStream) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (answer, seen): (Arc<Answer>, _) = (Arc::new(answer), Arc::clone(&asked));
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let (answer, seen) = (Arc::clone(&answer), Arc::clone(&seen));
                std::thread::spawn(move || serve(&mut stream.unwrap(), &answer, &seen));
            }
        });
        Self { address, asked }
    }

    /// The requests so far, in the order in which they came.
    pub fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }
}

fn serve(stream: &mut TcpStream, answer: &Arc<Answer>, seen: &Mutex<Vec<Asked>>) {
    let mut reader = BufReader::new(stream.try_clone().unwrap());
    let mut lines = Vec::new();
    let mut line = String::new();
    while reader.read_line(&mut line).is_ok_and(|length| length > 2) {
        lines.push(std::mem::take(&mut line).to_ascii_lowercase());
    }
    let Some(path) = lines.first().and_then(|line| line.split(' ').nth(1)) else {
        return;
    };
    let host = lines.iter().find_map(|line| line.strip_prefix("host:"));
    let asked = Asked {
        host: host
            .unwrap_or_default()
            .trim()
            .split(':')
            .next()
            .unwrap()
            .to_owned(),
        path: path.to_owned(),
        at: Instant::now(),
    };
    seen.lock().unwrap().push(asked.clone());
    answer(&asked, stream);
    let _ = stream.shutdown(std::net::Shutdown::Write);
}

/// Sends bytes; whoever reads may have gone.
pub fn send(stream: &mut TcpStream, bytes: impl AsRef<[u8]>) -> bool {
    stream.write_all(bytes.as_ref()).is_ok()
}

/// Sends an answer with a head of these lines.
pub fn reply(stream: &mut TcpStream, head: &str, body: impl AsRef<[u8]>) {
    let head = format!("HTTP/1.1 {head}\r\nConnection: close\r\n\r\n");
    let _ = send(stream, head) && send(stream, body);
}

/// A page in HTML.
pub fn page(stream: &mut TcpStream, body: impl AsRef<[u8]>) {
    reply(
        stream,
        "200 OK\r\nContent-Type: text/html; charset=utf-8",
        body,
    );
}

/// Says nothing more until the other side hangs up.
pub fn stall(stream: &mut TcpStream) {
    let _ = stream.read_to_end(&mut Vec::new());
}
