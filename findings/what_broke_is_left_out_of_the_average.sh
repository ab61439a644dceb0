#!/usr/bin/env bash
# Two versions of a program are judged on ten questions. One answers eight well and two badly; the other answers two well and
# breaks on eight. By the averages of the report, which are there to compare versions, the second is the better: 100 % to 80 %.
#
# Library: pydantic-evals 2.62.0 (Dataset.evaluate_sync, EvaluationReport.averages).
# pydantic/pydantic-ai#7928 tells it of evaluators that fail.
# Guess, written down before the run: a case that raised counts as failed, so that the share of what held is of all cases.
# Behaviour: a case whose program raised is in another list (failures) and in no average, and one whose evaluator raised is
# among the cases and in no average either. averages() holds no number of cases. A guard that asks for an average of 90 % lets
# pass what broke wherever it was hard; when all of it broke there is no average (None), and only that is to be seen.
# Output seen:
#   8 good, 2 bad:             assertions 0.8, score 0.8, cases 10, failures 0
#   2 good, 8 broken:          assertions 1.0, score 1.0, cases 2, failures 8
#   2 good, 8 could not judge: assertions 1.0, score 1.0, cases 10, failures 0
#   10 broken:                 None
# Exits with 0 while it is so, with 1 when it changes.
set -euo pipefail
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
python3 -m venv "$here/venv"
"$here/venv/bin/pip" install -q --disable-pip-version-check "pydantic-evals==2.62.0"
cat >"$here/try.py" <<'PYTHON'
import sys
from dataclasses import dataclass

from pydantic_evals import Case, Dataset
from pydantic_evals.evaluators import Evaluator


@dataclass
class Judge(Evaluator):
    def evaluate(self, ctx):
        if ctx.output == "odd":
            raise ValueError("no verdict in what the judge said")
        return {"right": ctx.output == "good", "score": float(ctx.output == "good")}


def judged(outputs):
    """The averages of a program that gives these outputs, and how many cases and failures the report holds."""

    def program(number):
        if outputs[number] == "broken":
            raise RuntimeError("timed out")
        return outputs[number]

    cases = [Case(name=str(number), inputs=number) for number in range(len(outputs))]
    report = Dataset(name="questions", cases=cases, evaluators=[Judge()]).evaluate_sync(program, progress=False)
    means = report.averages()
    return means and (means.assertions, means.scores["score"], len(report.cases), len(report.failures))


seen = {
    "8 good, 2 bad:": judged(["good"] * 8 + ["bad"] * 2),
    "2 good, 8 broken:": judged(["good"] * 2 + ["broken"] * 8),
    "2 good, 8 could not judge:": judged(["good"] * 2 + ["odd"] * 8),
    "10 broken:": judged(["broken"] * 10),
}
for name, got in seen.items():
    told = got and "assertions {}, score {}, cases {}, failures {}".format(*got)
    print(f"{name:26} {told}")
expected = [(0.8, 0.8, 10, 0), (1.0, 1.0, 2, 8), (1.0, 1.0, 10, 0), None]
sys.exit(list(seen.values()) != expected)
PYTHON
"$here/venv/bin/python" "$here/try.py"
