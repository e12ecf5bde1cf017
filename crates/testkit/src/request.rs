//! A request as the server received it, byte for byte.

use std::io::{self, BufRead};

/// A request as received.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Request {
    /// The head through its empty line; bytes beyond UTF-8 are replaced.
    pub head: String,
    /// The head's bytes.
    pub head_bytes: Vec<u8>,
    /// The body, chunks put together.
    pub body: Vec<u8>,
    /// The body as it came, chunk sizes included.
    pub body_framed: Vec<u8>,
    /// Which connection it came over, counted from 0.
    pub connection: usize,
}

impl Request {
    /// Method token.
    pub fn method(&self) -> &str {
        self.request_line().split(' ').next().unwrap_or_default()
    }

    /// Request target.
    pub fn target(&self) -> &str {
        self.request_line().split(' ').nth(1).unwrap_or_default()
    }

    /// The first line without its end.
    pub fn request_line(&self) -> &str {
        self.head.lines().next().unwrap_or_default()
    }

    /// The header lines as received.
    pub fn lines(&self) -> Vec<&str> {
        self.head.lines().skip(1).take_while(|line| !line.is_empty()).collect()
    }

    /// The value of the first header of that name, case ignored.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers(name).into_iter().next()
    }

    /// The values of all headers of that name, case ignored.
    pub fn headers(&self, name: &str) -> Vec<&str> {
        let fields = self.lines().into_iter().filter_map(|line| line.split_once(':'));
        fields.filter(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim()).collect()
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Reads a head; `None` when the client has closed.
    pub(crate) fn read_head(reader: &mut impl BufRead, connection: usize) -> io::Result<Option<Self>> {
        let mut head_bytes = Vec::new();
        loop {
            let read = reader.read_until(b'\n', &mut head_bytes)?;
            if read == 0 {
                return if head_bytes.is_empty() { Ok(None) } else { Err(io::ErrorKind::UnexpectedEof.into()) };
            }
            if head_bytes.ends_with(b"\r\n\r\n") || head_bytes.ends_with(b"\n\n") {
                let head = String::from_utf8_lossy(&head_bytes).into_owned();
                return Ok(Some(Self { head, head_bytes, connection, ..Self::default() }));
            }
        }
    }

    /// Reads the body that the head announces.
    pub(crate) fn read_body(&mut self, reader: &mut impl BufRead) -> io::Result<()> {
        if self.header("transfer-encoding").is_some() {
            return self.read_chunks(reader);
        }
        let length = self.header("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
        self.body.resize(length, 0);
        reader.read_exact(&mut self.body)?;
        self.body_framed.clone_from(&self.body);
        Ok(())
    }

    fn read_chunks(&mut self, reader: &mut impl BufRead) -> io::Result<()> {
        loop {
            let mut line = Vec::new();
            reader.read_until(b'\n', &mut line)?;
            self.body_framed.extend_from_slice(&line);
            let text = String::from_utf8_lossy(&line);
            let size = usize::from_str_radix(text.trim().split(';').next().unwrap_or_default(), 16)
                .map_err(|_| io::Error::other(format!("`{}` is no chunk size", text.trim())))?;
            let mut chunk = vec![0; size + 2];
            reader.read_exact(&mut chunk)?;
            self.body_framed.extend_from_slice(&chunk);
            self.body.extend_from_slice(&chunk[..size]);
            if size == 0 {
                return Ok(());
            }
        }
    }
}
