//! A webhook on loopback that keeps what is posted to it and answers as told.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpListener},
    sync::{Arc, Mutex, mpsc},
    thread,
};

/// A listening webhook; it ends with the process.
pub struct Hook {
    address: SocketAddr,
    got: Arc<Mutex<Vec<String>>>,
}

impl Hook {
    /// Answers every post with this status and text.
    pub fn start(status: u16, answer: &'static str) -> Self {
        Self::answering(status, answer, || ())
    }

    /// The same, but answers nobody before the sender that it gives is dropped.
    pub fn held(status: u16, answer: &'static str) -> (Self, mpsc::Sender<()>) {
        let (free, held) = mpsc::channel::<()>();
        let hook = Self::answering(status, answer, move || {
            let _ = held.recv();
        });
        (hook, free)
    }

    fn answering(status: u16, answer: &'static str, before: impl Fn() + Send + 'static) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let got = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&got);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = BufReader::new(stream.unwrap());
                let mut length = 0;
                let mut line = String::new();
                while stream.read_line(&mut line).unwrap_or(0) > 2 {
                    if let Some(value) = line.to_lowercase().strip_prefix("content-length:") {
                        length = value.trim().parse().unwrap();
                    }
                    line.clear();
                }
                let mut body = vec![0; length];
                stream.read_exact(&mut body).unwrap();
                kept.lock().unwrap().push(String::from_utf8(body).unwrap());
                before();
                let head = format!(
                    "HTTP/1.1 {status} X\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
                    answer.len()
                );
                let _ = stream
                    .get_mut()
                    .write_all(format!("{head}{answer}").as_bytes());
            }
        });
        Self { address, got }
    }

    pub fn url(&self) -> String {
        format!("http://{}/hook/secret-token", self.address)
    }

    /// What was posted, as JSON.
    pub fn got(&self) -> Vec<serde_json::Value> {
        let got = self.got.lock().unwrap();
        got.iter()
            .map(|body| serde_json::from_str(body).unwrap())
            .collect()
    }
}
