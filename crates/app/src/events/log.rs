//! What happened, kept for a while so that a page that was away for a moment misses nothing.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use tokio::sync::watch;

use crate::events::{Event, NumberedEvent};

/// So many events are kept; a page that missed more asks for everything again.
const KEPT_MAX: usize = 4096;

/// The events of one program, numbered from 1.
#[derive(Debug)]
pub(crate) struct EventLog {
    kept: Mutex<VecDeque<NumberedEvent>>,
    /// Number of the latest one.
    latest: watch::Sender<u64>,
}

impl EventLog {
    pub(crate) fn new() -> Self {
        Self { kept: Mutex::new(VecDeque::new()), latest: watch::Sender::new(0) }
    }

    pub(crate) fn tell(&self, event: Event) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let number = *self.latest.borrow() + 1;
        kept.push_back(NumberedEvent { number, event });
        if kept.len() > KEPT_MAX {
            kept.pop_front();
        }
        self.latest.send_replace(number);
    }

    /// Number of the latest event.
    pub(crate) fn latest(&self) -> u64 {
        *self.latest.borrow()
    }

    /// The events behind `since`, and the number to ask with next. `Resync` alone when some of them are no longer kept, or
    /// `since` comes from another run of the program.
    pub(crate) fn behind(&self, since: u64) -> (Vec<NumberedEvent>, u64) {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let latest = *self.latest.borrow();
        let oldest = kept.front().map_or(latest + 1, |event| event.number);
        if since > latest || since + 1 < oldest {
            return (vec![NumberedEvent { number: latest, event: Event::Resync }], latest);
        }
        (kept.iter().filter(|event| event.number > since).cloned().collect(), latest)
    }

    /// Waits until there is something behind `since`.
    pub(crate) async fn wait_behind(&self, since: u64) {
        let mut latest = self.latest.subscribe();
        // The sender lives in `self`, so this ends only by a number.
        let _ = latest.wait_for(|latest| *latest != since).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbers((events, next): (Vec<NumberedEvent>, u64)) -> String {
        let shown = |event: &NumberedEvent| match event.event {
            Event::Resync => "resync".to_owned(),
            _ => event.number.to_string(),
        };
        format!("{} then {next}", events.iter().map(shown).collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn who_was_away_gets_what_was_missed_or_starts_over() {
        let log = EventLog::new();
        assert_eq!(numbers(log.behind(0)), " then 0");
        for _ in 0..3 {
            log.tell(Event::TokensChanged);
        }
        assert_eq!(numbers(log.behind(1)), "2 3 then 3");
        assert_eq!(numbers(log.behind(3)), " then 3");
        assert_eq!(numbers(log.behind(9)), "resync then 3");
        for _ in 0..KEPT_MAX {
            log.tell(Event::TokensChanged);
        }
        assert_eq!(numbers(log.behind(2)), "resync then 4099");
    }
}
