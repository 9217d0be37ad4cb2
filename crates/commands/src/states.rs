//! States of tenants that a command names: a checkpoint, an export, or the tenant at hand.

use std::collections::BTreeSet;

use ingroup_directory::{Directory, IntegrityError, RuleProcessing};
use ingroup_exchange::{Import, Options};
use ingroup_schema::{ObjectId, SubjectKind};
use ingroup_shell::{Category, Halt, ShellError};
use ingroup_tenant::{Actor, Command, Coverage, FactList, Facts, Replace, Tenant};

use crate::progress::watched_model;
use crate::reading::{ended, read_export};
use crate::request::Request;
use crate::session::RULES;

/// A state, and what it speaks about if it is an export.
pub(crate) struct State {
    directory: Directory,
    said: Option<Said>,
}

/// What an export speaks about.
struct Said {
    coverage: Coverage,
    /// Groups of which it is known who is in them: listed ones, and those by rule.
    known_members: BTreeSet<ObjectId>,
}

impl State {
    /// The facts, with the rules of an export carried out.
    pub(crate) fn directory(&self) -> &Directory {
        &self.directory
    }

    /// What an export speaks about; nothing of a state that is whole.
    pub(crate) fn coverage(&self) -> Option<&Coverage> {
        self.said.as_ref().map(|said| &said.coverage)
    }

    /// Takes over from another state what this one says nothing about of its groups: facts, owners and members.
    /// Gives how many groups are concerned by the last.
    pub(crate) fn take_unsaid(&mut self, other: &Directory) -> Result<usize, ShellError> {
        let mut unknown = 0;
        if let Some(said) = &self.said {
            let filled = fill(&mut self.directory, said, other, &mut unknown);
            filled.map_err(|error| {
                ShellError::new(format!("The two cannot be compared: {error}"))
                    .category(Category::InvalidOperation)
            })?;
        }
        Ok(unknown)
    }
}

fn fill(
    directory: &mut Directory,
    said: &Said,
    other: &Directory,
    unknown: &mut usize,
) -> Result<(), IntegrityError> {
    let changes = &mut Vec::new();
    let is_said = |kind| said.coverage.has_subjects(kind);
    for kind in SubjectKind::ALL {
        if !is_said(kind) {
            take_subjects(directory, other, kind)?;
        }
    }
    let ids: Vec<ObjectId> = directory.groups().map(|group| group.id()).collect();
    for id in ids {
        let (Some(own), Some(theirs)) = (directory.group(id), other.group(id)) else {
            continue;
        };
        let facts = said.coverage.group_facts(theirs.facts(), own.facts());
        if facts != **own.facts() {
            directory.set_group(id, facts, changes)?;
        }
        if !said.coverage.has(FactList::Owners) {
            for owner in theirs.owners().filter_map(|one| other.id_of(one)) {
                if directory.resolve(owner).is_some() {
                    directory.add_owner(id, owner, changes)?;
                }
            }
        }
        let is_known = said.known_members.contains(&id);
        *unknown += usize::from(!is_known && !theirs.members().is_empty());
        for object in theirs.members().iter() {
            let subject = object.as_subject();
            let is_told = is_known && subject.is_none_or(|(kind, _)| is_said(kind));
            if let (false, Some(member)) = (is_told, other.id_of(object))
                && directory.resolve(member).is_some()
            {
                directory.add_member(id, member, changes)?;
            }
        }
        changes.clear();
    }
    Ok(())
}

/// Creates the users or devices that another directory has.
fn take_subjects(
    directory: &mut Directory,
    other: &Directory,
    kind: SubjectKind,
) -> Result<(), IntegrityError> {
    let changes = &mut Vec::new();
    let table = other.table(kind);
    for row in table.rows() {
        let Some(id) = table.id(row).filter(|id| directory.is_id_free(*id)) else {
            continue;
        };
        let values = table
            .properties()
            .filter(|key| key.name() != "objectId")
            .map(|key| (table.owned(row, &key), key))
            .filter(|(value, _)| !value.is_missing())
            .map(|(value, key)| (key, value))
            .collect();
        match kind {
            SubjectKind::User => {
                directory.create_user(id, values, other.user_facts(row).clone(), changes)?
            }
            SubjectKind::Device => {
                directory.create_device(id, values, other.device_facts(row).clone(), changes)?
            }
        };
        changes.clear();
    }
    Ok(())
}

/// The state that the argument names: the checkpoint of that name, or the export at that path with its rules carried
/// out; without the argument the tenant at hand.
pub(crate) fn state(request: &mut Request<'_, '_>, parameter: &'static str) -> Result<State, Halt> {
    let whole = |tenant: &Tenant| State {
        directory: tenant.directory().clone(),
        said: None,
    };
    let Some(text) = request.text(parameter) else {
        return Ok(whole(request.session().tenant()));
    };
    let interruption = request.call.interruption();
    let checkpoint = {
        let mut session = request.session();
        session.fetch_checkpoints(|one| one.eq_ignore_ascii_case(&text), &interruption)?;
        let found = session.checkpoints().find(&text);
        found.map(|found| whole(&found.tenant))
    };
    if let Some(state) = checkpoint {
        return Ok(state);
    }
    let options = Options {
        stop: Some(interruption.clone()),
        ..Options::default()
    };
    let Import {
        directory,
        listed_members,
        coverage,
        ..
    } = read_export(request, &text, parameter, &options)?;
    let now = request.session().now();
    let mut tenant = Tenant::new(now);
    let mut known_members = listed_members.clone();
    let facts = Facts {
        directory,
        listed_members,
        replace: Replace::Allow,
    };
    let import = Command::Import(Box::new(facts));
    let loaded = watched_model(
        RULES,
        request.session().progress(),
        &interruption,
        |watch| tenant.execute_watched(Actor::BuiltIn, import, watch),
    );
    loaded.map_err(|refusal| ended(request, &refusal))?;
    known_members.extend(tenant.directory().groups().filter_map(|group| {
        let rule = tenant.engine().group(group.id())?.rule().ok()?;
        let is_on = group.facts().rule_processing != Some(RuleProcessing::Paused);
        (is_on && coverage.has_subjects(rule.subject())).then(|| group.id())
    }));
    Ok(State {
        directory: tenant.directory().clone(),
        said: Some(Said {
            coverage,
            known_members,
        }),
    })
}

/// The state in words: what was typed, or that it is the tenant at hand.
pub(crate) fn words(request: &Request<'_, '_>, parameter: &str) -> String {
    match request.text(parameter) {
        Some(text) => format!("\"{text}\""),
        None => "the tenant at hand".to_owned(),
    }
}
