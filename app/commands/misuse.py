"""A command line that cannot be understood, told in one line as every other error is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from enum import EnumType
from typing import Any, get_args

import typer
from typer.exceptions import TyperException

from app.display.complaints import complain

_PYDANTICS = "Value error, "
_UNASKED = "Invalid value: "
_ONE_MORE = "Got unexpected extra argument"
_GUIDES = "Guides stand behind --guides."
_NUMBERS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "greater_than_equal": lambda bound: f"at least {bound['ge']:g}",
    "less_than_equal": lambda bound: f"at most {bound['le']:g}",
    "float_parsing": lambda _: "a number",
    "int_parsing": lambda _: "a whole number",
    "int_from_float": lambda _: "a whole number",
}


@contextmanager
def told_in_a_line() -> Iterator[None]:
    """End with one line on standard error and Typer's exit code (2) where Typer would draw a box.

    What has no message is help that was shown already, and goes on its way.
    """
    try:
        yield
    except TyperException as error:
        said = told(error)
        if not said:
            raise
        complain(said)
        raise typer.Exit(error.exit_code) from None


def told(error: TyperException) -> str:
    """What was wrong, and where to read what there is; nothing where `error` says nothing."""
    said = _number(error) or _option(error) or _reworded(error)
    if not said:
        return ""
    context = getattr(error, "ctx", None)
    if context is None:
        return said
    # What the program's file is called says nothing to whoever reads `interview …` everywhere else.
    command = " ".join(["interview", *context.command_path.split()[1:]])
    return f"{said.rstrip('.?')}{'?' if said.endswith('?') else '.'} `{command} --help` shows what there is."


def _reworded(error: TyperException) -> str:
    """What Typer says, without its own words; and how guides are named, to whoever only named some."""
    said = error.format_message().removeprefix(_UNASKED).replace(_PYDANTICS, "")
    said = said.replace("argument(s)", "argument")
    command = getattr(getattr(error, "ctx", None), "command", None)
    takes = [option for param in getattr(command, "params", ()) for option in param.opts]
    return f"{said.rstrip('.')}. {_GUIDES}" if said.startswith(_ONE_MORE) and "--guides" in takes else said


def _option(error: TyperException) -> str:
    """Which option is none, with the one that looks most like it alone: Typer's list has others, too."""
    name = getattr(error, "option_name", None)
    if name is None:
        return ""
    like = [*_options_with(name.lstrip("-"), error), *(getattr(error, "possibilities", None) or ())]
    return f"{error.message}. Did you mean {like[0]}?" if like else ""


def _choices(described: object) -> list[str]:
    """What may stand behind an option, of those whose values are told one by one."""
    annotation = getattr(described, "annotation", None)
    told: list[Any] = [annotation, *get_args(annotation)]
    kinds: list[Mapping[str, Any]] = [each.__members__ for each in told if isinstance(each, EnumType)]
    members = [str(each.value) for kind in kinds for each in kind.values()]
    return [*members, *(each for each in told if isinstance(each, str))]


def _options_with(choice: str, error: TyperException) -> list[str]:
    """The options of which `choice` is one: `--mode real` for who typed `--real`."""
    command = getattr(getattr(error, "ctx", None), "command", None)
    return [
        f"{param.opts[0]} {choice}"
        for param in getattr(command, "params", ())
        if choice in _choices(getattr(param, "type_descriptor", None))
    ]


def _number(error: TyperException) -> str:
    """What a number has to be, in our words: Pydantic's speak of an input."""
    found = getattr(error.__cause__, "errors", None)
    option = getattr(error, "param", None)
    if found is None or option is None:
        return ""
    first = found()[0]
    wanted = _NUMBERS.get(first["type"])
    if wanted is None:
        return ""
    return f"{option.opts[0]} takes {wanted(first.get('ctx', {}))}, not {first['input']}."
