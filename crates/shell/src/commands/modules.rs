//! `Get-Module`, `Import-Module`, `Install-Module` and their like: the modules are there already.

use std::collections::BTreeMap;

use crate::call::Call;
use crate::command::{Command, Done};
use crate::compare::Case;
use crate::parameter::Parameter;
use crate::pattern;
use crate::value::{Object, Text, Value};

/// The commands that bring modules or take them away, and what they are for.
const CHANGES: &[(&str, &str, &str)] = &[
    (
        "Import-Module",
        "Says whether the commands of a module are there.",
        "ipmo",
    ),
    (
        "Install-Module",
        "Installs nothing: the modules that are known are there already.",
        "inmo",
    ),
    (
        "Update-Module",
        "Updates nothing: the modules that are known are there already.",
        "upmo",
    ),
    (
        "Remove-Module",
        "Takes nothing away: the commands of a module stay.",
        "rmo",
    ),
];

/// What these commands take beside names, in the way of the modules that have them.
const WITHOUT_EFFECT: &[(&str, bool)] = &[
    ("Force", true),
    ("AllowClobber", true),
    ("AllowPrerelease", true),
    ("AcceptLicense", true),
    ("SkipPublisherCheck", true),
    ("DisableNameChecking", true),
    ("UseWindowsPowerShell", true),
    ("Global", true),
    ("PassThru", true),
    ("Scope", false),
    ("Repository", false),
    ("RequiredVersion", false),
    ("MinimumVersion", false),
    ("MaximumVersion", false),
];

pub(super) fn commands<H: 'static>() -> Vec<Command<H>> {
    let mut all = vec![
        Command::new(
            "Get-Module",
            "Lists the modules, and how many commands each has here.",
        )
        .alias("gmo")
        .parameter(
            Parameter::texts("Name")
                .position(0)
                .from_pipeline()
                .help("Names, with wildcards."),
        )
        .parameter(
            Parameter::switch("ListAvailable")
                .help("Accepted for old scripts; every module that is known is loaded."),
        )
        .parameter(
            Parameter::switch("All")
                .help("Accepted for old scripts; there are no modules inside of modules."),
        )
        .example(
            "Get-Module ingroup | ForEach-Object Name",
            "Finds a module.",
        )
        .example(
            "Get-Module -ListAvailable -Name NoSuch*",
            "There is none of this name.",
        )
        .each(get_module),
    ];
    all.push(
        Command::new(
            "Export-ModuleMember",
            "Accepted for old scripts: every function of a file is there.",
        )
        .parameter(
            Parameter::texts("Function")
                .position(0)
                .help("Accepted for old scripts, without effect."),
        )
        .parameter(Parameter::texts("Alias").help("Accepted for old scripts, without effect."))
        .parameter(Parameter::texts("Variable").help("Accepted for old scripts, without effect."))
        .example("Export-ModuleMember -Function *", "Says nothing.")
        .example("Export-ModuleMember Get-Twice", "Says nothing.")
        .each(|_| Ok(())),
    );
    for (name, synopsis, alias) in CHANGES {
        let others = WITHOUT_EFFECT.iter().map(|(name, is_switch)| {
            let help = "Accepted for old scripts, without effect.";
            match is_switch {
                true => Parameter::switch(*name).help(help),
                false => Parameter::text(*name).help(help),
            }
        });
        all.push(
            Command::new(*name, *synopsis)
                .alias(*alias)
                .describe(
                    "A module that is not known gets a warning, because its commands will be missing. -Verbose says \
                     what there is of one that is known. Import-Module reads a file whose name ends in .psm1 or .ps1: \
                     its functions are the whole script's.",
                )
                .parameter(
                    Parameter::texts("Name")
                        .alias("ModuleInfo")
                        .position(0)
                        .mandatory()
                        .from_pipeline()
                        .from_property()
                        .help("The modules."),
                )
                .parameters(others)
                .example(format!("{name} ingroup"), "Says nothing: its commands are there.")
                .example(format!("{name} NoSuchModule"), "Warns, because the module is not known.")
                .each(note),
        );
    }
    all
}

/// The modules and how many commands each has, those of its parts included: `Microsoft.Graph` has those of
/// `Microsoft.Graph.Groups`.
fn modules<H: 'static>(call: &Call<'_, H>) -> BTreeMap<Text, usize> {
    let mut found = BTreeMap::new();
    for command in call.runtime.registry.sorted() {
        *found.entry(Text::from(command.module_name())).or_default() += 1;
    }
    found
}

fn get_module<H: 'static>(call: &mut Call<'_, H>) -> Done {
    let names = call.texts("Name");
    for (module, count) in modules(call) {
        let named = names.as_ref().is_none_or(|names| {
            names
                .iter()
                .any(|name| pattern::wildcard(name, &module, Case::Ignored))
        });
        if named {
            call.emit(
                Object::new("ModuleInfo")
                    .with("Name", module)
                    .with("ModuleType", "Script")
                    .with("Commands", Value::from(count)),
            )?;
        }
    }
    Ok(())
}

fn note<H: 'static>(call: &mut Call<'_, H>) -> Done {
    for name in call.texts("Name").unwrap_or_default() {
        let is_file = [".psm1", ".ps1"]
            .iter()
            .any(|ending| name.to_lowercase().ends_with(ending));
        if is_file && call.name() == "Import-Module" {
            let next = call.next.clone();
            call.runtime.import_script(&name, next)?;
            continue;
        }
        let bare = name.rsplit(['/', '\\']).next().unwrap_or(&name);
        let count: usize = modules(call)
            .iter()
            .filter(|(module, _)| {
                let (module, bare) = (module.to_lowercase(), bare.to_lowercase());
                module == bare || module.starts_with(&format!("{bare}."))
            })
            .map(|(_, count)| count)
            .sum();
        match count {
            0 => call.warn(format!(
                "The module \"{name}\" is not known here: its commands are missing. Get-Module lists those that are."
            ))?,
            _ => call.verbose(format!(
                "The module \"{name}\" is there already, with {count} of its commands."
            ))?,
        }
    }
    Ok(())
}
