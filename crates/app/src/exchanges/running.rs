//! Sends of this program: running ones and the last that are over.

use std::collections::VecDeque;
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use engine::{Answer, Sent};
use exchange::{Received, RefusedCertificates};
use model::{Problem, Request};
use tokio_util::sync::CancellationToken;

use crate::bodies::representations::{Representations, Syntax};
use crate::bodies::{BodyLanguage, language};
use crate::events::Event;
use crate::events::log::EventLog;
use crate::exchanges::views;
use crate::exchanges::{ExchangeState, ExchangeView};

/// So many sends are kept; running ones are never dropped.
const KEPT_MAX: usize = 50;

/// So many answers of the history are kept open.
const REOPENED_MAX: usize = 10;

/// Before a send those that are over are dropped, oldest first, until the bodies take no more than this: a few gigabytes
/// of an answer's forms stand on the disk.
const BODY_BYTES_MAX: u64 = 4 * 1024 * 1024 * 1024;

/// Time between two events about one body.
const PROGRESS_EVERY: Duration = Duration::from_millis(100);

/// The sends that the page can ask about.
#[derive(Debug)]
pub(crate) struct Exchanges {
    kept: Mutex<Kept>,
    folder: PathBuf,
}

/// The oldest of each come first.
#[derive(Debug, Default)]
struct Kept {
    sent: VecDeque<Arc<Running>>,
    reopened: VecDeque<Arc<Running>>,
}

/// What is known of a send when it begins.
struct Begun {
    id: String,
    method: String,
    url: String,
    started_at_ms: i64,
}

/// One send, running or over.
#[derive(Debug)]
pub(crate) struct Running {
    pub(crate) id: String,
    pub(crate) method: String,
    pub(crate) url: String,
    pub(crate) started_at_ms: i64,
    /// The request as it was when Send was pressed.
    asked: OnceLock<Request>,
    pub(crate) cancel: CancellationToken,
    /// The body of the response.
    pub(crate) body: Representations,
    /// What the history says of it, when it is one that was reopened.
    pub(crate) reopened: Option<ExchangeView>,
    course: Mutex<Course>,
}

/// How far it is.
#[derive(Debug, Default)]
pub(crate) struct Course {
    /// The answer's head, while it runs.
    pub(crate) head: Option<Received>,
    /// What became of it, once it is over.
    pub(crate) end: Option<Result<Sent, Stopped>>,
}

/// Why a request was not sent.
#[derive(Debug)]
pub(crate) struct Stopped {
    /// At least one.
    pub(crate) problems: Vec<Problem>,
    /// The certificates of the server that gives the token, when they are the reason.
    pub(crate) refused_certificates: Option<RefusedCertificates>,
}

impl Exchanges {
    pub(crate) fn new(folder: PathBuf) -> Self {
        Self { kept: Mutex::default(), folder }
    }

    pub(crate) fn begin(&self, id: String, method: String, url: String, started_at_ms: i64) -> Arc<Running> {
        let running = Arc::new(self.running(Begun { id, method, url, started_at_ms }, None));
        self.add(Arc::clone(&running));
        running
    }

    /// An answer of the history as an exchange that is over. When two ask for it at once, both get the same.
    pub(crate) fn reopen(
        &self,
        view: ExchangeView,
        fill: impl FnOnce(&Running) -> io::Result<()>,
    ) -> io::Result<Arc<Running>> {
        let is_whole = view.state == ExchangeState::Done;
        let begun = Begun {
            id: view.id.clone(),
            method: view.method.clone(),
            url: view.url.clone(),
            started_at_ms: view.started_at_ms,
        };
        let running = Arc::new(self.running(begun, Some(view)));
        fill(&running)?;
        running.body.finish(is_whole);
        if let Some(known) = self.get(&running.id) {
            return Ok(known);
        }
        self.add(Arc::clone(&running));
        Ok(running)
    }

    fn running(&self, begun: Begun, reopened: Option<ExchangeView>) -> Running {
        let Begun { id, method, url, started_at_ms } = begun;
        Running {
            id,
            method,
            url,
            started_at_ms,
            asked: OnceLock::new(),
            cancel: CancellationToken::new(),
            body: Representations::new(&self.folder),
            reopened,
            course: Mutex::default(),
        }
    }

    /// Drops what was reopened: one answer, or all of them.
    pub(crate) fn close_reopened(&self, id: Option<&str>) {
        self.kept().reopened.retain(|running| id.is_some_and(|id| running.id != id));
    }

    fn add(&self, running: Arc<Running>) {
        let mut kept = self.kept();
        let list = if running.reopened.is_some() { &mut kept.reopened } else { &mut kept.sent };
        list.push_back(running);
        while kept.reopened.len() > REOPENED_MAX || (kept.bytes() > BODY_BYTES_MAX && kept.reopened.len() > 1) {
            kept.reopened.pop_front();
        }
        while kept.sent.len() > KEPT_MAX || kept.bytes() > BODY_BYTES_MAX {
            // The last one was just asked for.
            let Some(oldest) = kept.sent.iter().rev().skip(1).rev().position(|running| running.is_over()) else {
                break;
            };
            kept.sent.remove(oldest);
        }
    }

