"""Whose practice a command is about, where several share a workspace: `--candidate` of any command."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Annotated, Any, get_type_hints

import typer

from domain.errors import BadSetting

Candidate = Annotated[
    str,
    typer.Option(
        "--candidate",
        metavar="NAME",
        help="Whose sessions, mastery and plan, where several share this machine (INTERVIEW_CANDIDATE).",
    ),
]
_NAME = "candidate"
_chosen: ContextVar[str] = ContextVar("candidate", default="")
_was_named: ContextVar[str] = ContextVar("was_named", default="")


def chosen() -> str:
    """Who was named for the command that runs, "" where nobody was."""
    return _chosen.get()


def was_named() -> str:
    """Who was named for the command that ran last, "" where nobody was, or where it was no name."""
    return _was_named.get()


@contextmanager
def _naming(name: str) -> Iterator[None]:
    token = _chosen.set(name)
    try:
        yield
    finally:
        _chosen.reset(token)


def with_candidate(function: Callable[..., Any]) -> Callable[..., Any]:
    """`function` with the option of every command."""

    def run(**given: Any) -> Any:
        name = given.pop(_NAME)
        _was_named.set(name)
        try:
            with _naming(name):
                return function(**given)
        except BadSetting:
            _was_named.set("")
            raise

    whole = inspect.unwrap(function)
    hints = get_type_hints(whole, include_extras=True)
    own = [
        parameter.replace(annotation=hints.get(name, parameter.annotation))
        for name, parameter in inspect.signature(whole).parameters.items()
    ]
    option = inspect.Parameter(_NAME, inspect.Parameter.KEYWORD_ONLY, default="", annotation=Candidate)
    run.__signature__ = inspect.Signature([*own, option])  # type: ignore[attr-defined]
    run.__annotations__ = {**hints, _NAME: Candidate}
    run.__doc__ = function.__doc__
    run.__name__ = function.__name__
    return run
