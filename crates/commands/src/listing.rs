//! Lists of objects: which of them `-Filter` and `-Search` want, in what order, and how many.

use std::cell::OnceCell;

use ingroup_directory::ObjectRef;
use ingroup_schema::{ObjectId, PropertyKey};
use ingroup_shell::{Category, Done, Halt, Object, ServiceAnswer, ShellError, Value};
use ingroup_tenant::Tenant;

use crate::families::{Shape, Speech};
use crate::odata::{
    Advanced, Dialect, Eventual, Fault, Filter, Order, Resource, Search, Speaks, checked, holds,
};
use crate::records;
use crate::request::Request;

/// How many Graph gives at most when it is asked for a number.
const MOST: i64 = 999;

/// Gives those of these objects that the arguments want, as many as the command gives at once.
pub(crate) fn emit_listed(
    request: &mut Request<'_, '_>,
    ids: Vec<ObjectId>,
    resource: Resource,
) -> Done {
    let ids = listed(request, ids, resource)?;
    emit_page(request, ids)
}

/// Those of these objects that the arguments want, in the order that they want.
pub(crate) fn listed(
    request: &mut Request<'_, '_>,
    mut ids: Vec<ObjectId>,
    resource: Resource,
) -> Result<Vec<ObjectId>, Halt> {
    let wanted = Wanted::read(request, resource)?;
    let shape = request.shape();
    let session = request.session();
    wanted.apply(session.tenant(), shape, &mut ids);
    drop(session);
    Ok(ids)
}

/// Gives as many of these objects as the command gives at once.
pub(crate) fn emit_page(request: &mut Request<'_, '_>, mut ids: Vec<ObjectId>) -> Done {
    cut(request, &mut ids)?;
    request.emit_each(ids)
}

/// Gives those of these records that the arguments want, as many as the command gives at once.
pub(crate) fn emit_records(
    request: &mut Request<'_, '_>,
    mut records: Vec<Object>,
    resource: Resource,
) -> Done {
    let wanted = Wanted::read(request, resource)?;
    if let Some(filter) = &wanted.filter {
        records.retain(|record| holds(filter, &|name| record.get(name).unwrap_or_default()));
    }
    if let Some(order) = &wanted.order {
        records.sort_by(|left, right| {
            order.compare(&|name| left.get(name).unwrap_or_default(), &|name| {
                right.get(name).unwrap_or_default()
            })
        });
    }
    cut(request, &mut records)?;
    records
        .into_iter()
        .try_for_each(|record| request.emit(record))
}

/// Leaves as many objects as the command gives at once.
pub(crate) fn cut<T>(request: &mut Request<'_, '_>, objects: &mut Vec<T>) -> Done {
    let page = page_of(request, objects.len())?;
    objects.truncate(page);
    Ok(())
}

/// How many of so many objects the command gives at once; counts them for `-CountVariable`, and warns of what is left
/// out.
pub(crate) fn page_of(request: &mut Request<'_, '_>, all: usize) -> Result<usize, Halt> {
    if let Some(name) = request.text("CountVariable") {
        request.call.set_variable(&name, Value::from(all))?;
    }
    if let Some(top) = top(request)? {
        return Ok(top);
    }
    let page = request.shape().and_then(|shape| shape.speech().page());
    let Some(page) = page.filter(|page| *page < all && !request.switch("All")) else {
        return Ok(all);
    };
    let more = match request.shape().map(Shape::speech) {
        Some(Speech::Exchange) => "ResultSize Unlimited",
        _ => "All",
    };
    request.call.warn(format!(
        "There are {all}, and only the first {page} are given, as in the module. -{more} gives all."
    ))?;
    Ok(page)
}

