//! Blocks of 65,536 rows and codes of 16 bits end somewhere; nobody may see where.

use ingroup_directory::{DynamicGroups, UserFacts};
use ingroup_schema::SubjectKind;

use super::super::world::*;
use crate::{Context, plain};

const RULES: [&str; 14] = [
    "user.department -eq \"d65534\"",
    "user.department -in [\"D65533\", \"D65534\", \"D65535\", \"D65536\", \"D65537\", \"D1\"]",
    "user.department -startsWith \"D6553\"",
    "user.department -endsWith \"5\" -and user.city -eq \"even\"",
    "user.department -contains \"553\" -or user.city -eq null",
    "user.department -match \"^d655.5$\"",
    "user.department -notMatch \"[0-8]\"",
    "-not (user.department -startsWith \"d6\") -and user.city -ne \"Odd\"",
    "user.city -eq \"EVEN\" -or user.city -eq \"odd\"",
    "user.displayName -eq \"u65535\"",
    "user.displayName -in [\"u65534\", \"U65536\", \"u7\"]",
    "user.displayName -endsWith \"5536\" -or user.displayName -match \"^U6553[4-7]\"",
    "user.objectId -ne null",
    "user.accountEnabled -eq true",
];

/// Users of these rows, each with a department of its own.
fn hire(world: &mut World, rows: std::ops::Range<usize>) {
    world.change(|directory, changes| {
        for row in rows {
            let name = format!("u{row}");
            let city = if row % 2 == 0 { "Even" } else { "odd" };
            let department = format!("d{row}");
            let mut values = vec![text("displayName", &name), text("department", &department)];
            values.extend((row % 5 != 0).then(|| text("city", city)));
            directory
                .create_user(id(&name), values, UserFacts::default(), changes)
                .unwrap();
        }
    });
}

fn agrees(world: &World) {
    let mut everything = world.engine.everything(context!(world), 2).into_iter();
    for (id, known) in world.engine.groups() {
        let rule = known.rule().unwrap();
        let wanted = plain::members(context!(world), rule).unwrap();
        let members = world.directory.rule_holder(id).unwrap().members();
        let has = members.rows(SubjectKind::User);
        assert_eq!(*has, wanted.rows, "{}", rule.text());
        assert_eq!(members.len(), has.len());
        assert_eq!(everything.next(), Some((id, Ok(wanted.rows))));
    }
    let alone = world.engine.everything(context!(world), 1);
    assert_eq!(alone, world.engine.everything(context!(world), 3));
}

#[test]
fn blocks_of_rows_and_narrow_codes_end_unseen() {
    let mut world = World::new();
    let here = world.directory.users().row_count();
    hire(&mut world, here..65_535);
    for (number, rule) in RULES.iter().enumerate() {
        world.group(&format!("G{number}"), rule);
    }
    let context = context!(world);
    world.engine.load(context);
    world.drain();
    agrees(&world);
    for row in 65_535..65_538 {
        hire(&mut world, row..row + 1);
        world.drain();
    }
    agrees(&world);
    for (name, pairs) in [
        ("u65535", [("department", "d1"), ("city", "even")]),
        ("u65536", [("department", "d65534"), ("city", "odd")]),
        ("u65537", [("department", "brand new"), ("city", "newer")]),
        ("u65534", [("department", ""), ("displayName", "u65535")]),
        ("u7", [("displayName", "u65536"), ("city", "")]),
    ] {
        world.set(name, &pairs);
        world.drain();
    }
    agrees(&world);
    for name in ["u65535", "u65536"] {
        world.change(|directory, changes| {
            directory
                .delete_subject(id(name), DynamicGroups::Scanned, changes)
                .unwrap()
        });
    }
    world.rule(
        "G0",
        "user.department -startsWith \"d655\" -or user.city -eq \"newer\"",
    );
    world.drain();
    agrees(&world);
}
