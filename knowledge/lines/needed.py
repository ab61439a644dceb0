"""What a text must have in it for a pattern to match, so that most of many patterns need not be tried."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from language.kept import kept

_SHORTEST = 2
_KEY = 3
_CLASSES = frozenset("bBdDwWsSAZ")


def keys_of(text: str) -> frozenset[str]:
    """The signs of `text`, three and two at a time."""
    ends = range(len(text))
    # Comprehensions, since every title of a guide is asked.
    return frozenset([text[at : at + _SHORTEST] for at in ends] + [text[at : at + _KEY] for at in ends])


def keys_needed(pattern: str) -> frozenset[str]:
    """Keys of which a text that matches `pattern` has at least one; none where that is unknown.

    `pattern` is a regular expression without flags, back references and named groups.
    """
    return keys_of_runs(runs_needed(pattern))


def keys_of_runs(runs: frozenset[str]) -> frozenset[str]:
    """What each of `runs` begins with."""
    return frozenset(run[:_KEY] for run in runs)


def runs_needed(pattern: str) -> frozenset[str]:
    """Runs of signs of which a text that matches `pattern` has at least one; none where that is unknown."""
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
            self._at = self._rest.index("]", self._at + 1) + 1
            return "", frozenset()
        if sign == "(":
            return "", self._group()
        return ("" if sign in ".^$+" else sign), frozenset()

    def _group(self) -> frozenset[str]:
        looks_around = self._rest.startswith(("?!", "?<"), self._at)
        if self._peek() == "?":
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
            # `*?` is as optional as `*`.
            self._at += self._peek() == "?"
        return sign in {"?", "*", "{"}

    def _peek(self) -> str:
        return self._rest[self._at : self._at + 1]


def _as_needed(run: str) -> frozenset[str]:
    return frozenset({run}) if len(run) >= _SHORTEST else frozenset()


def _strength(needed: frozenset[str]) -> int:
    """How much a text tells that has one of these: the shortest decides."""
    return min(map(len, needed), default=0)