/// `-Top`, and its limits.
fn top(request: &Request<'_, '_>) -> Result<Option<usize>, ShellError> {
    if let Some(text) = request.text("ResultSize") {
        return result_size(&text).map(Some);
    }
    let Some(text) = request.text("Top") else {
        return Ok(None);
    };
    let number = text.trim().parse::<i64>().unwrap_or(0);
    let speech = request.shape().map(Shape::speech);
    let most = match speech {
        Some(Speech::Graph | Speech::GraphOfOld | Speech::AzureAd) => MOST,
        _ => i64::MAX,
    };
    if (1..=most).contains(&number) {
        return Ok(usize::try_from(number).ok());
    }
    let answer =
        format!("Invalid page size specified: '{text}'. Must be between 1 and {MOST} inclusive.");
    Err(ShellError::new(answer.clone())
        .category(Category::InvalidArgument)
        .id("Request_UnsupportedQuery")
        .about(request.name_of("Top"))
        .service(ServiceAnswer {
            status: 400,
            code: "Request_UnsupportedQuery".to_owned(),
            text: Some(answer),
        })
        .help("-All gives all of them."))
}

/// `-ResultSize`, which Exchange has instead.
fn result_size(text: &str) -> Result<usize, ShellError> {
    if text.eq_ignore_ascii_case("Unlimited") {
        return Ok(usize::MAX);
    }
    text.parse().map_err(|_| {
        ShellError::new(format!(
            "\"{text}\" is not valid for -ResultSize. Use a number or Unlimited."
        ))
        .category(Category::InvalidArgument)
        .about("ResultSize")
    })
}

/// What the arguments want.
struct Wanted {
    filter: Option<Filter>,
    dialect: Dialect,
    search: Option<Search>,
    order: Option<Order>,
}

impl Wanted {
    fn read(request: &Request<'_, '_>, resource: Resource) -> Result<Wanted, Halt> {
        let eventual = match request.text("ConsistencyLevel") {
            Some(level) if level.eq_ignore_ascii_case("eventual") => Eventual::Said,
            _ => Eventual::NotSaid,
        };
        let counts = request.has("CountVariable");
        let advanced = match eventual == Eventual::Said && counts {
            true => Advanced::Yes,
            false => Advanced::No,
        };
        let dialect = match request.shape().map(Shape::speech) {
            None => Dialect::Native,
            Some(Speech::Graph) => Dialect::Graph(advanced),
            Some(Speech::GraphOfOld) => Dialect::Graph(Advanced::No),
            Some(Speech::AzureAd | Speech::Msol) => Dialect::AzureAd,
            Some(Speech::Exchange | Speech::Teams) => Dialect::Opath,
        };
        let names = request.shape().map(Shape::names).unwrap_or_default();
        let filter = read(request, "Filter", |text| {
            checked(text, resource, dialect, &names)
        })?;
        let search = read(request, "Search", |text| {
            Search::read(text, resource, dialect, eventual)
        })?;
        let order = read(request, "Sort", |text| {
            Order::read(text, resource, dialect, filter.as_ref())
        })?;
        let narrows = filter.is_some() || search.is_some();
        if narrows && request.has("Identity") && !request.is_native() {
            let filter = match filter.is_some() {
                true => "Filter",
                false => "Search",
            };
            return Err(Halt::Error(
                ShellError::new(
                    "Parameter set cannot be resolved using the specified named parameters.",
                )
                .category(Category::InvalidArgument)
                .about(request.name_of(filter))
                .help(format!(
                    "-{} names one object; -{filter} is for all of them. Use one of the two.",
                    request.name_of("Identity")
                )),
            ));
        }
        Ok(Wanted {
            filter,
            dialect,
            search,
            order,
        })
    }

