//! What depends on what: who is in a group because of another group or a manager, what a group gives, what is in a unit.

use std::collections::BTreeSet;

use ingroup_directory::Directory;
use ingroup_engine::Engine;
use ingroup_rule::Kind;
use ingroup_schema::ObjectId;
use ingroup_tenant::Tenant;

/// A thing that something depends on, or that depends on something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Thing {
    Manager,
    Group,
    Unit,
    Product,
}

/// Why one depends on the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Tie {
    /// The rule of the second takes the members of the first.
    MemberOf,
    /// The rule of the second takes those who report to the first.
    DirectReports,
    /// The first is a member of the second.
    Nested,
    /// The first gives its members the second.
    License,
}

impl Tie {
    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::MemberOf => "memberOf",
            Self::DirectReports => "direct reports",
            Self::Nested => "member",
            Self::License => "licence",
        }
    }
}

/// A node: what it is, its id and its name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Node {
    pub(crate) thing: Thing,
    pub(crate) name: String,
    pub(crate) id: ObjectId,
}

/// The picture as data: nodes by kind, name and id; edges from what is depended on to what depends on it, by the
/// places of the nodes.
#[derive(Debug, Clone, Default)]
pub(crate) struct Dependencies {
    pub(crate) nodes: Vec<Node>,
    pub(crate) edges: Vec<(usize, usize, Tie)>,
}

/// All dependencies of a tenant. What depends on nothing is not in it.
pub(crate) fn dependencies(tenant: &Tenant) -> Dependencies {
    let directory = tenant.directory();
    let mut edges: BTreeSet<(Node, Node, Tie)> = BTreeSet::new();
    for holder in directory.rule_holders() {
        let node = node(directory, holder.id());
        for (source, tie) in sources(tenant.engine(), holder.id()) {
            edges.insert((self::node(directory, source), node.clone(), tie));
        }
        for group in holder.members().groups() {
            if let Some(group) = directory.group_at(group) {
                edges.insert((self::node(directory, group.id()), node.clone(), Tie::Nested));
            }
        }
    }
    for group in directory.licensing_groups() {
        for license in &group.facts().assigned_licenses {
            let product = product(directory, license.sku_id);
            edges.insert((node(directory, group.id()), product, Tie::License));
        }
    }
    let nodes: BTreeSet<Node> = edges
        .iter()
        .flat_map(|(from, to, _)| [from.clone(), to.clone()])
        .collect();
    let nodes: Vec<Node> = nodes.into_iter().collect();
    let place = |node: &Node| nodes.binary_search(node).unwrap_or_default();
    let edges = edges
        .iter()
        .map(|(from, to, tie)| (place(from), place(to), *tie))
        .collect();
    Dependencies { nodes, edges }
}

/// What a rule takes its members from.
fn sources(engine: &Engine, holder: ObjectId) -> Vec<(ObjectId, Tie)> {
    let known = engine.group(holder);
    let rule = known.and_then(|known| known.rule().ok());
    match rule.map(|rule| rule.kind()) {
        Some(Kind::MemberOf(sources)) => {
            let sources = sources.iter().map(|source| (*source, Tie::MemberOf));
            sources.collect()
        }
        Some(Kind::DirectReports(manager)) => vec![(*manager, Tie::DirectReports)],
        Some(Kind::Expression(_)) | None => Vec::new(),
    }
}

fn node(directory: &Directory, id: ObjectId) -> Node {
    let object = directory.resolve(id);
    let thing = match (directory.group(id), directory.unit(id)) {
        (Some(_), _) => Thing::Group,
        (None, Some(_)) => Thing::Unit,
        (None, None) if object.is_some() => Thing::Manager,
        (None, None) => Thing::Group,
    };
    let name = object.and_then(|object| directory.display_name(object));
    let name = name.or_else(|| directory.unit(id).map(|unit| unit.display_name()));
    Node {
        thing,
        name: name.map_or_else(|| id.to_string(), str::to_owned),
        id,
    }
}

fn product(directory: &Directory, id: ObjectId) -> Node {
    let mut bought = directory.subscriptions().iter();
    let found = bought.find(|one| one.sku_id == id);
    Node {
        thing: Thing::Product,
        name: found.map_or_else(|| id.to_string(), |one| one.sku_part_number.to_string()),
        id,
    }
}
