"""What a text must have in it for a pattern to match, so that most of many patterns need not be tried."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, cast

from language.kept import kept

_SHORTEST = 2
_KEY = 3
_CLASSES = frozenset("bBdDwWsSAZ")
_ESCAPED = re.compile(r"\\.|\(\?P<\w+>", re.DOTALL)
# To who heeds no capitals these are other letters, too, than in small.
_ALIKE = frozenset("\u0130\u0131\u017f\u212a")
# Within brackets these are more than signs.
_NOT_PLAIN = frozenset("^-\\")


def sought(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """`re.compile(pattern, flags)` for a long pattern that few texts match, to search with.

    A text that lacks what a match needs is not searched: asking for a few runs takes a tenth of trying every
    alternative at every sign. `pattern` is as `runs_needed` wants it.
    """
    return cast(re.Pattern[str], _Sought(pattern, flags))


def begun(pattern: str) -> re.Pattern[str]:
    """`re.compile(pattern, re.IGNORECASE)` for a long pattern that few texts begin with, to match with.

    Where capitals are not heeded, every alternative is tried. So a text is held against the pattern in small
    letters first, where an alternative is ruled out by its first letter. `pattern` has no flags in it.
    """
    told = _ESCAPED.sub("", pattern)
    # In small letters a pattern with capitals, or with what folds to a letter of ASCII, would be another one.
    if told != told.lower() or not _ALIKE.isdisjoint(told):
        return re.compile(pattern, re.IGNORECASE)
    return cast(re.Pattern[str], _Begun(pattern))


class _Begun:
    """Stands for a compiled pattern that heeds no capitals."""

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.flags = re.IGNORECASE
        self._small = re.compile(pattern)

    def match(self, text: str, *where: int) -> re.Match[str] | None:
        """As `re.Pattern.match`."""
        if not where and text.isascii() and self._small.match(text.lower()) is None:
            return None
        return self._compiled.match(text, *where)

    def __getattr__(self, name: str) -> Any:
        if name == "_compiled":
            found = self._compiled = re.compile(self.pattern, self.flags)
            return found
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self._compiled, name)


class _Sought:
    """Stands for a compiled pattern; it is compiled, and what it needs is found out, at the first search."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self.flags = flags
        self._heeds_capitals = not flags & re.IGNORECASE
        self._runs: tuple[str, ...] | None = None

    def search(self, text: str, *where: int) -> re.Match[str] | None:
        """As `re.Pattern.search`."""
        return self._compiled.search(text, *where) if self._may_match(text) else None

    def finditer(self, text: str, *where: int) -> Iterator[re.Match[str]]:
        """As `re.Pattern.finditer`."""
        return self._compiled.finditer(text, *where) if self._may_match(text) else iter(())

    def _may_match(self, text: str) -> bool:
        if self._runs is None:
            needed = runs_needed(self.pattern)
            # With none known every text may match.
            self._runs = tuple(sorted({self._plain(run) for run in needed})) if needed else ("",)
        if not text.isascii() and not _ALIKE.isdisjoint(text):
            return True
        if not self._heeds_capitals:
            text = text.lower()
        # A loop, since a generator costs more than what it asks.
        for run in self._runs:  # noqa: SIM110
            if run in text:
                return True
        return False

    def _plain(self, text: str) -> str:
        return text if self._heeds_capitals else text.lower()

    def __getattr__(self, name: str) -> Any:
        if name == "_compiled":
            found = self._compiled = re.compile(self.pattern, self.flags)
            return found
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self._compiled, name)


def keys_of(text: str) -> frozenset[str]:
    """The signs of `text`, three and two at a time, and each that is beyond ASCII."""
    ends = range(len(text))
    # Comprehensions, since every title of a guide is asked.
    keys = [text[at : at + _SHORTEST] for at in ends] + [text[at : at + _KEY] for at in ends]
    return frozenset(keys) if text.isascii() else frozenset([*keys, *text])


