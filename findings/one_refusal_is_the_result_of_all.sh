#!/usr/bin/env bash
# Of five answers that a model marks in one batch it refuses one. It is asked again only when it is busy, which is what one wants:
# now all five are the refusal, four marks that were made (and paid for) are gone.
#
# Library: langchain-core 1.8.3 (Runnable.with_retry with retry_if_exception_type, then batch with return_exceptions=True).
# Guess, written down before the run (for all that retries and fallbacks do with a batch): what fails for good is its exception
# in its place, whether it was tried again or not; what has succeeded stays.
# Behaviour: an error of a kind that is to be tried again ends, when the tries are over, as an exception in its place. One of
# another kind leaves the retrying of the whole batch at once, and what catches it there writes it down for every input:
# return_exceptions, meant to keep what is good, spreads the one that is bad. So a refusal, a text that is too long or an answer
# that does not parse costs the batch, the more surely the more carefully the kinds were named. The same in the middle of a
# chain and with abatch. Without with_retry, or with every kind tried again, four marks are there.
# Output seen (C is refused; B is busy once):
#   no retry                             A: 10, B: busy, C: refused, D: 40, E: 50
#   retry for all errors                 A: 10, B: 20, C: refused, D: 40, E: 50
#   retry for busy                       A: refused, B: refused, C: refused, D: refused, E: refused (asked 7 times)
#   retry for busy, asynchronous         A: refused, B: refused, C: refused, D: refused, E: refused (asked 7 times)
#   retry for busy, then a parser        A: refused, B: refused, C: refused, D: refused, E: refused (asked 7 times)
#   retry for busy, C not in the batch   A: 10, B: 20, D: 40, E: 50
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
BUSY, REFUSED = ConnectionError("busy"), ValueError("refused")


class Model:
    """Marks answers; busy at its first sight of B, and refuses C."""

    def __init__(self):
        self.asked = []

    def mark(self, answer):
        self.asked.append(answer)
        if answer == "B" and self.asked.count("B") == 1:
            raise BUSY
        if answer == "C":
            raise REFUSED
        return MARKS[answer]

    def again_if(self, *kinds):
        """Asked up to three times for errors of these kinds."""
        return RunnableLambda(self.mark).with_retry(
            retry_if_exception_type=kinds, stop_after_attempt=3, wait_exponential_jitter=False
        )


def told(marks, answers):
    return ", ".join(f"{answer}: {mark}" for answer, mark in zip(answers, marks, strict=True))


def batch(chain, answers="ABCDE"):
    return told(chain.batch(list(answers), return_exceptions=True), answers)


async def batch_of_tasks(chain):
    return told(await chain.abatch(list("ABCDE"), return_exceptions=True), "ABCDE")


ways = {
    "no retry": lambda model: batch(RunnableLambda(model.mark)),
    "retry for all errors": lambda model: batch(model.again_if(Exception)),
    "retry for busy": lambda model: batch(model.again_if(ConnectionError)),
    "retry for busy, asynchronous": lambda model: asyncio.run(batch_of_tasks(model.again_if(ConnectionError))),
    "retry for busy, then a parser": lambda model: batch(model.again_if(ConnectionError) | RunnableLambda(int)),
    "retry for busy, C not in the batch": lambda model: batch(model.again_if(ConnectionError), "ABDE"),
}
seen = {}
for name, way in ways.items():
    model = Model()
    seen[name] = way(model)
    print(f"{name:36} {seen[name]}" + (f" (asked {len(model.asked)} times)" if "A: refused" in seen[name] else ""))
lost = told(["refused"] * 5, "ABCDE")
kept = ["A: 10, B: busy, C: refused, D: 40, E: 50", "A: 10, B: 20, C: refused, D: 40, E: 50"]
sys.exit(list(seen.values()) != [*kept, lost, lost, lost, "A: 10, B: 20, D: 40, E: 50"])
PYTHON
"$here/venv/bin/python" "$here/try.py"
