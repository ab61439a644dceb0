"""A command whose help reads as text: paragraphs without the source's line breaks, values without types."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from inspect import cleandoc, unwrap
from pathlib import Path
from typing import Any, get_args, get_type_hints

from typer.core import TyperCommand, TyperGroup

from app.display import typed

_NAMES: Mapping[type, str] = {Path: "PATH", str: "TEXT", int: "N", float: "N", bool: ""}
"""What stands behind an option's name for what it takes: nothing behind a switch."""


class Readable(TyperCommand):
    """A command whose help names what an option takes as people do."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Its options and arguments; `--help`, which takes nothing, among them."""
        return _as_people_do(super().get_params(ctx))


class Several(TyperGroup):
    """A command with others below it, whose help is as theirs."""

    def get_params(self, ctx: Any) -> list[Any]:
        """Its options; `--help`, which takes nothing, among them."""
        return _as_people_do(super().get_params(ctx))


def _as_people_do(params: list[Any]) -> list[Any]:
    for param in params:
        if param.name == "help":
            param.metavar = ""
        elif param.param_type_name == "argument":
            # Its name says what it is; beside it would stand Python's word for that.
            setattr(param, "display_type_rich", _nothing)  # noqa: B010 -- of newer Typers alone
    return params


def _nothing(ctx: Any) -> None:
    """No type."""


def paragraphs(function: Callable[..., Any]) -> str:
    """What `function` is documented to do, each paragraph a line: how wide it is, the terminal says.

    Brackets are escaped: what stands in them would be a style to Rich, and not be shown.
    """
    told = typed.in_sentences(cleandoc(function.__doc__ or "")).replace("[", r"\[")
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in told.split("\n\n"))


def name_values(command: TyperCommand, function: Callable[..., Any]) -> None:
    """Name what each option of `command` takes, by the types of `function`; choices stay listed."""
    hints = get_type_hints(unwrap(function))
    for param in command.params:
        if param.param_type_name == "option" and param.metavar is None and param.name in hints:
            param.metavar = _named(hints[param.name])


def _named(hint: Any) -> str | None:
    """The name for values of the type `hint`, or of its one part beside None; None where there is none."""
    if (name := _NAMES.get(hint)) is not None:
        return name
    parts = [part for part in get_args(hint) if part is not type(None)]
    return _named(parts[0]) if len(parts) == 1 and not isinstance(parts[0], str) else None
