//! The history of a group is what all units say of it.

use std::ops::ControlFlow;

use ingroup_tenant::Actor;

use super::draw::Draw;
use super::reopening::Home;
use crate::{Deed, Holder, StoreError, unwatched};

#[test]
fn what_is_told_of_a_group_is_what_the_units_say_of_it() {
    let mut told = 0;
    for seed in 0..4 {
        let mut draw = Draw::new(seed);
        let mut home = Home::new();
        home.live(&mut draw, 60);
        let (unit, then) = (home.store.newest_unit(), home.tenant.clone());
        home.live(&mut draw, 40);
        let now = home.tenant.clock().now();
        home.store
            .return_to(unit, now, Actor::BuiltIn, &then)
            .unwrap();
        home.tenant = then;
        home.live(&mut draw, 30);
        home.store.keep_state(&home.tenant).unwrap();
        home.live(&mut draw, 30);
        let groups = home.tenant.directory().groups();
        let groups: Vec<_> = groups.map(|group| (group.id(), group.row())).collect();
        let history = home.store.history().unwrap();
        assert_eq!(history.stretches().unwrap().len(), 1, "no row is another");
        for (id, row) in groups {
            let holder = Holder::Group(row);
            let mut expected = Vec::new();
            history
                .each(|unit| {
                    let moves = unit.effects.moves.iter().any(|one| one.holder == holder);
                    let names = match &unit.deed {
                        Deed::Command(command) => format!("{command:?}").contains(&id.to_string()),
                        _ => true,
                    };
                    if moves || names || unit.effects.created == Some(id) {
                        expected.push(unit.seq);
                    }
                    Ok(())
                })
                .unwrap();
            let mut found = Vec::new();
            for stretch in history.stretches().unwrap() {
                let show = |unit: crate::KeptUnit| {
                    found.push(unit.seq);
                    ControlFlow::Continue(())
                };
                history
                    .each_about(&stretch, holder, id, &mut unwatched, show)
                    .unwrap();
            }
            assert!(
                found.is_sorted_by(|newer, older| newer > older),
                "{found:?}"
            );
            found.reverse();
            assert_eq!(found, expected, "{id}");
            told += found.len();
        }
    }
    assert!(told > 100, "{told}");
}

#[test]
fn whoever_waits_for_what_was_is_told_how_far_it_is_and_may_end_it() {
    let mut draw = Draw::new(1);
    let mut home = Home::new();
    home.live(&mut draw, 200);
    let units = home.store.newest_unit() + 1;
    let history = home.store.history().unwrap();
    let group = home.tenant.directory().groups().next().unwrap();
    let (id, holder) = (group.id(), Holder::Group(group.row()));
    let stretch = &history.stretches().unwrap()[0];
    let look = |ends: u64| {
        let mut told = Vec::new();
        let mut watch = |done, all| {
            told.push((done, all));
            match done >= ends {
                true => ControlFlow::Break(()),
                false => ControlFlow::Continue(()),
            }
        };
        let show = |_| ControlFlow::Continue(());
        let done = history.each_about(stretch, holder, id, &mut watch, show);
        (done, told)
    };
    assert!(units > 128, "{units}");
    let (done, told) = look(u64::MAX);
    assert!(done.is_ok());
    assert_eq!(told[..2], [(64, units), (128, units)]);
    let (done, told) = look(64);
    assert!(matches!(done, Err(StoreError::Stopped)), "{done:?}");
    assert_eq!(told, [(64, units)]);
}
