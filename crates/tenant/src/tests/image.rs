//! The image of a tenant: who comes back from it goes on as the original; damaged bytes are refused.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use ingroup_directory::RuleProcessing;
use ingroup_image::{Image, ImageWriter};
use proptest::prelude::*;
use proptest::sample::Index;

use super::fixture::*;
use crate::*;

/// The tenant that is read from the image of one; it is frozen as it was thawed.
pub(super) fn through_an_image(tenant: &Tenant) -> Tenant {
    let bytes = tenant.freeze().unwrap();
    let thawed = Tenant::thaw(&bytes).unwrap();
    assert_eq!(thawed.directory().inconsistencies(), BTreeSet::new());
    assert!(thawed.freeze().unwrap() == bytes, "it is frozen otherwise");
    thawed
}

/// Two tenants look the same, whoever asks.
pub(super) fn assert_same(one: &Tenant, other: &Tenant) {
    assert!(one.directory() == other.directory(), "the facts differ");
    assert_eq!(one.clock(), other.clock());
    assert_eq!(one.units, other.units);
    assert_eq!(one.counts, other.counts);
    assert_eq!(one.in_flight(), other.in_flight());
    assert_eq!(one.queue(), other.queue());
    assert_eq!(one.license_queue(), other.license_queue());
    assert_eq!(one.engine().next_flip(), other.engine().next_flip());
    assert_eq!(one.engine().worker(), other.engine().worker());
    assert_eq!(one.engine().ability(), other.engine().ability());
    let groups = |tenant: &Tenant| {
        let groups = tenant.engine().groups();
        let shown = groups.map(|(id, known)| {
            let what = (known.status().clone(), tenant.engine().last_change(id));
            (id, what, known.next_flip(), known.banner())
        });
        shown.collect::<Vec<_>>()
    };
    assert_eq!(groups(one), groups(other));
    let everything = AuditQuery::default();
    assert!(
        one.audit(everything).eq(other.audit(everything)),
        "the logs differ"
    );
    assert!(one.mails().eq(other.mails()), "the mails differ");
}

/// What came of a command, in words that are the same however its memberships were put together.
pub(super) fn told(done: &Result<Outcome, Refusal>) -> String {
    let Ok(outcome) = done else {
        return format!("{done:?}");
    };
    let events = outcome.events.iter().flat_map(|event| {
        let Event {
            at,
            unit,
            correlation,
            initiator,
            change,
        } = event;
        let moved: Vec<String> = change.memberships().map(|one| format!("{one:?}")).collect();
        let said = match moved.is_empty() {
            true => vec![format!("{change:?}")],
            false => moved,
        };
        let told = said.into_iter();
        told.map(move |said| format!("{at} {unit} {correlation:?} {initiator:?} {said}"))
    });
    let events: Vec<String> = events.collect();
    let Outcome {
        created,
        diagnostics,
        import,
        ..
    } = outcome;
    format!("{created:?} {diagnostics:?} {import:?} {events:#?}")
}

/// A tenant with something in every section, and work that waits.
fn busy() -> Tenant {
    let mut tenant = contoso();
    let group = create(
        &mut tenant,
        dynamic("Sales", "user.department -eq \"Sales\""),
    );
    create(&mut tenant, microsoft_365("Chess"));
    set(&mut tenant, "adele", &[("department", "Sales")]);
    tenant
        .execute(Command::SetClockMode {
            mode: ClockMode::Manual,
        })
        .unwrap();
    set(&mut tenant, "alex", &[("department", "Sales")]);
    pause(&mut tenant, group, RuleProcessing::Paused);
    pause(&mut tenant, group, RuleProcessing::On);
    set(&mut tenant, "diego", &[("city", "Oslo")]);
    tenant
        .execute(Command::Processing(Processing::Advance))
        .unwrap();
    tenant
}

#[test]
fn what_waits_and_what_is_in_flight_comes_back() {
    let mut original = busy();
    assert!(original.in_flight().is_some() && original.queue().len() > 1);
    let mut thawed = through_an_image(&original);
    assert_same(&original, &thawed);
    for tenant in [&mut original, &mut thawed] {
        tenant.execute(Command::ProcessQueue).unwrap();
    }
    assert_same(&original, &thawed);
    assert_eq!(thawed.queue(), []);
}

/// A way to damage bytes.
#[derive(Debug, Clone)]
enum Damage {
    Flip(Index, u8),
    Cut(Index),
    Double(Index, u8),
    Take(Index, u8),
    Zero(Index, u8),
}

