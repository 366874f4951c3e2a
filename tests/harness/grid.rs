//! A generated web on loopback that counts what is asked for: a few hosts, each a tree of pages in
//! both languages and a feed that names pages of the next host.

use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader, Write},
    net::{SocketAddr, TcpListener, TcpStream},
    sync::{Arc, Mutex, mpsc},
    thread,
};

/// Pages of one host.
pub const PAGES: u32 = 40;

/// How many hosts there are.
pub const HOSTS: u32 = 4;

/// A server that runs as long as the tests do.
pub struct Grid {
    pub address: SocketAddr,
    asked: Arc<Mutex<BTreeMap<String, u32>>>,
    /// Told of each request before it is answered.
    bell: Arc<Mutex<Option<mpsc::Sender<()>>>>,
}

impl Grid {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let grid = Self {
            address: listener.local_addr().unwrap(),
            asked: Arc::default(),
            bell: Arc::default(),
        };
        let (asked, bell) = (Arc::clone(&grid.asked), Arc::clone(&grid.bell));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (asked, bell) = (Arc::clone(&asked), Arc::clone(&bell));
                // A crawler that is killed closes its connections: no fault of the server.
                thread::spawn(move || serve(stream, &asked, &bell));
            }
        });
        grid
    }

    /// How often each page was asked for since the last time; robots.txt is not counted.
    pub fn take(&self) -> BTreeMap<String, u32> {
        std::mem::take(&mut *self.asked.lock().unwrap())
    }

    /// A bell that rings at each request from now on.
    pub fn bell(&self) -> mpsc::Receiver<()> {
        let (ring, bell) = mpsc::channel();
        *self.bell.lock().unwrap() = Some(ring);
        bell
    }

    /// Settings that watch all of it, with a delay in seconds.
    pub fn settings(&self, delay: f64) -> String {
        let mut text = format!("[crawl]\ndelay = {delay:?}\nhosts_at_once = {HOSTS}\n");
        for host in 0..HOSTS {
            text += &format!(
                "[[source]]\nname = \"{}{host}\"\nurl = \"http://h{host}.example/\"\n\
                 kind = \"site\"\nrole = \"competitor\"\n\
                 [[source]]\nname = \"feed {host}\"\nurl = \"http://h{host}.example/feed.xml\"\n\
                 kind = \"feed\"\nrole = \"industry\"\n",
                if host % 2 == 0 { "Host " } else { "站点" }
            );
        }
        text += "[crawl.resolve]\n";
        for host in 0..HOSTS {
            text += &format!("\"h{host}.example\" = \"{}\"\n", self.address);
        }
        text
    }
}

fn serve(
    stream: TcpStream,
    asked: &Mutex<BTreeMap<String, u32>>,
    bell: &Mutex<Option<mpsc::Sender<()>>>,
) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut stream = stream;
    loop {
        let mut lines = Vec::new();
        loop {
            let mut line = String::new();
            if reader.read_line(&mut line)? == 0 {
                return Ok(());
            }
            if line.trim_end().is_empty() {
                break;
            }
            lines.push(line);
        }
        let path = lines[0].split(' ').nth(1).unwrap_or("/").to_owned();
        let host = lines
            .iter()
            .find_map(|line| line.to_lowercase().strip_prefix("host:").map(str::to_owned))
            .unwrap_or_default();
        let host = host.trim().split(':').next().unwrap_or_default().to_owned();
        if path != "/robots.txt" {
            *asked
                .lock()
                .unwrap()
                .entry(format!("{host}{path}"))
                .or_default() += 1;
        }
        if let Some(ring) = &*bell.lock().unwrap() {
            let _ = ring.send(());
        }
        let (status, kind, body) = answer(&host, &path);
        write!(
            stream,
            "HTTP/1.1 {status}\r\nContent-Type: {kind}; charset=utf-8\r\nContent-Length: {}\r\n\r\n",
            body.len()
        )?;
        stream.write_all(body.as_bytes())?;
    }
}

fn answer(host: &str, path: &str) -> (&'static str, &'static str, String) {
    let number: u32 = host
        .trim_start_matches('h')
        .split('.')
        .next()
        .and_then(|digits| digits.parse().ok())
        .unwrap_or_default();
    if path == "/robots.txt" {
        let rules = "User-agent: *\nDisallow: /7\n".to_owned();
        return ("200 OK", "text/plain", rules);
    }
    if path == "/feed.xml" {
        // A feed that names pages of the next host, to which nothing else leads.
        let next = (number + 1) % HOSTS;
        let items: String = (1..6)
            .map(|page| format!("<item><link>http://h{next}.example/f/{page}</link></item>"))
            .collect();
        let feed = format!("<rss version=\"2.0\"><channel><title>t</title>{items}</channel></rss>");
        return ("200 OK", "application/rss+xml", feed);
    }
    let page = if path == "/" {
        Some(0)
    } else {
        path[1..].parse().ok()
    };
    match page {
        Some(page) if page < PAGES => ("200 OK", "text/html", html(number, page)),
        _ => ("404 Not Found", "text/html", "<h1>404</h1>".to_owned()),
    }
}

fn html(host: u32, page: u32) -> String {
    let links: String = (1..=3)
        .map(|child| page * 3 + child)
        .chain([(page * 7 + host) % PAGES])
        .map(|link| format!("<p>See also <a href=\"/{link}\">{link}</a>.</p>"))
        .collect();
    let (language, text) = if page.is_multiple_of(2) {
        (
            "en",
            format!("Page {page} of host {host} says how a strip is imaged, line by line."),
        )
    } else {
        (
            "zh",
            format!("第{host}个站点的第{page}页说明带钢如何逐行成像，缺陷如何记录。"),
        )
    };
    format!(
        "<!doctype html><html lang={language}><title>{host}-{page}</title><main>\
         <h1>{host}-{page}</h1><p>{text}</p>{links}</main></html>"
    )
}
