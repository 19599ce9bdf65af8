#!/usr/bin/env bash
# Reads the tables of the quickstart with Flink SQL, PyIceberg and DuckDB, and compares the rows.
# Needs Python 3.9 or newer, and the data that `bash infra/quickstart.sh` has left.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
export QUICKSTART_DATA=${QUICKSTART_DATA:-$root/tidemark-data/quickstart}
export TIDEMARK_LOG=$QUICKSTART_DATA/tidemark.log

pipeline=$root/infra/quickstart/github.yaml
environment=$root/infra/quickstart/local.yaml
rows=$here/target/rows
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
}

print_rows() {
  rm -rf "$rows"
  mkdir -p "$rows"
  for table in "${tables[@]}"; do
    "$root/infra/tidemark" sql "$pipeline" -e "$environment" --format json --limit 0 "SELECT * FROM $table" >"$rows/$table.jsonl"
  done
}

compare() {
  "$python" "$here/check_tables.py" --db "$QUICKSTART_DATA/catalog.db" --catalog quickstart \
    --warehouse "$QUICKSTART_DATA/warehouse" --namespace github --rows "$rows"
}

main
