//! A client of HTTP/1.1 that keeps its connection and waits for each answer: a closed loop needs no more.

use crate::trouble::Trouble;
use std::net::SocketAddr;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// An answer, read to its end.
pub struct Answer {
    /// `200`.
    pub status: u16,
    /// The head as sent.
    pub head: String,
    /// The body as sent, perhaps compressed.
    pub body: Vec<u8>,
}

impl Answer {
    /// A header's value.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head
            .lines()
            .filter_map(|line| line.split_once(':'))
            .find_map(|(known, value)| known.trim().eq_ignore_ascii_case(name).then(|| value.trim()))
    }

    /// The answer when it is a good one, and what it says when not.
    pub fn good(self) -> Result<Self, Trouble> {
        if (200..400).contains(&self.status) {
            return Ok(self);
        }
        let said: String = String::from_utf8_lossy(&self.body).chars().take(300).collect();
        Err(Trouble(format!("answered {}: {said}", self.status)))
    }
}

/// A request's bytes. `headers` are whole lines without their ends.
pub fn request(method: &str, path: &str, headers: &[&str], body: &str) -> Vec<u8> {
    let mut text = format!("{method} {path} HTTP/1.1\r\nhost: localhost\r\n");
    for header in headers {
        text.push_str(header);
        text.push_str("\r\n");
    }
    if !body.is_empty() {
        text.push_str(&format!("content-length: {}\r\n", body.len()));
    }
    text.push_str("\r\n");
    text.push_str(body);
    text.into_bytes()
}

/// A kept connection.
pub struct Connection {
    stream: TcpStream,
    /// What has been read and not used.
    held: Vec<u8>,
}

impl Connection {
    /// To the server.
    pub async fn open(address: SocketAddr) -> Result<Self, Trouble> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, held: Vec::new() })
    }

    /// Sends a request and reads its answer.
    pub async fn ask(&mut self, request: &[u8]) -> Result<Answer, Trouble> {
        self.stream.write_all(request).await?;
        let (status, head) = self.head().await?;
        let mut answer = Answer { status, head, body: Vec::new() };
        let chunked = answer.header("transfer-encoding").is_some_and(|value| value.contains("chunked"));
        let length = answer.header("content-length").map(str::parse).transpose()?;
        answer.body = match (chunked, length) {
            (true, _) => self.chunks().await?,
            (false, Some(length)) => self.take(length).await?,
            (false, None) => Vec::new(),
        };
        Ok(answer)
    }

    /// Sends a request whose answer does not end, and reads only its head.
    pub async fn begin(&mut self, request: &[u8]) -> Result<u16, Trouble> {
        self.stream.write_all(request).await?;
        self.head().await.map(|(status, _)| status)
    }

    async fn head(&mut self) -> Result<(u16, String), Trouble> {
        let end = loop {
            if let Some(at) = self.held.windows(4).position(|window| window == b"\r\n\r\n") {
                break at + 4;
            }
            self.more().await?;
        };
        let head: Vec<u8> = self.held.drain(..end).collect();
        let head = String::from_utf8(head)?;
        let status = head.split(' ').nth(1).and_then(|word| word.parse().ok());
        Ok((status.ok_or_else(|| Trouble(format!("no answer of HTTP: {head}")))?, head))
    }

    async fn chunks(&mut self) -> Result<Vec<u8>, Trouble> {
        let mut body = Vec::new();
        loop {
            let end = loop {
                if let Some(at) = self.held.windows(2).position(|window| window == b"\r\n") {
                    break at;
                }
                self.more().await?;
            };
            let line: Vec<u8> = self.held.drain(..end + 2).collect();
            let length = usize::from_str_radix(String::from_utf8_lossy(&line).trim(), 16)?;
            let chunk = self.take(length + 2).await?;
            if length == 0 {
                return Ok(body);
            }
            body.extend_from_slice(&chunk[..length]);
        }
    }

    async fn take(&mut self, length: usize) -> Result<Vec<u8>, Trouble> {
        while self.held.len() < length {
            self.more().await?;
        }
        Ok(self.held.drain(..length).collect())
    }

    async fn more(&mut self) -> Result<(), Trouble> {
        if self.stream.read_buf(&mut self.held).await? == 0 {
            return Err(Trouble("the server closed the connection".into()));
        }
        Ok(())
    }
}
