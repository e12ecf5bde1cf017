//! What the scripted server answers, down to the last byte.

use std::io::{self, Write};

use crate::{Gate, Request};

/// One scripted answer.
#[derive(Debug, Clone)]
pub struct Answer {
    status_line: String,
    headers: Vec<String>,
    body: Body,
    /// Written before everything else, such as 1xx heads.
    interim: Vec<u8>,
    continues: bool,
    pub(crate) reads_body: bool,
    cut_after: Option<usize>,
    closes: bool,
    waits_for: Option<Gate>,
    pieces_wait_for: Option<Gate>,
}

#[derive(Debug, Clone)]
enum Body {
    /// With a Content-Length.
    Sized(Vec<u8>),
    Chunked(Vec<Vec<u8>>),
    /// The end of the connection is the end of the body.
    UntilClose(Vec<u8>),
    /// Neither body nor length.
    None,
    /// These bytes are the whole answer.
    Raw(Vec<u8>),
}

impl Answer {
    /// `200 OK` with a body.
    pub fn ok(body: impl Into<Vec<u8>>) -> Self {
        Self::status(200, "OK").body(body)
    }

    /// `200 OK` with JSON.
    pub fn json(body: &str) -> Self {
        Self::ok(body).header("Content-Type", "application/json")
    }

    /// Any status, with an empty body.
    pub fn status(status: u16, reason: &str) -> Self {
        Self {
            status_line: format!("HTTP/1.1 {status} {reason}"),
            headers: Vec::new(),
            body: Body::Sized(Vec::new()),
            interim: Vec::new(),
            continues: false,
            reads_body: true,
            cut_after: None,
            closes: false,
            waits_for: None,
            pieces_wait_for: None,
        }
    }

    /// A redirect.
    pub fn redirect(status: u16, location: &str) -> Self {
        Self::status(status, "Elsewhere").header("Location", location)
    }

    /// Exactly these bytes, HTTP or not; then the connection is closed.
    pub fn raw(bytes: impl Into<Vec<u8>>) -> Self {
        Self { body: Body::Raw(bytes.into()), closes: true, ..Self::status(200, "") }
    }

    /// No byte: the request is read and the connection closed.
    pub fn nothing() -> Self {
        Self::raw("")
    }

    /// Adds a header line.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push(format!("{name}: {value}"));
        self
    }

    /// The body, with its length announced.
    #[must_use]
    pub fn body(self, body: impl Into<Vec<u8>>) -> Self {
        Self { body: Body::Sized(body.into()), ..self }
    }

    /// The body in chunks.
    #[must_use]
    pub fn chunked<P: Into<Vec<u8>>>(self, pieces: impl IntoIterator<Item = P>) -> Self {
        Self { body: Body::Chunked(pieces.into_iter().map(Into::into).collect()), ..self }
    }

    /// A body without a length; the end of the connection is its end.
    #[must_use]
    pub fn until_close(self, body: impl Into<Vec<u8>>) -> Self {
        Self { body: Body::UntilClose(body.into()), closes: true, ..self }
    }

    /// Neither body nor length (204, 304).
    #[must_use]
    pub fn without_body(self) -> Self {
        Self { body: Body::None, ..self }
    }

    /// Bytes that go out before the answer, such as `HTTP/1.1 103 Early Hints\r\n\r\n`.
    #[must_use]
    pub fn interim(self, bytes: impl Into<Vec<u8>>) -> Self {
        Self { interim: bytes.into(), ..self }
    }

    /// Says `100 Continue` before the request's body is read.
    #[must_use]
    pub fn continuing(self) -> Self {
        Self { continues: true, ..self }
    }

    /// Answers on the head alone and leaves the request's body unread; then the connection is closed.
    #[must_use]
    pub fn without_reading_body(self) -> Self {
        Self { reads_body: false, closes: true, ..self }
    }

    /// Cuts the connection after that many bytes of the answer.
    #[must_use]
    pub fn cut_after(self, bytes: usize) -> Self {
        Self { cut_after: Some(bytes), ..self }
    }

    /// Closes the connection after the answer without announcing it.
    #[must_use]
    pub fn closing(self) -> Self {
        Self { closes: true, ..self }
    }

    /// Waits before the first byte.
    #[must_use]
    pub fn waits_for(self, gate: &Gate) -> Self {
        Self { waits_for: Some(gate.clone()), ..self }
    }

    /// Waits before each chunk of a chunked body, before the body otherwise.
    #[must_use]
    pub fn pieces_wait_for(self, gate: &Gate) -> Self {
        Self { pieces_wait_for: Some(gate.clone()), ..self }
    }

    /// What goes out when the head of the request is there.
    pub(crate) fn write_continue(&self, writer: &mut impl Write) -> io::Result<()> {
        if self.continues {
            writer.write_all(b"HTTP/1.1 100 Continue\r\n\r\n")?;
            writer.flush()?;
        }
        Ok(())
    }

    /// Writes the answer; tells whether the connection stays.
    pub(crate) fn write(&self, request: &Request, writer: &mut impl Write) -> io::Result<bool> {
        if let Some(gate) = &self.waits_for {
            gate.wait();
        }
        let mut left = self.cut_after.unwrap_or(usize::MAX);
        for (at, piece) in self.pieces(request).iter().enumerate() {
            if let (Some(gate), true) = (&self.pieces_wait_for, at > 0) {
                gate.wait();
            }
            let amount = piece.len().min(left);
            left -= amount;
            writer.write_all(&piece[..amount])?;
            writer.flush()?;
            if left == 0 {
                return Ok(false);
            }
        }
        Ok(!self.closes)
    }

    /// The head, then the pieces of the body.
    fn pieces(&self, request: &Request) -> Vec<Vec<u8>> {
        let mut head = self.interim.clone();
        let mut line = |line: &str| {
            head.extend_from_slice(line.as_bytes());
            head.extend_from_slice(b"\r\n");
        };
        if !matches!(self.body, Body::Raw(_)) {
            line(&self.status_line);
            self.headers.iter().for_each(|header| line(header));
            match &self.body {
                Body::Sized(body) => line(&format!("Content-Length: {}", body.len())),
                Body::Chunked(_) => line("Transfer-Encoding: chunked"),
                Body::UntilClose(_) | Body::None | Body::Raw(_) => {}
            }
            line("");
        }
        let mut pieces = vec![head];
        match &self.body {
            _ if request.method() == "HEAD" => {}
            Body::Chunked(chunks) => {
                for chunk in chunks {
                    let mut piece = format!("{:x}\r\n", chunk.len()).into_bytes();
                    piece.extend_from_slice(chunk);
                    piece.extend_from_slice(b"\r\n");
                    pieces.push(piece);
                }
                pieces.push(b"0\r\n\r\n".to_vec());
            }
            Body::Raw(bytes) => pieces[0].extend_from_slice(bytes),
            Body::Sized(body) | Body::UntilClose(body) if self.pieces_wait_for.is_some() => pieces.push(body.clone()),
            Body::Sized(body) | Body::UntilClose(body) => pieces[0].extend_from_slice(body),
            Body::None => {}
        }
        pieces
    }
}
