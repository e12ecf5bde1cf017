//! Watching folders: what an editor or `git pull` changes is told within a moment, many changes at once.
//!
//! ```text
//! folder ─ inotify, FSEvents, … ─▶ event ─▶ wait for quiet ─▶ tell(paths)
//!        └ refused: looked through every two seconds ─┘
//! ```
//! A folder that is missing, or was removed, is watched from when it is there (again). Hidden files and folders below a
//! watched one are passed over: Git's own files, temporary ones, imports being built.

use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::thread;
use std::time::{Duration, Instant};

use notify::event::{EventKind, RemoveKind};
use notify::{Config, Event, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

/// Changes that follow each other within this time are told together.
const QUIET: Duration = Duration::from_millis(40);
/// But nobody waits longer than this.
const PATIENCE: Duration = Duration::from_millis(400);
/// How often a folder that cannot be watched is looked at.
const EVERY: Duration = Duration::from_secs(2);

/// Watches as long as it lives.
#[derive(Debug)]
pub struct FolderWatch {
    signals: Sender<Signal>,
}

enum Signal {
    Event(notify::Result<Event>),
    End,
}

impl Drop for FolderWatch {
    fn drop(&mut self) {
        // Without a listener the thread is gone already.
        let _ = self.signals.send(Signal::End);
    }
}

/// Watches `folders` with all that is in them. `tell` gets the paths that changed; a path may be a folder whose content changed,
/// and may be gone; each of `folders` is told once when watching it begins. It is called on a thread of its own, one call after the other.
pub fn watch_folders(folders: Vec<PathBuf>, tell: impl Fn(&BTreeSet<PathBuf>) + Send + 'static) -> FolderWatch {
    let (signals, events) = mpsc::channel();
    let own = signals.clone();
    let started = thread::Builder::new().name("watch".to_owned()).spawn(move || {
        Watching { folders, signals: own, quick: None, slow: None, watched: HashSet::new() }.run(&events, &tell);
    });
    // Without a thread nothing is told; every answer still reads the disk.
    drop(started);
    FolderWatch { signals }
}

struct Watching {
    folders: Vec<PathBuf>,
    signals: Sender<Signal>,
    quick: Option<RecommendedWatcher>,
    slow: Option<PollWatcher>,
    watched: HashSet<PathBuf>,
}

impl Watching {
    fn run(mut self, events: &Receiver<Signal>, tell: &impl Fn(&BTreeSet<PathBuf>)) {
        // What changed before it was watched is not known: the folder itself is told once.
        let attached: BTreeSet<PathBuf> = self.attach().into_iter().collect();
        if !attached.is_empty() {
            tell(&attached);
        }
        loop {
            let is_complete = self.watched.len() == self.folders.len();
            let first = if is_complete {
                events.recv().map_err(|_| RecvTimeoutError::Disconnected)
            } else {
                events.recv_timeout(EVERY)
            };
            let mut changed = BTreeSet::new();
            match first {
                Ok(Signal::Event(event)) => self.take(event, &mut changed),
                Ok(Signal::End) | Err(RecvTimeoutError::Disconnected) => return,
                Err(RecvTimeoutError::Timeout) => {}
            }
            let began = Instant::now();
            while !changed.is_empty() && began.elapsed() < PATIENCE {
                match events.recv_timeout(QUIET) {
                    Ok(Signal::Event(event)) => self.take(event, &mut changed),
                    Ok(Signal::End) | Err(RecvTimeoutError::Disconnected) => return,
                    Err(RecvTimeoutError::Timeout) => break,
                }
            }
            changed.extend(self.attach());
            if !changed.is_empty() {
                tell(&changed);
            }
        }
    }

    /// Begins to watch what is not watched and is there; gives those folders.
    fn attach(&mut self) -> Vec<PathBuf> {
        let missing: Vec<PathBuf> =
            self.folders.iter().filter(|folder| !self.watched.contains(*folder) && folder.is_dir()).cloned().collect();
        missing.into_iter().filter(|folder| self.attach_one(folder)).collect()
    }

    fn attach_one(&mut self, folder: &Path) -> bool {
        let is_watched = self.attach_quick(folder).is_ok() || self.attach_slow(folder).is_ok();
        if is_watched {
            self.watched.insert(folder.to_owned());
        }
        is_watched
    }

    fn attach_quick(&mut self, folder: &Path) -> notify::Result<()> {
        if self.quick.is_none() {
            self.quick = Some(RecommendedWatcher::new(sender(&self.signals), Config::default())?);
        }
        let Some(watcher) = &mut self.quick else { return Ok(()) };
        let attached = watcher.watch(folder, RecursiveMode::Recursive);
        if attached.is_err() {
            // Part of it may be watched: half of the changes at once and half later would be worse than all later.
            let _ = watcher.unwatch(folder);
        }
        attached
    }

    /// For file systems without notices, and where the system's number of watches is used up.
    fn attach_slow(&mut self, folder: &Path) -> notify::Result<()> {
        if self.slow.is_none() {
            self.slow = Some(PollWatcher::new(sender(&self.signals), Config::default().with_poll_interval(EVERY))?);
        }
        self.slow.as_mut().map_or(Ok(()), |watcher| watcher.watch(folder, RecursiveMode::Recursive))
    }

    fn take(&mut self, event: notify::Result<Event>, changed: &mut BTreeSet<PathBuf>) {
        let Ok(event) = event else {
            // Notices were lost, or a folder that came could not be watched: everything may be another one.
            return changed.extend(self.folders.iter().cloned());
        };
        if event.need_rescan() {
            changed.extend(self.folders.iter().cloned());
        }
        if matches!(event.kind, EventKind::Access(_)) {
            return;
        }
        for path in event.paths {
            let is_gone =
                matches!(event.kind, EventKind::Remove(RemoveKind::Folder | RemoveKind::Any)) || !path.exists();
            if is_gone
                && self.watched.remove(&path)
                && let Some(watcher) = &mut self.quick
            {
                let _ = watcher.unwatch(&path);
            }
            if self.folders.iter().any(|folder| is_seen(folder, &path)) {
                changed.insert(path);
            }
        }
    }
}

fn sender(signals: &Sender<Signal>) -> impl Fn(notify::Result<Event>) + Send + 'static {
    let signals = signals.clone();
    move |event| {
        // The thread that listened has ended: nobody wants to know.
        let _ = signals.send(Signal::Event(event));
    }
}