def key_of_run(run: str) -> str:
    """What `run` begins with: a text that has the run in it has this among its keys."""
    return run[:_KEY]


def runs_needed(pattern: str) -> frozenset[str]:
    """Runs of signs of which a text that matches `pattern` has at least one; none where that is unknown.

    `pattern` is a regular expression without back references, and with no flags in it.
    """
    return _Reader(pattern).alternatives()


def runs_of(patterns: Sequence[str]) -> list[list[str]]:
    """`runs_needed` of each of many patterns, kept while they and this code are the same."""
    here = Path(__file__)
    made_of = here.read_bytes() + "\0".join(patterns).encode()
    found: list[list[str]] = kept(
        here, "runs", made_of, lambda: [sorted(runs_needed(each)) for each in patterns]
    )
    return found


class _Reader:
    """Reads a pattern from left to right, and keeps the longest run of plain signs that no match can lack."""

    def __init__(self, pattern: str) -> None:
        self._rest = pattern
        self._at = 0

    def alternatives(self) -> frozenset[str]:
        """One run for each alternative, up to the end of the pattern or of the group."""
        found = [self._sequence()]
        while self._peek() == "|":
            self._at += 1
            found.append(self._sequence())
        return frozenset().union(*found) if all(found) else frozenset()

    def _sequence(self) -> frozenset[str]:
        best: frozenset[str] = frozenset()
        for needed in self._parts():
            best = max(best, needed, key=_strength)
        return best

    def _parts(self) -> Iterator[frozenset[str]]:
        run = ""
        while (sign := self._peek()) not in {"", "|", ")"}:
            literal, needed = self._part(sign)
            if self._is_optional():
                literal, needed = "", frozenset()
            run += literal
            if literal:
                continue
            yield _as_needed(run)
            yield needed
            run = ""
        yield _as_needed(run)

    def _part(self, sign: str) -> tuple[str, frozenset[str]]:
        """The next part as a plain sign ("" where it is none), and what it needs."""
        self._at += 1
        if sign == "\\":
            self._at += 1
            escaped = self._rest[self._at - 1]
            return ("" if escaped in _CLASSES else escaped), frozenset()
        if sign == "[":
            begin = self._at
            self._at = self._rest.index("]", begin + 1) + 1
            return "", _of_class(self._rest[begin : self._at - 1])
        if sign == "(":
            return "", self._group()
        return ("" if sign in ".^$+" else sign), frozenset()

    def _group(self) -> frozenset[str]:
        looks_around = self._rest.startswith(("?!", "?<"), self._at)
        if self._rest.startswith("?P<", self._at):
            self._at = self._rest.index(">", self._at) + 1
        elif self._peek() == "?":
            self._at += 3 if self._rest.startswith("?<", self._at) else 2
        needed = self.alternatives()
        self._at += 1
        return frozenset() if looks_around else needed

    def _is_optional(self) -> bool:
        """Steps over a quantifier; may what stands before it be missing?"""
        sign = self._peek()
        if sign == "{":
            self._at = self._rest.index("}", self._at) + 1
        elif sign in {"?", "*"}:
            self._at += 1
        if sign in {"?", "*", "{"}:
            # `*?` is as optional as `*`.
            self._at += self._peek() == "?"
        return sign in {"?", "*", "{"}

    def _peek(self) -> str:
        return self._rest[self._at : self._at + 1]


def _of_class(signs: str) -> frozenset[str]:
    """What brackets need that hold plain signs alone: beyond ASCII one of them tells much."""
    plain = not signs.isascii() and not _NOT_PLAIN.intersection(signs)
    return frozenset(signs) if plain and not any(map(str.isascii, signs)) else frozenset()


def _as_needed(run: str) -> frozenset[str]:
    return frozenset({run}) if len(run) >= _SHORTEST or (run and not run.isascii()) else frozenset()


def _strength(needed: frozenset[str]) -> int:
    """How much a text tells that has one of these: the shortest decides."""
    return min(map(len, needed), default=0)