impl Damage {
    fn any() -> impl Strategy<Value = Self> {
        let (place, count) = (any::<Index>, || 1_u8..);
        prop_oneof![
            4 => (place(), 1_u8..).prop_map(|(place, bits)| Self::Flip(place, bits)),
            1 => place().prop_map(Self::Cut),
            1 => (place(), count()).prop_map(|(place, count)| Self::Double(place, count)),
            1 => (place(), count()).prop_map(|(place, count)| Self::Take(place, count)),
            1 => (place(), count()).prop_map(|(place, count)| Self::Zero(place, count)),
        ]
    }

    fn to(&self, bytes: &mut Vec<u8>) {
        if bytes.is_empty() {
            return;
        }
        let len = bytes.len();
        let span = |place: &Index, count: &u8| {
            let start = place.index(len);
            start..len.min(start + usize::from(*count))
        };
        match self {
            Self::Flip(place, bits) => {
                let place = place.index(bytes.len());
                bytes[place] ^= bits;
            }
            Self::Cut(place) => bytes.truncate(place.index(bytes.len())),
            Self::Double(place, count) => {
                let part = bytes[span(place, count)].to_vec();
                let place = place.index(bytes.len());
                bytes.splice(place..place, part);
            }
            Self::Take(place, count) => drop(bytes.drain(span(place, count))),
            Self::Zero(place, count) => bytes[span(place, count)].fill(0),
        }
    }
}

/// The sections of an image.
const SECTIONS: [&str; 11] = [
    "users",
    "devices",
    "people",
    "groups",
    "units",
    "members",
    "facts",
    "engine",
    "tenant",
    "licensing",
    "log",
];

/// The image with one of its sections damaged and all checksums right, as a faulty program would write it.
fn damaged_within(bytes: &[u8], section: &str, damage: &[Damage]) -> Vec<u8> {
    let image = Image::open(bytes).unwrap();
    assert!(image.sections().map(|(name, _)| name).eq(SECTIONS));
    let mut writer = ImageWriter::new();
    for name in SECTIONS {
        let mut part = image.section(name).unwrap().rest().to_vec();
        if name == section {
            damage.iter().for_each(|damage| damage.to(&mut part));
        }
        let written = writer.section(name, |to| {
            to.array(part.iter(), |byte| [*byte]);
            Ok(())
        });
        written.unwrap();
    }
    writer.finish()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]
    #[test]
    fn a_damaged_image_is_refused(damage in prop::collection::vec(Damage::any(), 1..4)) {
        static IMAGE: LazyLock<Vec<u8>> = LazyLock::new(|| busy().freeze().unwrap());
        let mut bytes = IMAGE.clone();
        damage.iter().for_each(|damage| damage.to(&mut bytes));
        match Tenant::thaw(&bytes) {
            Ok(_) => prop_assert!(bytes == *IMAGE),
            Err(error) => prop_assert!(error.to_string().ends_with('.')),
        }
    }

    #[test]
    fn a_section_that_says_what_cannot_be_is_refused_or_read(
        section in prop::sample::select(&SECTIONS[..]),
        damage in prop::collection::vec(Damage::any(), 1..3),
    ) {
        static IMAGE: LazyLock<Vec<u8>> = LazyLock::new(|| busy().freeze().unwrap());
        let bytes = damaged_within(&IMAGE, section, &damage);
        match Tenant::thaw(&bytes) {
            // It is a tenant, if another one.
            Ok(tenant) => drop(tenant.directory().inconsistencies()),
            // The section itself is wrong, or another does not go with it.
            Err(error) => prop_assert!(matches!(error, ImageError::Wrong { .. }), "{error}"),
        }
    }
}

#[test]
fn what_a_clone_asks_of_its_values_is_not_believed_of_the_original() {
    let mut tenant = contoso();
    let rule = "user.department -eq \"Research\" -or user.displayName -startsWith \"Q\"";
    let group = create(&mut tenant, dynamic("Research", rule));
    // Nobody has been asked anything yet: the rules are known, and their members.
    let mut thawed = through_an_image(&tenant);
    let mut trial = thawed.clone();
    set(
        &mut trial,
        "alex",
        &[("department", "Legal"), ("displayName", "Quentin")],
    );
    // The rule is asked of everybody, as they are in the trial.
    pause(&mut trial, group, RuleProcessing::Paused);
    pause(&mut trial, group, RuleProcessing::On);
    assert_eq!(members(&trial, group), ["Quentin"]);
    // In the original the department has the number that the other one has in the trial.
    set(&mut thawed, "adele", &[("department", "Research")]);
    assert_eq!(members(&thawed, group), ["adele"]);
    set(
        &mut thawed,
        "alex",
        &[("city", "Oslo"), ("displayName", "Alex")],
    );
    assert_eq!(members(&thawed, group), ["adele"]);
    set(&mut thawed, "alex", &[("displayName", "Quinn")]);
    assert_eq!(members(&thawed, group), ["Quinn", "adele"]);
}
