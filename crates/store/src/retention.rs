//! How much history is kept: units that are too old are folded into the state after the last of them.

use ingroup_schema::Instant;
use ingroup_tenant::Tenant;

use crate::error::StoreError;
use crate::image;
use crate::record::Start;
use crate::recovery;
use crate::store::Store;
use crate::watch::Watch;

/// What putting a store in order has done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Optimized {
    /// How many units were dropped.
    pub dropped: u64,
    /// The size of all files before, in bytes.
    pub before: u64,
    /// The same after.
    pub after: u64,
}

impl Store {
    /// Drops the units that began before an instant, gives room back, and keeps an image of the tenant as it is now. The
    /// tenant as it was before that instant cannot be seen any more. Whoever waits may end it, and then nothing has
    /// changed.
    pub fn optimize(
        &mut self,
        tenant: &Tenant,
        keep_since: Option<Instant>,
        watch: Watch<'_>,
    ) -> Result<Optimized, StoreError> {
        self.commit()?;
        let before = self.place().size();
        let units = self.unit_count()?;
        let start = match keep_since {
            Some(since) => self.start_since(since, watch)?,
            None => None,
        };
        self.write_anew(start.as_ref(), watch)?;
        self.keep_image(tenant)?;
        Ok(Optimized {
            dropped: units - self.unit_count()?,
            before,
            after: self.place().size(),
        })
    }

    /// What a record begins with that has no units from before an instant; none if there are none now.
    fn start_since(
        &mut self,
        since: Instant,
        watch: Watch<'_>,
    ) -> Result<Option<Start>, StoreError> {
        let history = self.history()?;
        let first = self.record().start()?.map_or(0, |first| first.seq);
        let last = history.last_begun_before(since)?;
        let Some(seq) = last.filter(|last| *last != first) else {
            return Ok(None);
        };
        Ok(Some(Start {
            seq,
            origin: recovery::there(self.record(), seq - 1)?.seal,
            state: image::freeze(&history.tenant_after(seq, watch)?)?,
        }))
    }
}
