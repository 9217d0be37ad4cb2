"""DuckDB: one WHERE for each rule over a table in memory."""

import duckdb

from workload import Workload, arguments, measure

given = arguments(__doc__)
workload = Workload(given.workload, "duckdb")
database = duckdb.connect(":memory:", config={"threads": given.threads})
read = workload.people
database.execute("CREATE TABLE people AS SELECT * FROM read")


def ask(rule):
    return database.execute(f"SELECT id FROM people WHERE {rule}").fetchnumpy()["id"]


measure(f"duckdb {duckdb.__version__}", workload, ask, given.rounds)
