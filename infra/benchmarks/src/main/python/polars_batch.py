"""Polars, from the Parquet files of the event table to one Parquet file of features."""

import os
import sys
import time
from pathlib import Path

os.environ["POLARS_MAX_THREADS"] = "2"

import polars as pl  # noqa: E402  the threads are read at import

# Polars knows minutes as m.
LENGTHS = {"1min": "1m", "1h": "1h", "1d": "24h", "7d": "168h", "30d": "720h"}


def features(span):
    def over(column):
        rolling = column.rolling_sum_by("event_time", window_size=LENGTHS[span], closed="both")
        return rolling.over("customer_id")

    return [
        over(pl.col("one")).alias(f"count_{span}"),
        over(pl.col("amount")).alias(f"sum_{span}"),
    ]


def main(directory):
    told = dict(line.split("=", 1) for line in (directory / "assignment.txt").read_text().splitlines())
    events = Path(told["lake"]) / "warehouse/bench/activity/data/**/*.parquet"
    answers = directory / "spending.parquet"
    begin = time.perf_counter()
    rows = (
        pl.scan_parquet(str(events), hive_partitioning=False)
        .select("customer_id", "event_time", "event_id", "amount", pl.lit(1, pl.Int64).alias("one"))
        .sort("customer_id", "event_time")
        .with_columns(*[column for span in told["spans"].split(",") for column in features(span)])
        .drop("amount", "one")
        .collect()
    )
    rows.write_parquet(answers, compression="zstd")
    seconds = time.perf_counter() - begin
    outcome = f"seconds={seconds}\nparquet={answers}\npolars={pl.__version__}\n"
    (directory / "outcome.txt").write_text(outcome)


main(Path(sys.argv[1]))
