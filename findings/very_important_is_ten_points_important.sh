#!/usr/bin/env bash
# A Chinese transcript has its spoken figures made into digits. "Very important" comes out as "10 points important", "unify" as
# "1fy", and "three or five people" are 35.
#
# Library: cn2an 0.5.24 (transform, which is there to convert the figures within a sentence).
# Guess, written down before the run: only what is a number is converted; 十分 (very), 统一 (to unify) and 一直 (always) stay, and
# 三五个人 (a few people, "three, five") stays or is refused.
# Behaviour: every run of the signs 一 to 十 is a number, whatever word it is part of, and 分 behind it is a unit. Two digits that
# stand beside each other are an estimate in Chinese (七八年: seven or eight years) and are read as in a telephone number. What it
# cannot read (万一, in case) is left, with a warning; what it misreads has none. Figures proper are right, which is what one
# tries first. The words are among the commonest of an answer.
# Output seen:
#   百分之五         -> 5%
#   三百五十个客户   -> 350个客户
#   十分重要         -> 10分重要
#   统一标准         -> 统1标准
#   一直             -> 1直
#   三五个人         -> 35个人
#   七八年           -> 78年
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "cn2an==0.5.24"
cat >"$here/try.py" <<'PYTHON'
import sys

import cn2an

EXPECTED = {
    "百分之五": "5%",
    "三百五十个客户": "350个客户",
    "十分重要": "10分重要",
    "统一标准": "统1标准",
    "一直": "1直",
    "三五个人": "35个人",
    "七八年": "78年",
}
seen = {text: cn2an.transform(text, "cn2an") for text in EXPECTED}
for text, became in seen.items():
    print(text + "  " * (8 - len(text)), "->", became)
sys.exit(seen != EXPECTED)
PYTHON
"$here/venv/bin/python" "$here/try.py"
