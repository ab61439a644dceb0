"""The pieces of code in a talking point's text."""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Iterator
from enum import StrEnum

from domain.values import Frozen
from language.patterns import regex

_INDENT = regex(r"(?: {4}|\t)")
_SQL = regex(r"\s*(?:WITH|SELECT|INSERT|UPDATE|DELETE|CREATE)\b", re.IGNORECASE)


class Language(StrEnum):
    """What a piece of code is written in, as far as it can be told."""

    PYTHON = "python"
    SQL = "sql"
    OTHER = "other"


class Snippet(Frozen):
    """A piece of code, and the line of the text it begins on (1-based)."""

    text: str
    line: int
    language: Language


def bad_line(code: str) -> int | None:
    """The line (1-based) on which Python no longer understands `code`; None where it does, or cannot tell."""
    try:
        ast.parse(code)
    except SyntaxError as error:
        return error.lineno
    except (ValueError, RecursionError, MemoryError):
        return None
    return None


def snippets(text: str) -> tuple[Snippet, ...]:
    """The indented blocks of `text`, as guides' fences are kept, each without its indent."""
    return tuple(
        Snippet(text=code, line=line, language=language_of(code)) for line, code in _blocks(text.splitlines())
    )


def prose(text: str) -> tuple[tuple[int, str], ...]:
    """The lines of `text` that are no code, with their numbers (1-based)."""
    return tuple(
        (number, line)
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip() and not _INDENT.match(line)
    )


LOOPS = (ast.For, ast.AsyncFor, ast.While)
"""What repeats in Python, comprehensions aside."""


def language_of(code: str) -> Language:
    """What `code` is written in; a piece of Python that does not parse is told by its first words."""
    if _SQL.match(code):
        return Language.SQL
    if parsed(code) is not None or _looks_like_python(code):
        return Language.PYTHON
    return Language.OTHER


def parsed(code: str) -> ast.Module | None:
    """`code` as Python reads it, None where it does not."""
    try:
        return ast.parse(code)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def says_nothing(code: str) -> bool:
    """Whether `code` is empty, or Python's remarks alone."""
    tree = parsed(code)
    return not code.strip() or (tree is not None and not tree.body)


def _looks_like_python(code: str) -> bool:
    return re.search(r"^\s*(?:def|class|from|import)\s+\w[^;{]*$", code, re.MULTILINE) is not None


def _blocks(lines: list[str]) -> Iterator[tuple[int, str]]:
    held: list[str] = []
    begun = 0
    for number, line in enumerate([*lines, "end"], start=1):
        if _INDENT.match(line) or (held and not line.strip()):
            begun = begun or number
            held.append(line.expandtabs(4))
            continue
        if held:
            yield begun, textwrap.dedent("\n".join(held)).strip("\n") + "\n"
        held, begun = [], 0