    pub(crate) fn get(&self, id: &str) -> Option<Arc<Running>> {
        self.kept().all().find(|running| running.id == id).cloned()
    }

    pub(crate) fn cancel_all(&self) {
        self.kept().sent.iter().for_each(|running| running.cancel.cancel());
    }

    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Kept {
    fn all(&self) -> impl Iterator<Item = &Arc<Running>> {
        self.sent.iter().chain(&self.reopened)
    }

    fn bytes(&self) -> u64 {
        self.all().map(|running| running.body.bytes()).sum()
    }
}

impl Running {
    pub(crate) fn course(&self) -> MutexGuard<'_, Course> {
        self.course.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Remembers the request as it is sent, for an example of it.
    pub(crate) fn remember(&self, request: &Request) {
        let _ = self.asked.set(Request { examples: Vec::new(), ..request.clone() });
    }

    pub(crate) fn asked(&self) -> Option<&Request> {
        self.asked.get()
    }

    pub(crate) fn is_over(&self) -> bool {
        self.reopened.is_some() || self.course().end.is_some()
    }

    /// As the page gets it, as far as it is.
    pub(crate) fn view(&self) -> ExchangeView {
        if let Some(view) = &self.reopened {
            let language = self.language(&view.content_type);
            return ExchangeView { body_bytes: self.body.raw.length(), language, ..view.clone() };
        }
        let empty = ExchangeView { started_at_ms: self.started_at_ms, ..views::blank() };
        let course = self.course();
        let mut view = match &course.end {
            Some(Ok(sent)) => {
                let mut view = views::exchange(&sent.exchange, &sent.mask);
                view.problems.extend(sent.problems.iter().cloned());
                view.earlier = sent.earlier.iter().map(|earlier| views::exchange(earlier, &sent.mask)).collect();
                view
            }
            Some(Err(stopped)) => ExchangeView {
                state: ExchangeState::Failed,
                problems: stopped.problems.clone(),
                refused_certificates: stopped.refused_certificates.as_ref().map(views::refused_certificates),
                ..empty
            },
            None => {
                let mut view = empty;
                if let Some(head) = &course.head {
                    views::show_answer(&mut view, head);
                }
                view
            }
        };
        drop(course);
        view.id.clone_from(&self.id);
        if view.method.is_empty() {
            view.method.clone_from(&self.method);
            view.url.clone_from(&self.url);
        }
        view.body_bytes = self.body.raw.length();
        view.language = self.language(&view.content_type);
        view
    }

    /// The certificates that were refused, when they are why there is no answer.
    pub(crate) fn refused_certificates(&self) -> Option<RefusedCertificates> {
        match self.course().end.as_ref()? {
            Ok(sent) => sent.exchange.failure.as_ref()?.refused_certificates.as_deref().cloned(),
            Err(stopped) => stopped.refused_certificates.clone(),
        }
    }

    pub(crate) fn finish(&self, end: Result<Sent, Stopped>) {
        self.body.finish(end.as_ref().is_ok_and(|sent| sent.exchange.failure.is_none()));
        self.course().end = Some(end);
    }

    /// Takes in the next bytes of the body. The first ones settle how it is laid out.
    pub(crate) fn take(&self, bytes: &[u8], content_type: &str) -> io::Result<()> {
        if self.body.raw.length() == 0
            && let Some(syntax) = Syntax::of(language(content_type, bytes))
        {
            self.body.lay_out_as(syntax);
        }
        self.body.append(bytes)
    }

    /// Media type of the answer and what its body is.
    pub(crate) fn language(&self, content_type: &str) -> BodyLanguage {
        let first = self.body.raw.read(0, 1024).unwrap_or_default();
        language(content_type, &first)
    }
}

/// Takes an answer in, and tells the page how far it is.
pub(crate) struct Intake {
    events: Arc<EventLog>,
    running: Arc<Running>,
    told_at: Option<Instant>,
    content_type: String,
}

impl Intake {
    pub(crate) fn new(events: Arc<EventLog>, running: Arc<Running>) -> Self {
        Self { events, running, told_at: None, content_type: String::new() }
    }
}

impl Answer for Intake {
    fn head(&mut self, received: &Received) {
        self.running.course().head = Some(received.clone());
        received.header("content-type").unwrap_or_default().clone_into(&mut self.content_type);
        self.events.tell(Event::ExchangeHead {
            exchange_id: self.running.id.clone(),
            status: received.status,
            reason: received.reason.clone(),
            headers: views::fields(&received.headers),
        });
        self.told_at = Some(Instant::now());
    }

    fn body(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.running.take(bytes, &self.content_type)?;
        if self.told_at.is_none_or(|at| at.elapsed() >= PROGRESS_EVERY) {
            self.told_at = Some(Instant::now());
            let body_bytes = self.running.body.raw.length();
            self.events.tell(Event::ExchangeProgress { exchange_id: self.running.id.clone(), body_bytes });
        }
        Ok(())
    }
}
