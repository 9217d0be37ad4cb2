"""DataFusion: one WHERE for each rule over a table in memory, in as many partitions as there are threads."""

import datafusion
import numpy
import pyarrow

from workload import Workload, arguments, measure

given = arguments(__doc__)
workload = Workload(given.workload, "datafusion")
settings = (
    datafusion.SessionConfig()
    .with_target_partitions(given.threads)
    .set("datafusion.sql_parser.enable_ident_normalization", "false")
)
context = datafusion.SessionContext(settings)
size = -(-len(workload.people) // given.threads)
parts = [
    workload.people.slice(start, size).combine_chunks().to_batches()
    for start in range(0, len(workload.people), size)
]
context.register_record_batches("people", parts)


def ask(rule):
    found = context.sql(f'SELECT id FROM people WHERE {rule}').collect()
    ids = [batch.column(0).to_numpy(zero_copy_only=False) for batch in found]
    return numpy.concatenate(ids) if ids else numpy.empty(0, numpy.uint32)


measure(f"datafusion {datafusion.__version__}", workload, ask, given.rounds)
