//! Serves a generated web until it is killed: `web PAGES HOSTS PORT`.
//!
//! PAGES pages are spread over HOSTS loopback addresses, 127.0.1.1 and on. Each host is a tree: a
//! page links to the eight below it, to the first page and to three others. Every other page is
//! Chinese. Once all hosts listen, it says `ready`.

mod page;

use std::env;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;

use page::Pool;

fn main() -> std::io::Result<()> {
    let numbers: Vec<u32> = env::args().skip(1).filter_map(|arg| arg.parse().ok()).collect();
    let [pages, hosts, port] = numbers[..] else {
        eprintln!("usage: web PAGES HOSTS PORT");
        std::process::exit(2);
    };
    let pool = Arc::new(Pool::new());
    let mut listeners = Vec::new();
    for host in 0..hosts {
        let address = Ipv4Addr::from(0x7F00_0101 + host);
        let listener = TcpListener::bind((address, port as u16))?;
        let pool = Arc::clone(&pool);
        let share = pages / hosts + u32::from(host < pages % hosts);
        listeners.push(thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let pool = Arc::clone(&pool);
                thread::spawn(move || serve(stream, &pool, host, share));
            }
        }));
    }
    println!("ready");
    for listener in listeners {
        let _ = listener.join();
    }
    Ok(())
}

/// Answers one connection until the other side closes it.
fn serve(stream: TcpStream, pool: &Pool, host: u32, pages: u32) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream.try_clone()?);
    let mut writer = BufWriter::with_capacity(1 << 17, stream);
    let mut line = String::new();
    let mut body = String::new();
    loop {
        line.clear();
        if reader.read_line(&mut line)? == 0 {
            return Ok(());
        }
        let path = line.split(' ').nth(1).unwrap_or("/").to_owned();
        while line.trim_end() != "" {
            line.clear();
            if reader.read_line(&mut line)? == 0 {
                return Ok(());
            }
        }
        body.clear();
        let status = match page::number(&path) {
            Some(number) if number < pages => {
                pool.write(&mut body, host, number, pages);
                "200 OK"
            }
            _ => "404 Not Found",
        };
        write!(
            writer,
            "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n\
             Content-Length: {}\r\n\r\n{body}",
            body.len()
        )?;
        writer.flush()?;
    }
}
