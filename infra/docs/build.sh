#!/usr/bin/env bash
# Checks the pages of the repository, and makes a static site of docs/ in target/site: dead links fail.
# Needs Python 3.9 or newer; what it installs goes to target/venv-docs.
#   bash infra/docs/build.sh           check and build
#   bash infra/docs/build.sh --check   check alone, without installing anything
#   bash infra/docs/build.sh --serve   show the site on http://localhost:8000 while you write
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

python3 infra/docs/check_pages.py
[[ ${1:-} == --check ]] && exit 0

venv=target/venv-docs
if ! cmp -s infra/docs/requirements.txt "$venv/requirements.txt"; then
  rm -rf "$venv"
  python3 -m venv "$venv"
  "$venv/bin/pip" install -q --disable-pip-version-check -r infra/docs/requirements.txt
  cp infra/docs/requirements.txt "$venv/requirements.txt"
fi
if [[ ${1:-} == --serve ]]; then
  exec "$venv/bin/mkdocs" serve
fi
"$venv/bin/mkdocs" build --strict --quiet
echo "The manual is in target/site/index.html."
