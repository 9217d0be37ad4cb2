//! Room for SQLite's log before it is written to.
//!
//! A file that grows is durable only when the system has also written down how long it is and where its blocks lie,
//! which takes longer than the bytes themselves. What is written into room that the file already has is durable alone.
//! SQLite begins again at the front of the log once it has carried a thousand pages over into the database, so room for
//! that many is enough. Behind what it has written it expects anything: zeros are the end of the log to it.

use std::fs::{File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};

use crate::place::Place;

/// After how many commits it is known that somebody does much: a few are over before room for many is made.
pub(super) const MANY: u64 = 16;

/// How long the log is when SQLite begins again at its front: a thousand pages with their heads, and some more that
/// come with the last of them.
const ROOM: u64 = 1_064 * (4_096 + 24);

/// Makes room. Without it everything works just as well, only slower.
pub(super) fn make_room(place: &Place) {
    let log = OpenOptions::new().write(true).open(place.log());
    let Ok(mut log) = log else {
        return;
    };
    let Ok(length) = log.seek(SeekFrom::End(0)) else {
        return;
    };
    if fill(&mut log, length).is_err() {
        // A disk that is as good as full: what SQLite has written stays, the room is given back.
        let _ = log.set_len(length);
    }
}

/// Writes zeros behind the end.
fn fill(log: &mut File, length: u64) -> io::Result<()> {
    let zeros = vec![0; 64 * 1024];
    let mut left = ROOM.saturating_sub(length);
    while left > 0 {
        let step = left.min(zeros.len() as u64);
        let part = usize::try_from(step).unwrap_or_default();
        log.write_all(zeros.get(..part).unwrap_or_default())?;
        left -= step;
    }
    log.sync_all()
}
