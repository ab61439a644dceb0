"""`interview evaluate`: the interview's evaluator on lines of data."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from agents.evaluator.batch import evaluate_line
from app import terminal
from app.bootstrap.index import open_entailment
from app.commands.helpers import helped
from app.commands.side_by_side import in_order, workers
from domain.errors import BadSetting, InterviewError
from knowledge.entailment.model import Entailment
from knowledge.search import weights


def evaluate(
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Lines of JSON in, lines of JSON out.")] = False,
    words_only: Annotated[
        bool, typer.Option("--words-only", help="Compare words alone, not what they mean.")
    ] = False,
) -> None:
    """Judge answers: a line {"question", "references": [text…], "answer", "kind"?} on standard input each.

    Judged as in an interview. Writes one verdict a line, in order. A line that cannot be read gets a verdict
    without a score that says so, and the command ends with exit code 2.
    """
    if not jsonl:
        raise BadSetting("Say `interview evaluate --jsonl`, and give lines of JSON on standard input.")
    entailment = None if words_only else _entailment()
    failed = 0

    def write(judged: tuple[int, dict[str, object]]) -> None:
        nonlocal failed
        number, verdict = judged
        if "error" in verdict:
            failed += 1
            typer.echo(f"interview: line {number}: {verdict['error']}", err=True)
        sys.stdout.write(json.dumps(verdict, ensure_ascii=True) + "\n")
        sys.stdout.flush()

    def judge(numbered: tuple[int, bytes]) -> tuple[int, dict[str, object]]:
        number, line = numbered
        return number, _judged(line, entailment)

    lines = ((number, line) for number, line in enumerate(sys.stdin.buffer, start=1) if line.strip())
    with helped(judge, workers() - 1) as (judged, processes):
        # Comparing words is Python's work alone, which threads only hold up.
        in_order(lines, judged, write, 1 if entailment is None and not processes else workers())
    if failed:
        raise typer.Exit(2)


def _judged(line: bytes, entailment: Entailment | None) -> dict[str, object]:
    try:
        given = json.loads(line)
    except (ValueError, RecursionError):
        return _unreadable("it is not JSON")
    if not isinstance(given, dict):
        return _unreadable("it is not a JSON object")
    try:
        return evaluate_line(given, entailment=entailment)
    except InterviewError as error:
        return _unreadable(str(error))


def _unreadable(why: str) -> dict[str, object]:
    return {"score": None, "unscored": f"The line could not be read: {why}", "error": why}


def _entailment() -> Entailment | None:
    encoder = open_entailment(terminal.settings())
    if encoder is None:
        typer.echo(weights.missing_hint(), err=True)
    return encoder
