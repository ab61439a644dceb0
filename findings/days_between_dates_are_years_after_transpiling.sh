#!/usr/bin/env bash
# Arithmetic with dates that is made from one dialect of SQL into SQLite's runs there without an error, and counts years
# where it counted days; a comparison with a date plus days holds for no row.
#
# Libraries: sqlglot 30.30.0, duckdb 1.5.5 (the dialect that is read, run for real), SQLite of Python's own sqlite3.
# Guess, written down before the run: the types stand in the query itself (casts to DATE), so the difference of two dates
# becomes julianday(…) - julianday(…), and what cannot be said in SQLite raises UnsupportedError under unsupported_level.
# Behaviour: the minus and plus stay as they are between two calls of DATE(); SQLite takes the number that the text begins
# with, its year. Nothing is raised, at the strictest level either.
# Output seen:
#   days between:   duckdb 29    SQLite 0
#   an upper bound: duckdb [(1,)]  SQLite []
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "sqlglot==30.30.0" "duckdb==1.5.5"
cat >"$here/try.py" <<'PYTHON'
import sqlite3
import sys

import duckdb
import sqlglot

BETWEEN = "SELECT CAST('2024-03-01' AS DATE) - CAST('2024-02-01' AS DATE)"
WITHIN = "SELECT 1 WHERE CAST('2024-02-15' AS DATE) < CAST('2024-02-01' AS DATE) + 30"


def there(query):
    return duckdb.sql(query).fetchall()


def here(query):
    made = sqlglot.transpile(query, read="duckdb", write="sqlite", unsupported_level=sqlglot.ErrorLevel.RAISE)[0]
    return sqlite3.connect(":memory:").execute(made).fetchall()


days, bound = (there(BETWEEN)[0][0], here(BETWEEN)[0][0]), (there(WITHIN), here(WITHIN))
print(f"days between:   duckdb {days[0]}    SQLite {days[1]}")
print(f"an upper bound: duckdb {bound[0]}  SQLite {bound[1]}")
sys.exit((days, bound) != ((29, 0), ([(1,)], [])))
PYTHON
"$here/venv/bin/python" "$here/try.py"
