"""`interview evaluate`: the interview's evaluator on lines of data."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np


def register(app: typer.Typer) -> None:
    """Add the command to `app`."""
    app.command("evaluate")(evaluate)


def evaluate(
    jsonl: Annotated[bool, typer.Option("--jsonl", help="Lines of JSON in, lines of JSON out.")] = False,
    embeddings: Annotated[
        bool, typer.Option("--embeddings/--no-embeddings", help="Use the local embedding model; slower.")
    ] = False,
) -> None:
    """Judge answers: a line {"question", "references": [text…], "answer", "kind"?} on standard input each.

    Writes one verdict a line, in order. A line that cannot be read gets a verdict without a score that says
    so, and the command ends with exit code 2.
    """
    from domain.errors import BadSetting  # noqa: PLC0415 -- keeps `--help` quick

    if not jsonl:
        raise BadSetting("Say `interview evaluate --jsonl`, and give lines of JSON on standard input.")
    failed = 0
    similarity = _similarity() if embeddings else None
    for number, line in enumerate(sys.stdin.buffer, start=1):
        if not line.strip():
            continue
        verdict = _judged(line, similarity)
        if "error" in verdict:
            failed += 1
            typer.echo(f"interview: line {number}: {verdict['error']}", err=True)
        sys.stdout.write(json.dumps(verdict, ensure_ascii=True) + "\n")
        sys.stdout.flush()
    if failed:
        raise typer.Exit(2)


def _judged(line: bytes, similarity: Callable[..., Any] | None) -> dict[str, object]:
    from agents.evaluator.batch import evaluate_line  # noqa: PLC0415 -- numpy costs 100 ms
    from domain.errors import InterviewError  # noqa: PLC0415

    try:
        given = json.loads(line)
    except (ValueError, RecursionError):
        return _unreadable("it is not JSON")
    if not isinstance(given, dict):
        return _unreadable("it is not a JSON object")
    try:
        return evaluate_line(given, similarity=similarity)
    except InterviewError as error:
        return _unreadable(str(error))


def _unreadable(why: str) -> dict[str, object]:
    return {"score": None, "unscored": f"The line could not be read: {why}", "error": why}


def _similarity() -> Callable[[list[str], list[str]], np.ndarray | None] | None:
    from app import bootstrap, terminal  # noqa: PLC0415

    model = bootstrap.embedder(terminal.settings(), None, lambda text: typer.echo(text, err=True))
    if model is None:
        return None

    def cosines(a: list[str], b: list[str]) -> np.ndarray | None:
        product: np.ndarray = model.embed_documents(a) @ model.embed_documents(b).T
        return product

    return cosines
