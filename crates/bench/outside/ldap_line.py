"""Prints the line of an OpenLDAP measurement: `members` that were read, or `changes` that were made."""

import json
import re
import sys
from pathlib import Path

from workload import Digest

what, workload, folder = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
seconds, worked = float(sys.argv[4]), float(sys.argv[5])
expected = json.loads((workload / "expected.json").read_text())
line = {
    "job": "B1" if what == "members" else "B2",
    "engine": "openldap dynlist" if what == "members" else "openldap autogroup",
    "size": expected["size"],
    "users": expected["users"],
    "rules": expected["rules"],
    "seconds": seconds,
    "processor_seconds": worked,
}
same = True
if what == "members":
    digest, rule, taken = Digest(), 0, {}
    for text in (folder / "members.ldif").read_text().splitlines():
        if found := re.match(r"dn: cn=(\d+),ou=groups", text):
            rule = int(found[1])
        elif found := re.match(r"member: cn=(\d+),ou=people", text):
            taken.setdefault(rule, []).append(int(found[1]))
    for rule, users in taken.items():
        digest.add(rule, users)
    same = digest.count == expected["count"] and f"{digest.hash:016x}" == expected["hash"]
    pairs = expected["users"] * expected["rules"]
    line |= {"ns_per_pair": seconds * 1e9 / pairs, "processor_ns_per_pair": worked * 1e9 / pairs}
    line |= {"count": digest.count, "hash": f"{digest.hash:016x}", "as_naive": same}
else:
    changes = (folder / "changes.ldif").read_text().count("changetype: modify")
    line |= {
        "changes": changes,
        "ms_per_change": seconds * 1e3 / changes,
        "processor_ms_per_change": worked * 1e3 / changes,
    }
print(json.dumps(line))
if not same:
    raise SystemExit(f"naive finds {expected['count']} memberships, {expected['hash']}")
