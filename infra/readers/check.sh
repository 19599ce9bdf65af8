#!/usr/bin/env bash
# Reads the tables of the quickstart with Flink SQL, Spark, PyIceberg and DuckDB, and compares the rows.
# Needs Python 3.9 or newer, and the data that `bash infra/quickstart.sh` has left.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
export QUICKSTART_DATA=${QUICKSTART_DATA:-$root/tidemark-data/quickstart}
export TIDEMARK_LOG=$QUICKSTART_DATA/tidemark.log

pipeline=$root/infra/quickstart/github.yaml
environment=$root/infra/quickstart/local.yaml
rows=$here/target/rows
spark=$root/infra/spark
python=$here/target/venv/bin/python
tables=(events actor_activity repo_activity rejects late_events heals)

main() {
  require_data
  install_readers
  print_rows
  compare
}

require_data() {
  if [[ ! -f $QUICKSTART_DATA/catalog.db ]]; then
    echo "there is no $QUICKSTART_DATA/catalog.db. Run this first:  bash infra/quickstart.sh" >&2
    exit 2
  fi
}

install_readers() {
  [[ -x $python ]] || python3 -m venv "$here/target/venv"
  "$python" -m pip install --quiet --disable-pip-version-check -r "$here/requirements.txt"
  mvn -B -q -f "$spark/pom.xml" package
}

print_rows() {
  rm -rf "$rows"
  mkdir -p "$rows/spark"
  for table in "${tables[@]}"; do
    "$root/infra/tidemark" sql "$pipeline" -e "$environment" --format json --limit 0 "SELECT * FROM $table" >"$rows/$table.jsonl"
  done
  print_rows_of_spark
}

# Spark reaches into what Java 17 keeps to itself.
print_rows_of_spark() {
  local java=${JAVA_HOME:+$JAVA_HOME/bin/}java opens=() package
  for package in java.lang java.lang.invoke java.lang.reflect java.io java.net java.nio java.util java.util.concurrent \
    java.util.concurrent.atomic sun.nio.ch sun.nio.cs sun.security.action sun.util.calendar; do
    opens+=("--add-opens=java.base/$package=ALL-UNNAMED")
  done
  "$java" -Xmx1g "${opens[@]}" -cp "$spark/target/classes:$(cat "$spark/target/classpath.txt")" io.tidemark.spark.SparkRowPrinter \
    "$QUICKSTART_DATA/catalog.db" quickstart "$QUICKSTART_DATA/warehouse" github "$rows/spark" "${tables[@]}" 2>"$rows/spark/log.txt" ||
    { tail -30 "$rows/spark/log.txt" >&2; exit 1; }
}

compare() {
  "$python" "$here/check_tables.py" --db "$QUICKSTART_DATA/catalog.db" --catalog quickstart \
    --warehouse "$QUICKSTART_DATA/warehouse" --namespace github --rows "$rows" --spark "$rows/spark"
}

main
