//! The lock: one program at a time works on a stored tenant, and the next one is told which.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};

use serde::{Deserialize, Serialize};

use crate::error::{Deed, StoreError};
use crate::moment;
use crate::place::Place;

/// A locked store. The system lets go of it when the program ends, however it ends.
#[derive(Debug)]
pub(crate) struct Lock {
    /// Held, never read: closing it ends the lock.
    _file: File,
}

/// Who holds a lock, as the lock's file says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Owner {
    process: u32,
    computer: String,
    since: String,
}

impl Owner {
    fn own() -> Self {
        Self {
            process: std::process::id(),
            computer: computer(),
            since: moment::now(),
        }
    }
}

impl std::fmt::Display for Owner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "process {}", self.process)?;
        if self.computer != computer() {
            write!(f, " on {}", self.computer)?;
        }
        write!(f, ", since {}", self.since)
    }
}

/// The name of this computer, as far as it can be known.
fn computer() -> String {
    let named = std::fs::read_to_string("/proc/sys/kernel/hostname").ok();
    let named = named.map(|name| name.trim().to_owned());
    let named = named.or_else(|| std::env::var("COMPUTERNAME").ok());
    named
        .or_else(|| std::env::var("HOSTNAME").ok())
        .unwrap_or_else(|| "this computer".to_owned())
}

impl Lock {
    /// Takes the lock, or says who has it.
    pub(crate) fn take(place: &Place) -> Result<Self, StoreError> {
        let path = place.lock();
        let failed = |error: std::io::Error| StoreError::file(Deed::Lock, &path, &error);
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(failed)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::Error(error)) => return Err(failed(error)),
            Err(TryLockError::WouldBlock) => {
                let mut text = String::new();
                // What cannot be read is not told; that it is in use is.
                let _ = file.read_to_string(&mut text);
                return Err(StoreError::InUse {
                    place: place.path().to_owned(),
                    owner: serde_json::from_str::<Owner>(&text)
                        .ok()
                        .map(|owner| owner.to_string()),
                });
            }
        }
        let text = serde_json::to_string(&Owner::own()).unwrap_or_default();
        file.set_len(0)
            .and_then(|()| file.rewind())
            .and_then(|()| file.write_all(text.as_bytes()))
            .map_err(failed)?;
        Ok(Self { _file: file })
    }
}
