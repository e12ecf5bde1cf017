//! A scripted HTTP/1.1 server on a port of its own.
//!
//! It keeps connections alive, records every request, and fails the test when it is dropped if its handler panicked, a request
//! came that nobody expected, or an expected one never came.

use std::collections::VecDeque;
use std::io::{self, BufReader};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use crate::stream::ServerStream;
use crate::{Answer, Request, Tls};

/// How long a test waits for what must happen before it fails.
const PATIENCE: Duration = Duration::from_secs(20);

type Handler = Box<dyn Fn(&Request) -> Answer + Send + Sync>;

/// The server; dropping it ends it.
pub struct Server {
    address: SocketAddr,
    scheme: &'static str,
    shared: Arc<Shared>,
}

struct Shared {
    script: Script,
    tls: Option<Tls>,
    state: Mutex<State>,
    changed: Condvar,
}

enum Script {
    /// Each answer once, in order.
    Answers(Mutex<VecDeque<Answer>>),
    Handler(Handler),
}

#[derive(Default)]
struct State {
    requests: Vec<Request>,
    faults: Vec<String>,
    connections: Vec<TcpStream>,
    closed: usize,
    is_over: bool,
}

impl Server {
    /// Gives these answers, one for each request, in order. Each must be asked for.
    pub fn answering(answers: impl IntoIterator<Item = Answer>) -> Self {
        Self::start(Script::Answers(Mutex::new(answers.into_iter().collect())), None)
    }

    /// The same over TLS.
    pub fn answering_over(tls: Tls, answers: impl IntoIterator<Item = Answer>) -> Self {
        Self::start(Script::Answers(Mutex::new(answers.into_iter().collect())), Some(tls))
    }

    /// Answers any number of requests as `handler` decides. Called when the head is there, so the body is still empty.
    pub fn handling(handler: impl Fn(&Request) -> Answer + Send + Sync + 'static) -> Self {
        Self::start(Script::Handler(Box::new(handler)), None)
    }

    /// The same over TLS.
    pub fn handling_over(tls: Tls, handler: impl Fn(&Request) -> Answer + Send + Sync + 'static) -> Self {
        Self::start(Script::Handler(Box::new(handler)), Some(tls))
    }

    fn start(script: Script, tls: Option<Tls>) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("loopback has a free port");
        let address = listener.local_addr().expect("a bound socket has an address");
        let scheme = if tls.is_some() { "https" } else { "http" };
        let shared = Arc::new(Shared { script, tls, state: Mutex::default(), changed: Condvar::new() });
        let accepting = Arc::clone(&shared);
        thread::spawn(move || accepting.accept(&listener));
        Self { address, scheme, shared }
    }

    /// An address on this server; `path` begins with `/`.
    pub fn url(&self, path: &str) -> String {
        format!("{}://{}{path}", self.scheme, self.address)
    }

    /// The same by the name `localhost`.
    pub fn localhost_url(&self, path: &str) -> String {
        format!("{}://localhost:{}{path}", self.scheme, self.address.port())
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Its port.
    pub fn port(&self) -> u16 {
        self.address.port()
    }

    /// The requests received so far, bodies included.
    pub fn requests(&self) -> Vec<Request> {
        self.shared.lock().requests.clone()
    }

    /// The only request received.
    pub fn request(&self) -> Request {
        let requests = self.requests();
        assert_eq!(requests.len(), 1, "one request was expected");
        requests.into_iter().next().unwrap_or_default()
    }

    /// How many connections were made so far.
    pub fn connections(&self) -> usize {
        self.shared.lock().connections.len()
    }

    /// Waits until that many requests were received.
    pub fn wait_for_requests(&self, amount: usize) {
        self.shared.wait("requests", |state| state.requests.len() >= amount);
    }

    /// Waits until that many connections have ended.
    pub fn wait_for_closed(&self, amount: usize) {
        self.shared.wait("closed connections", |state| state.closed >= amount);
    }

    /// Ends every connection, as a server does that restarts; new ones are taken.
    pub fn cut_connections(&self) {
        let state = self.shared.lock();
        for connection in &state.connections {
            let _ = connection.shutdown(Shutdown::Both);
        }
        let open = state.connections.len();
        drop(state);
        self.shared.wait("closed connections", |state| state.closed >= open);
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let mut faults = {
            let mut state = self.shared.lock();
            state.is_over = true;
            for connection in &state.connections {
                let _ = connection.shutdown(Shutdown::Both);
            }
            std::mem::take(&mut state.faults)
        };
        // Wakes the thread that accepts.
        let _ = TcpStream::connect(self.address);
        if let Script::Answers(answers) = &self.shared.script {
            let left = answers.lock().unwrap_or_else(PoisonError::into_inner).len();
            if left > 0 {
                faults.push(format!("{left} expected requests never came"));
            }
        }
        assert!(thread::panicking() || faults.is_empty(), "the test server: {}", faults.join("; "));
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.lock());
        self.changed.notify_all();
    }

    fn wait(&self, what: &str, is_there: impl Fn(&State) -> bool) {
        let waited = self.changed.wait_timeout_while(self.lock(), PATIENCE, |state| !is_there(state));
        let (state, waited) = waited.unwrap_or_else(PoisonError::into_inner);
        drop(state);
        assert!(!waited.timed_out(), "the test server waited in vain for {what}");
    }

    fn accept(self: &Arc<Self>, listener: &TcpListener) {
        for stream in listener.incoming() {
            let mut state = self.lock();
            if state.is_over {
                return;
            }
            let (Ok(stream), number) = (stream, state.connections.len()) else { continue };
            let Ok(handle) = stream.try_clone() else { continue };
            state.connections.push(handle);
            drop(state);
            let shared = Arc::clone(self);
            thread::spawn(move || {
                // What the client breaks off is no fault of the server.
                let _ = shared.serve(stream, number);
                shared.shut(number);
                shared.change(|state| state.closed += 1);
            });
        }
    }

    fn serve(&self, stream: TcpStream, number: usize) -> io::Result<()> {
        let mut stream = BufReader::new(ServerStream::new(stream, self.tls.as_ref())?);
        while let Some(mut request) = Request::read_head(&mut stream, number)? {
            let Some(answer) = self.answer(&request) else { return Ok(()) };
            answer.write_continue(stream.get_mut())?;
            let body = if answer.reads_body { request.read_body(&mut stream) } else { Ok(()) };
            self.change(|state| state.requests.push(request.clone()));
            body?;
            if !answer.write(&request, stream.get_mut())? {
                stream.get_mut().close();
                return Ok(());
            }
        }
        Ok(())
    }

    /// Closes a connection of which another handle is kept.
    fn shut(&self, number: usize) {
        if let Some(connection) = self.lock().connections.get(number) {
            let _ = connection.shutdown(Shutdown::Both);
        }
    }

    fn answer(&self, request: &Request) -> Option<Answer> {
        match &self.script {
            Script::Answers(answers) => {
                let answer = answers.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
                if answer.is_none() {
                    self.fault(format!("nobody expected `{}`", request.request_line()));
                }
                answer
            }
            Script::Handler(handler) => {
                let answer = catch_unwind(AssertUnwindSafe(|| handler(request))).ok();
                if answer.is_none() {
                    self.fault(format!("the handler panicked at `{}`", request.request_line()));
                }
                answer
            }
        }
    }

    fn fault(&self, fault: String) {
        self.change(|state| state.faults.push(fault));
    }
}

#[cfg(test)]
mod tests;
