#!/usr/bin/env bash
# Five answers are marked in one batch that tries again what fails. One fails for good, and in its place stands, as if nothing
# had been wrong, the mark of another answer.
#
# Library: langchain-core 1.8.3 (Runnable.with_retry, then batch or abatch with return_exceptions=True).
# langchain-ai/langchain#35475 tells of it.
# Guess, written down before the run (for all that retries and fallbacks do with a batch): what comes back is in the order of
# what went in, and what failed for good is its exception.
# Behaviour: what succeeds is set aside under its number. What is left open is filled from the results of the last try, from
# its front, without those that were set aside being taken out: whoever succeeds in the last try stands there, too, and is
# handed out a second time. It needs one that succeeds just then and a later one that does not, so that tests with one
# failure, or with tries to spare, are right. Without return_exceptions the failure is not raised either, since nothing in the
# list is an exception any more.
# Output seen (B and D are busy once, E always; two tries):
#   one by one, each in a try:       A: 10, B: 20, C: 30, D: 40, E: ConnectionError
#   batch(return_exceptions=True):   A: 10, B: 20, C: 30, D: 40, E: 20
#   abatch(return_exceptions=True):  A: 10, B: 20, C: 30, D: 40, E: 20
#   batch():                         A: 10, B: 20, C: 30, D: 40, E: 20
#   batch(), with three tries:       raises ConnectionError
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "langchain-core==1.8.3"
cat >"$here/try.py" <<'PYTHON'
import asyncio
import sys

from langchain_core.runnables import RunnableLambda

MARKS = {"A": 10, "B": 20, "C": 30, "D": 40, "E": 50}
BUSY = {"B": 1, "D": 1, "E": 99}  # how often the judge is busy before it marks this answer


def judge(tries):
    """A judge that is asked again at once, up to `tries` times in all."""
    asked = dict.fromkeys(MARKS, 0)

    def mark(answer):
        asked[answer] += 1
        if asked[answer] <= BUSY.get(answer, 0):
            raise ConnectionError("busy")
        return MARKS[answer]

    return RunnableLambda(mark).with_retry(stop_after_attempt=tries, wait_exponential_jitter=False)


def told(call):
    """Marks by answer, the name of an error in a mark's place; or the name of what the call raised."""
    try:
        marks = call()
    except ConnectionError as error:
        return f"raises {type(error).__name__}"
    shown = [type(mark).__name__ if isinstance(mark, Exception) else mark for mark in marks]
    return ", ".join(f"{answer}: {mark}" for answer, mark in zip(MARKS, shown, strict=True))


def one_by_one():
    single, marks = judge(2), []
    for answer in MARKS:
        try:
            marks.append(single.invoke(answer))
        except ConnectionError as error:
            marks.append(error)
    return marks


answers = list(MARKS)
seen = {
    "one by one, each in a try": told(one_by_one),
    "batch(return_exceptions=True)": told(lambda: judge(2).batch(answers, return_exceptions=True)),
    "abatch(return_exceptions=True)": told(lambda: asyncio.run(judge(2).abatch(answers, return_exceptions=True))),
    "batch()": told(lambda: judge(2).batch(answers)),
    "batch(), with three tries": told(lambda: judge(3).batch(answers)),
}
for name, marks in seen.items():
    print(f"{name + ':':32} {marks}")
right, wrong = (f"A: 10, B: 20, C: 30, D: 40, E: {mark}" for mark in ("ConnectionError", 20))
sys.exit(list(seen.values()) != [right, wrong, wrong, wrong, "raises ConnectionError"])
PYTHON
"$here/venv/bin/python" "$here/try.py"
