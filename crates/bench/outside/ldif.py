"""Writes what OpenLDAP needs into a folder: schema, settings for both overlays, entries, and changes of people.

Every column of the workload is an attribute of its own with every index that a rule can use. What is worked out
beforehand (`holds0` and so on) is one attribute with several values, as there may not be so many indexes.
"""

import argparse
import base64
import csv
import json
import random
import re
from pathlib import Path
from urllib.parse import quote

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("workload", type=Path)
parser.add_argument("folder", type=Path)
parser.add_argument("--changes", type=int, default=1_000)
given = parser.parse_args()
given.folder.mkdir(parents=True, exist_ok=True)

ROOT = "1.3.6.1.4.1.4203.666.11"  # where OpenLDAP lets everybody experiment
MODULES = "/usr/lib/ldap"
OVERLAYS = {
    "dynlist": "dynlist-attrset ruleGroup memberURL member",
    "autogroup": "autogroup-attrset ruleGroup memberURL member",
}

MORE = {"autogroup": "moduleload memberof\n"}  # it asks for an attribute of this one

rows = csv.reader((given.workload / "people.csv").open(newline=""))
names = next(rows)[1:]
people = {row[0]: row[1:] for row in rows}
filters = [
    re.sub(r"\((\w+)=", r"(x-\1=", re.sub(r"\(holds(\d+)=TRUE\)", r"(holds=\1)", json.loads(line)["ldap"]))
    for line in (given.workload / "rules.jsonl").read_text().splitlines()
]


attributes = [name for name in names if not name.startswith("holds")] + ["holds"]


def is_flag(name):
    return name in ("accountEnabled", "dirSyncEnabled")


def attribute(number, name):
    if is_flag(name):
        kind = "EQUALITY booleanMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.7"
    else:
        kind = "EQUALITY caseIgnoreMatch SUBSTR caseIgnoreSubstringsMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15"
    many = "" if name == "holds" else " SINGLE-VALUE"
    return f"attributetype ( {ROOT}.1.{number} NAME 'x-{name}' {kind}{many} )\n"


def line(name, text):
    plain = text.isascii() and text.isprintable() and not text.startswith((" ", ":", "<")) and not text.endswith(" ")
    return f"{name}: {text}\n" if plain else f"{name}:: {base64.b64encode(text.encode()).decode()}\n"


with (given.folder / "workload.schema").open("w") as schema:
    schema.writelines(attribute(number, name) for number, name in enumerate(attributes))
    schema.write(f"objectclass ( {ROOT}.3.1 NAME 'rulePerson' SUP top STRUCTURAL MUST cn )\n")
    schema.write(
        f"objectclass ( {ROOT}.3.2 NAME 'ruleGroup' SUP top STRUCTURAL MUST cn MAY ( memberURL $ member ) )\n"
    )

for overlay, setting in OVERLAYS.items():
    (given.folder / f"{overlay}.db").mkdir(exist_ok=True)
    indexes = "".join(
        f"index x-{name} {'eq' if is_flag(name) else 'eq,sub,pres'}\n" for name in attributes
    )
    (given.folder / f"{overlay}.conf").write_text(
        f"include /etc/ldap/schema/core.schema\ninclude /etc/ldap/schema/dyngroup.schema\ninclude {given.folder}/workload.schema\n"
        f"modulepath {MODULES}\nmoduleload back_mdb\nmoduleload {overlay}\n{MORE.get(overlay, '')}"
        f"pidfile {given.folder}/{overlay}.pid\nsizelimit unlimited\ntimelimit unlimited\n"
        f"database mdb\nsuffix dc=example\nrootdn cn=admin,dc=example\nrootpw secret\n"
        f"directory {given.folder}/{overlay}.db\nmaxsize 8589934592\ndbnosync\n"
        f"index objectClass,cn eq\nindex member eq\n{indexes}"
        f"overlay {overlay}\n{setting}\n"
    )

with (given.folder / "entries.ldif").open("w") as entries:
    entries.write("dn: dc=example\nobjectClass: dcObject\nobjectClass: organization\no: example\ndc: example\n\n")
    for unit in ("people", "groups"):
        entries.write(f"dn: ou={unit},dc=example\nobjectClass: organizationalUnit\nou: {unit}\n\n")
    for number, values in people.items():
        entries.write(f"dn: cn={number},ou=people,dc=example\nobjectClass: rulePerson\nobjectClass: extensibleObject\ncn: {number}\n")
        for name, value in zip(names, values):
            if name.startswith("holds"):
                if value == "true":
                    entries.write(f"x-holds: {name.removeprefix('holds')}\n")
            elif value:
                entries.write(line(f"x-{name}", value.upper() if is_flag(name) else value))
        entries.write("\n")
    for number, rule in enumerate(filters):
        url = f"ldap:///ou=people,dc=example??one?{quote(rule, safe='()=&|!*')}"
        entries.write(f"dn: cn={number},ou=groups,dc=example\nobjectClass: ruleGroup\ncn: {number}\n")
        entries.write(line("memberURL", url) + "\n")

(given.folder / "groups").write_text("".join(f"{number}\n" for number in range(len(filters))))

# Departments of people, each another one than before.
chance = random.Random(5)
place = names.index("department")
departments = sorted({values[place] for values in people.values() if values[place]})
with (given.folder / "changes.ldif").open("w") as changes:
    for number in chance.sample(sorted(people), min(given.changes, len(people))):
        department = chance.choice([one for one in departments if one != people[number][place]])
        changes.write(f"dn: cn={number},ou=people,dc=example\nchangetype: modify\nreplace: x-department\n")
        changes.write(line("x-department", department) + "\n")
