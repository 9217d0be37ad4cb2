//! What a comparison of two tenants finds.

use ingroup_directory::Way;
use ingroup_schema::{PropertyKey, SubjectKind, Value, property};
use ingroup_tenant::{Command, GroupChanges, UserChanges};

use super::{group, tenant, user};
use crate::{Compared, Found, Move, compare};

#[test]
fn a_tenant_and_itself_are_the_same() {
    let tenant = tenant();
    let found = compare(tenant.directory(), tenant.directory());
    assert!(found.objects.is_empty());
    assert!(found.moves.is_empty());
}

#[test]
fn what_came_went_changed_and_moved_is_found_and_the_other_way_round() {
    let mut before = tenant();
    let adele = user(&before, "adele");
    let sales = group(
        &mut before,
        "Sales",
        Some("user.department -eq \"Sales\""),
        &[],
    );
    let board = group(&mut before, "Board", None, &[adele]);
    let mut after = before.clone();
    let department = property(SubjectKind::User, "department").unwrap();
    let changes = UserChanges {
        attributes: vec![(PropertyKey::Known(department.id), Value::text("Marketing"))],
        manager: Some(Some(user(&before, "alex"))),
    };
    let diego = user(&before, "diego");
    for command in [
        Command::UpdateUser {
            user: diego,
            changes,
        },
        Command::DeleteUser { user: adele },
        Command::UpdateGroup {
            group: board,
            changes: GroupChanges {
                display_name: Some("Council".to_owned()),
                ..GroupChanges::default()
            },
        },
    ] {
        after.execute(command).unwrap();
    }
    let guests = group(&mut after, "Guests", None, &[diego]);

    let found = compare(before.directory(), after.directory());
    let shown: Vec<(Compared, &str, String)> = found
        .objects
        .iter()
        .map(|one| {
            let what = match &one.found {
                Found::Added => "added".to_owned(),
                Found::Removed => "removed".to_owned(),
                Found::Changed(properties) => properties
                    .iter()
                    .map(|one| {
                        let text = |value: &Option<_>| {
                            value.as_deref().map_or("nothing".to_owned(), str::to_owned)
                        };
                        format!(
                            "{}: {} → {}; ",
                            one.property,
                            text(&one.old),
                            text(&one.new)
                        )
                    })
                    .collect(),
            };
            (one.kind, one.name.as_str(), what)
        })
        .collect();
    assert_eq!(
        shown,
        [
            (Compared::User, "adele", "removed".to_owned()),
            (
                Compared::User,
                "diego",
                "department: Sales → Marketing; manager: nothing → alex; ".to_owned()
            ),
            (
                Compared::Group,
                "Council",
                "displayName: Board → Council; ".to_owned()
            ),
            (Compared::Group, "Guests", "added".to_owned()),
        ]
    );
    let out = |holder, object| Move {
        holder,
        object,
        way: Way::Out,
    };
    assert_eq!(
        found.moves,
        [out(board, adele), out(sales, adele), out(sales, diego)]
    );

    let back = compare(after.directory(), before.directory());
    let ways: Vec<Way> = back.moves.iter().map(|one| one.way).collect();
    assert_eq!(ways, [Way::In; 3]);
    let of_guests = back.objects.iter().find(|one| one.id == guests).unwrap();
    assert_eq!(of_guests.found, Found::Removed);
}
