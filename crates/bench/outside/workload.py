"""What every script here needs: the workload's files, the digest of memberships, and the line that is printed."""

import argparse
import json
import statistics
import time
from pathlib import Path

import numpy
import pyarrow
import pyarrow.csv


class Workload:
    """People as a table, rules in the words of one dialect, and what naive makes of them."""

    def __init__(self, folder, dialect):
        folder = Path(folder)
        self.expected = json.loads((folder / "expected.json").read_text())
        lines = (folder / "rules.jsonl").read_text().splitlines()
        self.rules = [json.loads(line)[dialect] for line in lines]
        header = (folder / "people.csv").open().readline().strip().split(",")
        flags = {"accountEnabled", "dirSyncEnabled"}
        types = {
            name: pyarrow.bool_() if name in flags or name.startswith("holds") else pyarrow.string()
            for name in header
        }
        types["id"] = pyarrow.uint32()
        options = pyarrow.csv.ConvertOptions(column_types=types, strings_can_be_null=True, null_values=[""])
        self.people = pyarrow.csv.read_csv(folder / "people.csv", convert_options=options).combine_chunks()


class Digest:
    """The count and the hash of memberships, in whatever order they come: the same as the bench's own."""

    def __init__(self):
        self.count = 0
        self.hash = 0

    def add(self, rule, users):
        users = numpy.asarray(users, dtype=numpy.uint64)
        with numpy.errstate(over="ignore"):
            mixed = (numpy.uint64(rule) << numpy.uint64(32)) | users
            mixed = (mixed ^ (mixed >> numpy.uint64(30))) * numpy.uint64(0xBF58476D1CE4E5B9)
            mixed = (mixed ^ (mixed >> numpy.uint64(27))) * numpy.uint64(0x94D049BB133111EB)
            mixed = mixed ^ (mixed >> numpy.uint64(31))
            self.count += len(users)
            self.hash = (self.hash + int(mixed.sum(dtype=numpy.uint64))) % 2**64


def arguments(about):
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("workload", help="the folder that --write-workload wrote")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=3)
    return parser.parse_args()


def measure(engine, workload, ask, rounds):
    """Asks every rule, `rounds` times; prints the medians and compares the memberships with naive's.

    `ask` gives the users whom a rule takes. Beside what the clock on the wall says stands what the processor worked,
    all threads together, where others use the machine too.
    """
    seconds, worked = [], []
    for _ in range(rounds):
        digest, spent, work = Digest(), 0.0, 0.0
        for number, rule in enumerate(workload.rules):
            start, before = time.perf_counter(), time.process_time()
            users = ask(rule)
            spent += time.perf_counter() - start
            work += time.process_time() - before
            digest.add(number, users)
        seconds.append(spent)
        worked.append(work)
    expected = workload.expected
    pairs = expected["users"] * expected["rules"]
    middle = statistics.median(seconds)
    same = digest.count == expected["count"] and f"{digest.hash:016x}" == expected["hash"]
    print(
        json.dumps(
            {
                "job": "B1",
                "engine": engine,
                "size": expected["size"],
                "users": expected["users"],
                "rules": expected["rules"],
                "seconds": middle,
                "processor_seconds": statistics.median(worked),
                "ns_per_pair": middle * 1e9 / pairs,
                "processor_ns_per_pair": statistics.median(worked) * 1e9 / pairs,
                "count": digest.count,
                "hash": f"{digest.hash:016x}",
                "as_naive": same,
            }
        )
    )
    if not same:
        raise SystemExit(f"naive finds {expected['count']} memberships, {expected['hash']}")
