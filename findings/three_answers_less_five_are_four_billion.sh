#!/usr/bin/env bash
# Three answers of the five that were asked for: three less five is 4294967294. Who wants those that are ahead of their plan
# ("more than 0") finds everybody who is behind it.
#
# Library: polars 2.1.0 (len, count, n_unique, str.len_chars, rank, with_row_index), beside pandas 3.0.3.
# Guess, written down before the run: the difference of a count and a number is -2.
# Behaviour: whatever counts is an unsigned number of 32 bits, and stays one when a Python number is taken from it; below
# nought it goes round. The same for the difference of two counts, for a length less a limit and for a rank less one. Nothing
# is raised. diff() makes them signed, and so does a column of ordinary numbers: with the five in a column it is -2, so that a
# test with a plan in the table does not find it. A mean over such differences is a billion and some.
# Output seen:
#   answers less five:         4294967294
#   topics less three:         4294967295
#   signs of "short" less ten: 4294967291
#   less a column of fives:    -2
#   ahead of their plan:       ['behind']
#   pandas:                    -2
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "polars==2.1.0" "pandas==3.0.3"
cat >"$here/try.py" <<'PYTHON'
import sys

import pandas
import polars

rows = {"who": ["behind"] * 3, "topic": ["code", "code", "plan"], "answer": ["short"] * 3, "wanted": [5] * 3}
table = polars.DataFrame(rows)
counted = table.group_by("who").agg(
    answers=polars.len() - 5,
    topics=polars.col("topic").n_unique() - 3,
    signs=polars.col("answer").str.len_chars().max() - 10,
    column=polars.len() - polars.col("wanted").max(),
)
ahead = counted.filter(polars.col("answers") > 0)["who"].to_list()
seen = {
    "answers less five:": counted["answers"][0],
    "topics less three:": counted["topics"][0],
    'signs of "short" less ten:': counted["signs"][0],
    "less a column of fives:": counted["column"][0],
    "ahead of their plan:": ahead,
    "pandas:": int((pandas.DataFrame(rows).groupby("who").size() - 5).iloc[0]),
}
for name, value in seen.items():
    print(f"{name:26} {value}")
sys.exit(list(seen.values()) != [2**32 - 2, 2**32 - 1, 2**32 - 5, -2, ["behind"], -2])
PYTHON
"$here/venv/bin/python" "$here/try.py"
