#!/usr/bin/env bash
# Prints the test classes that took longest in the last runs of Maven, from the reports they left: seconds, tests, class.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

most=${1:-20}
printf '%8s  %5s  %s\n' seconds tests class
find . -path '*/target/*-reports/TEST-*.xml' -exec grep -hm1 '<testsuite ' {} + |
  sed -E 's/.* name="([^"]*)" time="([^"]*)" tests="([0-9]*)".*/\2 \3 \1/; s/,//' |
  sort -rn | head -n "$most" |
  while read -r seconds tests class; do printf '%8.1f  %5s  %s\n' "$seconds" "$tests" "$class"; done
