//! `Connect-Tenant`: who acts from now on.

use ingroup_shell::{Command, Done, Object, Parameter, ShellError, Value};
use ingroup_tenant::{Actor, Wanted};

use crate::records::name_of;
use crate::request::{Request, native};
use crate::session::{Session, actor_of};

pub(super) fn command() -> Command<Session> {
    Command::new("Connect-Tenant", "Says who acts from now on, or shows who does.")
        .describe(
            "What changes something is allowed or refused for whoever acts, by roles and ownership. A session begins \
             with a built-in administrator that is no object of the directory: a Global Administrator.",
        )
        .parameter(
            Parameter::text("As")
                .position(0)
                .help(
                    "Who acts: a user or a service principal, by an id, a sign-in name, a mail address or a display \
                     name that is unique.",
                ),
        )
        .parameter(Parameter::switch("BuiltIn").help("The built-in administrator acts again."))
        .example("Connect-Tenant -As adele@contoso.com", "Lets a user without a role act.")
        .example("Connect-Tenant", "Shows who acts.")
        .each(native(connect_tenant))
}

fn connect_tenant(request: &mut Request<'_, '_>) -> Done {
    if request.call.has("As") && request.call.switch("BuiltIn") {
        let both = ShellError::new("-As and -BuiltIn name two who would act.").about("BuiltIn");
        return Err(both.help("Give one of them.").into());
    }
    if request.call.has("As") {
        let who = request.find(Wanted::Principal, "As")?;
        let actor = actor_of(request.session().tenant(), who);
        request.session().act_as(actor);
    }
    if request.call.switch("BuiltIn") {
        request.session().act_as(Actor::BuiltIn);
    }
    let record = {
        let session = request.session();
        let tenant = session.tenant();
        let (name, roles) = match session.actor().id() {
            None => (
                "ingroup".to_owned(),
                vec!["Global Administrator".to_owned()],
            ),
            Some(id) => {
                let held = tenant
                    .roles_of(id)
                    .map(|held| held.role.name().to_owned())
                    .collect();
                (name_of(tenant.directory(), id), held)
            }
        };
        let roles: Vec<Value> = roles.into_iter().map(Value::from).collect();
        Object::new("ActingPrincipal")
            .with("DisplayName", name.as_str())
            .with("Roles", Value::array(roles))
    };
    request.emit(record)
}
