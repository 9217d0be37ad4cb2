//! What a durable change is held against: records of the same bytes, appended and made durable, and nothing else.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::Path;

use crate::job::Failed;

/// A place that records are appended to.
pub(crate) trait Journal {
    /// Appends records; all of them are durable when it answers.
    fn append(&mut self, records: &[Vec<u8>]) -> Result<(), Failed>;
}

/// A journal by name.
pub(crate) struct JournalKind {
    /// What it is called.
    pub(crate) name: &'static str,
    /// A new one in a folder.
    pub(crate) make: fn(&Path) -> Result<Box<dyn Journal>, Failed>,
}

/// Every journal that this program was built with, the bare file first.
pub(crate) const JOURNALS: &[JournalKind] = &[
    JournalKind {
        name: "bare file",
        make: |folder| Ok(Box::new(Bare::new(folder)?)),
    },
    #[cfg(feature = "peer-redb")]
    JournalKind {
        name: "redb",
        make: |folder| Ok(Box::new(Redb::new(folder)?)),
    },
    #[cfg(feature = "peer-fjall")]
    JournalKind {
        name: "fjall",
        make: |folder| Ok(Box::new(Fjall::new(folder)?)),
    },
];

/// A file that is written to at its end, and `fdatasync`.
struct Bare {
    file: File,
    buffer: Vec<u8>,
}

impl Bare {
    fn new(folder: &Path) -> Result<Self, Failed> {
        let mut options = OpenOptions::new();
        options.create(true).append(true);
        Ok(Self {
            file: options.open(folder.join("bare.log"))?,
            buffer: Vec::new(),
        })
    }
}

impl Journal for Bare {
    fn append(&mut self, records: &[Vec<u8>]) -> Result<(), Failed> {
        self.buffer.clear();
        for record in records {
            let length = u32::try_from(record.len())?;
            self.buffer.extend_from_slice(&length.to_le_bytes());
            self.buffer.extend_from_slice(record);
        }
        self.file.write_all(&self.buffer)?;
        self.file.sync_data()?;
        Ok(())
    }
}

#[cfg(feature = "peer-redb")]
const RECORDS: redb::TableDefinition<'_, u64, &[u8]> = redb::TableDefinition::new("records");

/// The crate `redb`: a transaction for each batch.
#[cfg(feature = "peer-redb")]
struct Redb {
    database: redb::Database,
    next: u64,
}

#[cfg(feature = "peer-redb")]
impl Redb {
    fn new(folder: &Path) -> Result<Self, Failed> {
        Ok(Self {
            database: redb::Database::create(folder.join("records.redb"))?,
            next: 0,
        })
    }
}

#[cfg(feature = "peer-redb")]
impl Journal for Redb {
    fn append(&mut self, records: &[Vec<u8>]) -> Result<(), Failed> {
        let transaction = self.database.begin_write()?;
        {
            let mut table = transaction.open_table(RECORDS)?;
            for record in records {
                table.insert(self.next, record.as_slice())?;
                self.next += 1;
            }
        }
        transaction.commit()?;
        Ok(())
    }
}

/// The crate `fjall`: a batch, and its data made durable.
#[cfg(feature = "peer-fjall")]
struct Fjall {
    database: fjall::Database,
    records: fjall::Keyspace,
    next: u64,
}

#[cfg(feature = "peer-fjall")]
impl Fjall {
    fn new(folder: &Path) -> Result<Self, Failed> {
        let database = fjall::Database::builder(folder.join("records.fjall")).open()?;
        let records = database.keyspace("records", fjall::KeyspaceCreateOptions::default)?;
        Ok(Self {
            database,
            records,
            next: 0,
        })
    }
}

#[cfg(feature = "peer-fjall")]
impl Journal for Fjall {
    fn append(&mut self, records: &[Vec<u8>]) -> Result<(), Failed> {
        let mut batch = self.database.batch();
        for record in records {
            batch.insert(&self.records, self.next.to_be_bytes(), record.as_slice());
            self.next += 1;
        }
        batch.commit()?;
        self.database.persist(fjall::PersistMode::SyncData)?;
        Ok(())
    }
}