/// Whether a path below `folder` is none of the hidden ones.
fn is_seen(folder: &Path, path: &Path) -> bool {
    path.strip_prefix(folder)
        .is_ok_and(|inner| inner.components().all(|part| !part.as_os_str().as_encoded_bytes().starts_with(b".")))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::atomic;

    /// Changes are told to the receiver.
    fn watched(folder: &Path) -> (FolderWatch, Receiver<BTreeSet<PathBuf>>) {
        let (told, changes) = mpsc::channel();
        let watch = watch_folders(vec![folder.to_owned()], move |paths| told.send(paths.clone()).unwrap());
        (watch, changes)
    }

    fn until(changes: &Receiver<BTreeSet<PathBuf>>, path: &Path) {
        while !changes.recv_timeout(Duration::from_secs(20)).unwrap().contains(path) {}
    }

    #[test]
    fn changes_are_told_wherever_they_are() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().canonicalize().unwrap().join("workspace");
        let (_watch, changes) = watched(&folder);
        // It is watched as soon as it is there.
        fs::create_dir(&folder).unwrap();
        until(&changes, &folder);
        fs::create_dir_all(folder.join("One/v3")).unwrap();
        until(&changes, &folder.join("One"));
        fs::rename(folder.join("One"), folder.join("Two")).unwrap();
        until(&changes, &folder.join("Two"));
        atomic::write(&folder.join("Two/v3/a.yml"), b"a").unwrap();
        until(&changes, &folder.join("Two/v3/a.yml"));
        fs::remove_file(folder.join("Two/v3/a.yml")).unwrap();
        until(&changes, &folder.join("Two/v3/a.yml"));
    }

    #[test]
    fn what_is_hidden_is_passed_over() {
        let folder = Path::new("/w");
        assert!(is_seen(folder, Path::new("/w/a/b.yml")) && is_seen(folder, folder));
        assert!(!is_seen(folder, Path::new("/w/.git/index")) && !is_seen(folder, Path::new("/w/a/.postrider-1-2.tmp")));
        assert!(!is_seen(folder, Path::new("/other")));
    }
}
