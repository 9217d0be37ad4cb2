//! The shell's own commands, one file each.

mod aliases;
mod compare_object;
mod convert_csv;
mod convert_from_json;
mod convert_to_html;
mod convert_to_json;
mod convert_to_rhai;
mod csv_parameters;
mod export_csv;
mod file_parameters;
mod for_each_object;
mod format_list;
mod format_table;
mod get_command;
mod get_content;
mod get_date;
mod get_help;
mod get_member;
mod get_random;
mod group_object;
mod items;
mod measure_object;
mod modules;
mod new_object;
mod new_values;
mod out_file;
mod out_grid_view;
mod out_host;
mod out_null;
mod out_string;
mod passing_time;
mod paths;
mod properties;
mod read_host;
mod select_object;
mod select_string;
mod set_content;
mod sort_object;
mod tee_object;
mod variables;
mod where_object;
mod without_effect;
mod write;

use crate::command::Command;
use crate::output::{Column, View, Views};

/// Every command of the shell itself.
pub(crate) fn all<H: 'static>() -> Vec<Command<H>> {
    let mut all = vec![
        compare_object::command(),
        convert_from_json::command(),
        convert_to_html::command(),
        convert_to_json::command(),
        convert_to_rhai::command(),
        for_each_object::command(),
        format_list::command(),
        format_table::command(),
        get_command::command(),
        get_content::command(),
        get_date::command(),
        get_help::command(),
        get_member::command(),
        get_random::command(),
        group_object::command(),
        measure_object::command(),
        new_object::command(),
        out_file::command(),
        out_grid_view::command(),
        out_host::command(),
        out_null::command(),
        read_host::command(),
        out_string::command(),
        select_object::command(),
        select_string::command(),
        sort_object::command(),
        tee_object::command(),
        where_object::command(),
    ];
    all.extend(aliases::commands());
    all.extend(convert_csv::commands());
    all.extend(export_csv::commands());
    all.extend(items::commands());
    all.extend(modules::commands());
    all.extend(passing_time::commands());
    all.extend(paths::commands());
    all.extend(set_content::commands());
    all.extend(without_effect::commands());
    all.extend(write::commands());
    all.extend(new_values::commands());
    all.extend(variables::commands());
    all
}

/// How the objects of these commands are shown.
pub(crate) fn views() -> Views {
    let mut views = Views::default();
    views.set("Topic", View::table(&["Name", "Synopsis"]));
    views.set("Command", View::table(&["CommandType", "Name", "Synopsis"]));
    views.set("Difference", View::table(&["InputObject", "SideIndicator"]));
    views.set("GroupInfo", View::table(&["Count", "Name", "Group"]));
    views.set(
        "MemberDefinition",
        View::table(&["Name", "MemberType", "Definition"]),
    );
    views.set("DictionaryEntry", View::table(&["Name", "Value"]));
    views.set("PSNoteProperty", View::table(&["Name", "Value"]));
    views.set("AliasInfo", View::table(&["Name", "Definition"]));
    views.set("Version", View::Line(Column::property("OriginalString")));
    views.set("Uri", View::Line(Column::property("OriginalString")));
    views.set("FileItem", View::table(&["Kind", "Name"]));
    views.set("FileInfo", View::table(&["Name"]));
    views.set("PathInfo", View::Line(Column::property("Path")));
    views.set("MatchInfo", View::table(&["LineNumber", "Line"]));
    views.set(
        "ModuleInfo",
        View::table(&["ModuleType", "Name", "Commands"]),
    );
    views.set("Variable", View::table(&["Name", "Value"]));
    views.set("Exception", View::Line(Column::property("Message")));
    views
}
