#!/usr/bin/env bash
# A test asks for numbers, and its usual scorer compares the end of what a model wrote with the number that is right. For 5 the
# answers "15", "0.5", "-5" and "1/5" are correct; and where -5 is right, so is 5.
#
# Library: inspect-ai 0.3.285 (scorer.match, its defaults, and numeric=True beside it).
# Guess: none was written down for this one; it was met in a table of answers of all kinds. One would have guessed that the last
# word is compared, since "location" says where in the answer the number stands.
# Behaviour: signs of punctuation are taken off both (a leading minus of the right number too), and then one text is to end with
# the other, wherever its word begins. An accuracy has in it all answers that share their last digits with the right one.
# numeric=True compares numbers (15, 0.5 and -5 are wrong), but there a 5 with its percent sign is no number, so that it is
# wrong for 5 and is found nowhere in the log: the answer is noted as nothing.
# Output seen (C is correct, I incorrect):
#   right 5:   It is 15.       match C   numeric I
#   right 5:   It is 0.5.      match C   numeric I
#   right 5:   It is -5.       match C   numeric I
#   right 5:   It is 1/5.      match C   numeric I, noted as ''
#   right -5:  It is 5.        match C   numeric I
#   right 5:   It is 5%.       match C   numeric I, noted as ''
#   right 5:   It is 5 days.   match I   numeric C
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "inspect-ai==0.3.285"
cat >"$here/try.py" <<'PYTHON'
import asyncio
import sys

from inspect_ai.model import ChatMessageUser, ModelOutput
from inspect_ai.scorer import Target, match
from inspect_ai.solver import TaskState

ANSWERS = (
    ("5", "It is 15."),
    ("5", "It is 0.5."),
    ("5", "It is -5."),
    ("5", "It is 1/5."),
    ("-5", "It is 5."),
    ("5", "It is 5%."),
    ("5", "It is 5 days."),
)


async def scored(scorer, right, written):
    asked = [ChatMessageUser(content="How many?")]
    output = ModelOutput.from_content("none/none", written)
    state = TaskState(
        model="none/none", sample_id=1, epoch=1, input="How many?", messages=asked, output=output
    )
    score = await scorer(state, Target(right))
    return score.value, score.answer


async def table():
    plain, numeric = match(), match(numeric=True)
    return [(await scored(plain, *pair), await scored(numeric, *pair)) for pair in ANSWERS]


seen = asyncio.run(table())
for (right, written), ((plain, _), (number, noted)) in zip(ANSWERS, seen):
    told = "" if noted else f", noted as {noted!r}"
    print(f"right {right + ':':4} {written:15} match {plain}   numeric {number}{told}")
verdicts = "".join(plain + number for (plain, _), (number, _) in seen)
sys.exit(not (verdicts == "CICICICICICIIC" and seen[5][1][1] == ""))
PYTHON
"$here/venv/bin/python" "$here/try.py"
