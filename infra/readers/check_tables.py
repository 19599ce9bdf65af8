"""Reads the tables of a lake with PyIceberg and DuckDB, and compares them with what Flink SQL and Spark have printed of them."""

import argparse
import base64
import datetime
import decimal
import hashlib
import json
import pathlib
import sys

import duckdb
import pyarrow as pa
from pyiceberg.catalog.sql import SqlCatalog

EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)


def main():
    arguments = parsed()
    catalog = SqlCatalog(arguments.catalog, uri=f"sqlite:///{arguments.db}", warehouse=arguments.warehouse)
    report = [["table", "rows", "checksum", "PyIceberg", "DuckDB", "Spark"], ["-----", "----", "--------", "---------", "------", "-----"]]
    agree = True
    for printed in sorted(pathlib.Path(arguments.rows).glob("*.jsonl")):
        table = catalog.load_table((arguments.namespace, printed.stem))
        by_iceberg = table.scan().to_arrow()
        flink = checksum(json_rows(printed, by_iceberg.schema))
        iceberg = checksum(rows(by_iceberg))
        duck = checksum(rows(by_duckdb(table, by_iceberg.schema)))
        spark = checksum(json_rows(pathlib.Path(arguments.spark) / printed.name, by_iceberg.schema))
        agree = agree and flink == iceberg == duck == spark
        verdicts = [verdict(other, flink) for other in (iceberg, duck, spark)]
        report.append([printed.stem, f"{by_iceberg.num_rows:,}", flink[:12], *verdicts])
    print_aligned(report)
    if len(report) == 2:
        sys.exit("no rows of Flink SQL to compare with: " + arguments.rows)
    if not agree:
        sys.exit("the engines do not read the same rows")


def parsed():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--db", required=True, help="SQLite file of the JDBC catalog")
    parser.add_argument("--catalog", required=True, help="name of the catalog")
    parser.add_argument("--warehouse", required=True)
    parser.add_argument("--namespace", required=True)
    parser.add_argument("--rows", required=True, help="directory with a TABLE.jsonl of every table to compare, by Flink SQL")
    parser.add_argument("--spark", required=True, help="directory with the same by Spark")
    return parser.parse_args()


def by_duckdb(table, schema):
    """The data files that the table has, for DuckDB's extension for Iceberg does not come with it. There are no deletes."""
    tasks = list(table.scan().plan_files())
    if any(task.delete_files for task in tasks):
        sys.exit(f"{table.name()} has files of deletes, which nothing of Tidemark writes")
    files = [task.file.file_path.removeprefix("file://").removeprefix("file:") for task in tasks]
    if not files:
        return schema.empty_table()
    connection = duckdb.connect()
    connection.execute("SET TimeZone = 'UTC'")
    names = ", ".join(f'"{name}"' for name in schema.names)
    query = f"SELECT {names} FROM read_parquet(?, union_by_name = true)"
    return connection.sql(query, params=[files]).to_arrow_table()


def rows(table):
    return [[plain(row[name]) for name in table.column_names] for row in table.to_pylist()]


def plain(value):
    """A value in a form that does not depend on who read it."""
    if isinstance(value, datetime.datetime):
        utc = value.replace(tzinfo=datetime.timezone.utc) if value.tzinfo is None else value
        return "t%d" % ((utc - EPOCH) // datetime.timedelta(microseconds=1))
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    if isinstance(value, decimal.Decimal):
        return "n" + format(value.normalize(), "f")
    if isinstance(value, bytes):
        return "b" + value.hex()
    if isinstance(value, dict):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        entries = [plain(inner) for inner in value]
        return dict(entries) if entries and all(isinstance(e, list) and len(e) == 2 for e in entries) else entries
    return value


def json_rows(path, schema):
    with path.open(encoding="utf-8") as lines:
        parsed_lines = (json.loads(line, parse_float=decimal.Decimal) for line in lines)
        return [[plain(typed(row.get(field.name), field.type)) for field in schema] for row in parsed_lines]


def typed(value, kind):
    """What Flink's JSON says, as a value of the column's type."""
    if value is None:
        return None
    if pa.types.is_timestamp(kind):
        return datetime.datetime.fromisoformat(value.replace("Z", "+00:00"))
    if pa.types.is_date(kind):
        return datetime.date.fromisoformat(value)
    if pa.types.is_decimal(kind):
        return decimal.Decimal(value)
    if pa.types.is_floating(kind):
        return float(value)
    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind):
        return base64.b64decode(value)
    if pa.types.is_struct(kind):
        return {field.name: typed(value.get(field.name), field.type) for field in kind}
    if pa.types.is_map(kind):
        return {key: typed(inner, kind.item_type) for key, inner in value.items()}
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        return [typed(inner, kind.value_type) for inner in value]
    return value


def checksum(all_rows):
    """Of the rows in any order."""
    lines = sorted(json.dumps(row, sort_keys=True) for row in all_rows)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def verdict(found, expected):
    return "same rows" if found == expected else "DIFFERS"


def print_aligned(lines):
    widths = [max(len(line[i]) for line in lines) for i in range(len(lines[0]))]
    for line in lines:
        print("  " + "  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip())


if __name__ == "__main__":
    main()