    fn apply(&self, tenant: &Tenant, shape: Option<&'static Shape>, ids: &mut Vec<ObjectId>) {
        let shape = shape.filter(|_| matches!(self.dialect, Dialect::AzureAd | Dialect::Opath));
        if self.filter.is_some() || self.search.is_some() {
            ids.retain(|id| {
                let facts = Facts::new(tenant, *id);
                let filter = self.filter.as_ref();
                filter.is_none_or(|filter| holds(filter, &|name| facts.read(shape, name)))
                    && self
                        .search
                        .as_ref()
                        .is_none_or(|search| search.finds(&|name| facts.read(None, name)))
            });
        }
        if let Some(order) = &self.order {
            let mut all: Vec<Facts<'_>> = ids.iter().map(|id| Facts::new(tenant, *id)).collect();
            all.sort_by(|left, right| {
                order.compare(&|name| left.read(None, name), &|name| {
                    right.read(None, name)
                })
            });
            *ids = all.into_iter().map(|facts| facts.id).collect();
        }
    }
}

fn read<T>(
    request: &Request<'_, '_>,
    native: &str,
    read: impl FnOnce(&str) -> Result<T, Fault>,
) -> Result<Option<T>, ShellError> {
    let Some(text) = request.texts(native).map(|texts| texts.join(",")) else {
        return Ok(None);
    };
    let speaks = match request.is_native() {
        true => Speaks::Plainly,
        false => Speaks::AsService,
    };
    read(&text)
        .map(Some)
        .map_err(|fault| fault.error(request.name_of(native), &text, speaks))
}

/// The properties of one object. The whole record is made when more than its name is asked for.
struct Facts<'t> {
    tenant: &'t Tenant,
    id: ObjectId,
    record: OnceCell<Object>,
    shaped: OnceCell<Object>,
}

impl<'t> Facts<'t> {
    fn new(tenant: &'t Tenant, id: ObjectId) -> Facts<'t> {
        Facts {
            tenant,
            id,
            record: OnceCell::new(),
            shaped: OnceCell::new(),
        }
    }

    fn record(&self) -> &Object {
        self.record.get_or_init(|| {
            records::record(self.tenant, self.id).unwrap_or_else(|| Object::new(""))
        })
    }

    /// The property of the object as the module has it, or else of the record.
    fn read(&self, shape: Option<&Shape>, name: &str) -> Value {
        if let Some(value) = self.at_hand(shape, name) {
            return value;
        }
        match shape {
            Some(shape) => {
                let shaped = self.shaped.get_or_init(|| shape.of(self.record()));
                shaped.get(name).unwrap_or_default()
            }
            None => self.record().get(name).unwrap_or_default(),
        }
    }

    /// What the directory tells without a record: what most filters ask for.
    fn at_hand(&self, shape: Option<&Shape>, name: &str) -> Option<Value> {
        let directory = self.tenant.directory();
        let object = directory.resolve(self.id);
        match (name.to_ascii_lowercase().as_str(), object) {
            ("id", _) => Some(Value::from(self.id.to_string())),
            ("displayname", Some(object)) => Some(Value::from(directory.display_name(object))),
            ("hasmemberswithlicenseerrors", Some(ObjectRef::Group(_))) => {
                let mut failing = directory.users_with_license_errors(self.id);
                Some(Value::Bool(failing.next().is_some()))
            }
            ("members", Some(ObjectRef::Group(row))) => {
                let group = directory.group_at(row)?;
                Some(people(self.tenant, group.members().iter()))
            }
            ("owners", Some(ObjectRef::Group(row))) => {
                let group = directory.group_at(row)?;
                Some(people(self.tenant, group.owners()))
            }
            (name, Some(ObjectRef::User(row))) => {
                // A module may show other properties in another way.
                let is_known =
                    shape.is_none() || matches!(name, "userprincipalname" | "department" | "mail");
                let known = records::plain_property(name).filter(|_| is_known)?;
                let value = directory.users().value(row, &PropertyKey::Known(known.id));
                Some(records::shown(value))
            }
            _ => None,
        }
    }
}

fn people(tenant: &Tenant, objects: impl Iterator<Item = ObjectRef>) -> Value {
    let directory = tenant.directory();
    let ids = objects.filter_map(|object| directory.id_of(object));
    Value::array(
        ids.map(|id| Value::Object(records::member(directory, id)))
            .collect(),
    )
}
