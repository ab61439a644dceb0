"""`python -m evals`: the same as `interview eval`, where the command is not installed."""

from __future__ import annotations

import os
import sys

import typer

from domain.errors import InterviewError
from evals.evaluating import evaluate


def main() -> None:
    """Run the command; whatever goes wrong is one line on standard error and an exit code."""
    os.environ.setdefault("LANGGRAPH_STRICT_MSGPACK", "true")
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    app.command()(evaluate)
    try:
        app(prog_name="python -m evals")
    except InterviewError as error:
        print(f"interview: {error}", file=sys.stderr)
        sys.exit(error.exit_code)


if __name__ == "__main__":
    main()
