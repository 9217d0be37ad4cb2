"""Polars: one WHERE for each rule over a frame in memory."""

import os

from workload import Workload, arguments, measure

given = arguments(__doc__)
os.environ["POLARS_MAX_THREADS"] = str(given.threads)

import polars  # noqa: E402 - it counts its threads when it is imported

workload = Workload(given.workload, "polars")
people = polars.from_arrow(workload.people).rechunk()
context = polars.SQLContext(people=people.lazy())


def ask(rule):
    return context.execute(f"SELECT id FROM people WHERE {rule}").collect()["id"].to_numpy()


measure(f"polars {polars.__version__}", workload, ask, given.rounds)
