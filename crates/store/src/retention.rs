//! How much history is kept: units that are too old are folded into the state after the last of them.

use ingroup_schema::Instant;
use ingroup_tenant::Tenant;

use crate::error::StoreError;
use crate::image;
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
    /// Keeps an image of the tenant as it is now, drops the units that began before an instant, and gives room back.
    /// The tenant as it was before that instant cannot be seen any more.
    pub fn optimize(
        &mut self,
        tenant: &Tenant,
        keep_since: Option<Instant>,
        watch: Watch<'_>,
    ) -> Result<Optimized, StoreError> {
        let before = self.place().size();
        let units = self.unit_count()?;
        if let Some(since) = keep_since {
            self.fold(since, watch)?;
        }
        self.keep_image(tenant)?;
        self.record().shrink()?;
        Ok(Optimized {
            dropped: units - self.unit_count()?,
            before,
            after: self.place().size(),
        })
    }

    fn fold(&mut self, since: Instant, watch: Watch<'_>) -> Result<(), StoreError> {
        let history = self.history()?;
        let Some(last) = history.last_begun_before(since)? else {
            return Ok(());
        };
        let first = self.record().start()?.map_or(0, |first| first.seq);
        if last == first {
            return Ok(());
        }
        let state = image::freeze(&history.tenant_after(last, watch)?)?;
        drop(history);
        let origin = recovery::there(self.record(), last - 1)?.seal;
        self.write(|record| {
            record.keep_state(last, &state)?;
            record.forget_before(last, origin)
        })
    }
}
