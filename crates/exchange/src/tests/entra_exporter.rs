//! The folders of EntraExporter, as its whole run writes them.

use ingroup_directory::RoleScope;
use ingroup_schema::SubjectKind;

use super::doors::{notes, user};
use super::{ADELE, ALEX, SALES, import};

const UNIT: &str = "dddddddd-0000-4000-8000-00000000000d";
const APP: &str = "aaaaaaaa-0000-4000-8000-00000000000a";
const APP_ID: &str = "bbbbbbbb-0000-4000-8000-00000000000b";
const IDENTITY: &str = "cccccccc-0000-4000-8000-00000000000c";

#[test]
fn folders_of_entra_exporter_are_read() {
    let role = "88d8e3e3-8f55-4a1e-953a-9b9898b8876b";
    let group = format!(
        r#"{{"id":"{SALES}","displayName":"Sales","groupTypes":[],"securityEnabled":true}}"#
    );
    let member = format!(
        r##"{{"@odata.type":"#microsoft.graph.user","id":"{ALEX}","userPrincipalName":"alex@contoso.com"}}"##
    );
    let files = [
        (
            "Organization/Organization.json".to_owned(),
            format!(r#"{{"id":"{ADELE}","displayName":"Contoso"}}"#),
        ),
        (
            "Organization/Branding/Localizations.json".to_owned(),
            "[]".to_owned(),
        ),
        (format!("Users/{ADELE}/{ADELE}.json"), user(ADELE, "adele")),
        (format!("Users/{ALEX}/{ALEX}.json"), user(ALEX, "alex")),
        (format!("Groups/{SALES}/{SALES}.json"), group),
        (
            format!("Groups/{SALES}/Members/{ALEX}/{ALEX}.json"),
            member.clone(),
        ),
        (
            format!("Groups/{SALES}/Owners/{ADELE}/{ADELE}.json"),
            format!(r#"{{"id":"{ADELE}"}}"#),
        ),
        (
            format!("DirectoryRoles/{role}/{role}.json"),
            format!(
                r#"{{"id":"{role}","roleTemplateId":"{role}","displayName":"Directory Readers"}}"#
            ),
        ),
        (
            format!("DirectoryRoles/{role}/Members/{ALEX}/{ALEX}.json"),
            member,
        ),
        (
            "Policies/AuthorizationPolicy/AuthorizationPolicy.json".to_owned(),
            "{}".to_owned(),
        ),
        (
            format!("AdministrativeUnits/{UNIT}/{UNIT}.json"),
            format!(r#"{{"id":"{UNIT}","displayName":"North"}}"#),
        ),
        (
            format!("AdministrativeUnits/{UNIT}/Members/{ADELE}/{ADELE}.json"),
            format!(r#"{{"id":"{ADELE}"}}"#),
        ),
        (
            format!("AdministrativeUnits/{UNIT}/ScopedRoleMembers/sR-e_1/sR-e_1.json"),
            format!(
                r#"{{"id":"sR-e_1","roleId":"{role}","administrativeUnitId":"{UNIT}","roleMemberInfo":{{"id":"{ALEX}"}}}}"#
            ),
        ),
        (
            format!("Applications/{APP}/{APP}.json"),
            format!(r#"{{"id":"{APP}","appId":"{APP_ID}","displayName":"Schema"}}"#),
        ),
        (
            format!("Applications/{APP}/ExtensionProperties/{UNIT}/{UNIT}.json"),
            format!(
                r#"{{"id":"{UNIT}","name":"extension_x_rank","dataType":"String","targetObjects":["User"]}}"#
            ),
        ),
        (
            format!("ServicePrincipals/{IDENTITY}/{IDENTITY}.json"),
            format!(r#"{{"id":"{IDENTITY}","appId":"{APP_ID}","displayName":"Schema"}}"#),
        ),
        (
            format!("ServicePrincipals/{IDENTITY}/AppRoleAssignedTo/Zx_1/Zx_1.json"),
            format!(r#"{{"id":"Zx_1","principalId":"{SALES}","resourceId":"{IDENTITY}"}}"#),
        ),
    ];
    let files: Vec<_> = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    let import = import(&files).unwrap();
    let directory = &import.directory;
    assert_eq!(notes(&import), Vec::<String>::new());
    assert_eq!(
        directory.organization().display_name.as_deref(),
        Some("Contoso")
    );
    assert_eq!(directory.users().len(), 2);
    let sales = directory.group(SALES.parse().unwrap()).unwrap();
    assert_eq!((sales.members().len(), sales.owners().count()), (1, 1));
    assert_eq!(import.listed_members.len(), 1);
    assert_eq!(directory.roles()[0].members.len(), 1);
    let unit = directory.unit(UNIT.parse().unwrap()).unwrap();
    assert_eq!(unit.members().len(), 1);
    let scoped: Vec<_> = directory.scoped_role_members(unit.id()).collect();
    assert_eq!(scoped.len(), 1);
    assert_eq!(scoped[0].scope, RoleScope::Unit(unit.id()));
    let application = directory.application(APP.parse().unwrap()).unwrap();
    let properties = &application.facts().extension_properties;
    assert_eq!(&*properties[0].name, "extension_x_rank");
    assert_eq!(application.assignments().count(), 1);
    assert!(import.absent.properties(SubjectKind::User).len() > 5);
}
