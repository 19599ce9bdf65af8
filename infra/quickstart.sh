#!/usr/bin/env bash
# Tidemark on real events, from nothing: builds, starts a real Kafka broker, ingests public GitHub events,
# heals what came late, and proves that history and live agree. Needs a JDK 17 and Maven alone.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
keep_running=false
web_port=8081
export QUICKSTART_PORT=${QUICKSTART_PORT:-19092}
export QUICKSTART_DATA=${QUICKSTART_DATA:-$root/tidemark-data/quickstart}
export TIDEMARK_LOG=$QUICKSTART_DATA/tidemark.log

pipeline=$root/infra/quickstart/github.yaml
environment=$root/infra/quickstart/local.yaml
events=$root/infra/quickstart/target/github/examples/batch/githubComplexTypeEvents/rawdata/githubComplexTypeEvents_data.json
report=$QUICKSTART_DATA/verify.html
broker=

usage() {
  cat <<EOF
Usage: bash infra/quickstart.sh [--keep-running]

  --keep-running  leave the broker, the job and Flink's web page (port $web_port) up until Ctrl-C

QUICKSTART_PORT (default 19092) and QUICKSTART_DATA (default tidemark-data/quickstart; emptied at the start)
choose another port of the broker and another place for the data.
EOF
}

main() {
  announce
  build
  fresh_data
  start_broker
  say "Real events into a real topic: 9,996 public GitHub events of 2018-01-01."
  tidemark produce "$events" --bootstrap "localhost:$QUICKSTART_PORT" --topic github.events --create 3 --key actor.login
  say "The live job (Flink, STREAMING): Kafka to Iceberg tables and feature topics, until it has caught up."
  tidemark ingest "$pipeline" -e "$environment" --until-caught-up
  check_rows events 9,996
  say "Does history agree with live? Recomputed by the same graph in BATCH, compared bit for bit." \
      "A few review comments came up to 19 minutes late: their rows are missing, and verify names each of them."
  verify_before_heal
  tidemark heal "$pipeline" -e "$environment"
  say "And now?"
  tidemark verify "$pipeline" -e "$environment" --report "$report"
  check_rows actor_activity 9,996
  check_rows repo_activity 9,996
  look_around
  say "All checks passed in $((SECONDS - began)) s (after the build)."
  whats_next
  if $keep_running; then
    say "The live job goes on; Flink's web page: http://localhost:$web_port. Ctrl-C stops everything."
    tidemark ingest "$pipeline" -e "$environment" --web "$web_port"
  fi
}

announce() {
  cat <<'EOF'
What follows, with the time each step takes on two quiet cores:

  build        1 min; the first time more, for Maven fetches about 500 MB
  produce      5 s    9,996 public GitHub events into a topic of a real Kafka broker
  ingest      25 s    the live job, until it has caught up
  verify      10 s    history recomputed and compared bit for bit: late events show
  heal        10 s    the hours that late events touched, computed anew
  verify      10 s    and now they agree
  show         5 s    features of a bot, a burst, repositories that take off
EOF
}

build() {
  say "Building."
  (cd "$root" && mvn -B -q -DskipTests -pl infra/cli,infra/quickstart -am package)
  began=$SECONDS
}

fresh_data() {
  rm -rf "$QUICKSTART_DATA"
  mkdir -p "$QUICKSTART_DATA"
}

start_broker() {
  say "A real single-node Kafka on port $QUICKSTART_PORT, in a process of its own."
  show_command broker --port "$QUICKSTART_PORT" --dir "$QUICKSTART_DATA/kafka"
  "$root/infra/tidemark" broker --port "$QUICKSTART_PORT" --dir "$QUICKSTART_DATA/kafka" >"$QUICKSTART_DATA/broker.out" 2>&1 &
  broker=$!
  trap stop_broker EXIT
  for _ in $(seq 120); do
    if grep -q 'Kafka is up' "$QUICKSTART_DATA/broker.out"; then
      cat "$QUICKSTART_DATA/broker.out"
      return
    fi
    kill -0 "$broker" 2>/dev/null || break
    sleep 0.5
  done
  cat "$QUICKSTART_DATA/broker.out" >&2
  fail "the broker did not start (is port $QUICKSTART_PORT taken? QUICKSTART_PORT chooses another)."
}

stop_broker() {
  kill "$broker" 2>/dev/null || true
  wait "$broker" 2>/dev/null || true
}

check_rows() {
  local table=$1 expected=$2 found
  found=$("$root/infra/tidemark" show "$pipeline" -e "$environment" "$table" --only count)
  [[ $found == "$expected" ]] || fail "table $table has $found rows, expected $expected."
  echo "  check: table $table has $found rows, as it should."
}

verify_before_heal() {
  local code=0
  tidemark verify "$pipeline" -e "$environment" || code=$?
  case $code in
    0) say "This time no event came late enough to matter, so there is nothing to heal:" ;;
    1) say "So there are differences. The late ledger names all such rows; heal recomputes their hours:" ;;
    *) fail "verify could not compare (exit code $code)." ;;
  esac
}

look_around() {
  say "Features of a real entity, newest first:"
  tidemark show "$pipeline" -e "$environment" actor_activity --only rows --newest --limit 5 \
    --where actor_login=LombiqBot --columns event_time,events_1m,events_10m,repos_10m,pushes_10m,push_share_10m,last_repo
  say "What an alert would say: bursts, found by a feature that is a line of SQL."
  tidemark show "$pipeline" -e "$environment" actor_activity --only rows --newest --limit 5 \
    --where burst=true --columns actor_login,event_time,events_1m,events_10m,repos_10m,looks_like_a_bot
  say "Repositories that take off (five stars in ten minutes):"
  tidemark show "$pipeline" -e "$environment" repo_activity --only rows --newest --limit 5 \
    --where stars_10m=5 --columns repo_name,event_time,stars_10m,stars_1h,forks_1h,actors_1h,heat
  say "Where the tables lie:"
  tidemark show "$pipeline" -e "$environment"
}

whats_next() {
  cat <<EOF

The proof as a page:  $report
Try next:
  infra/tidemark validate infra/quickstart/shop.yaml
  bash infra/quickstart.sh --keep-running
  change a feature in infra/quickstart/github.yaml, and see docs/guides/define-features.md
EOF
}

tidemark() {
  show_command "$@"
  "$root/infra/tidemark" "$@"
}

show_command() {
  local text="$*"
  text=${text//$root\//}
  printf '\n$ infra/tidemark %s\n' "$text"
}

say() {
  printf '\n== [%d:%02d] %s\n' $((SECONDS / 60)) $((SECONDS % 60)) "$*"
}

fail() {
  printf '\nquickstart: %s\n' "$1" >&2
  exit 1
}

case ${1:-} in
  --keep-running) keep_running=true ;;
  -h | --help) usage && exit 0 ;;
  '') ;;
  *) usage >&2 && exit 2 ;;
esac
main
