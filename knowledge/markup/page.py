"""The lines of a guide before they are told apart, with what was found out about some of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from knowledge.inline import code_spans

_NO_SPACE_BEFORE = re.compile(r"[.,;:!?)。，；：！？]")
_MARKS = re.compile(r"^\s*(?:>\s?)*(?:#{1,6}\s|(?:[-*+•]|\d{1,3}[.)])\s+(?:\[[ xX]?\]\s)?)?[\s*_\"“”]*")


@dataclass(slots=True)
class Page:
    """Lines and what is known of them, by index: line n of the file has the index n - 1 throughout.

    `code` says which stand in code, where no sign means anything; `marks` and `fenced` are as in `fences.py`.
    `hidden` are comments and the like, which
    nobody reads. `left_out` have words that are in no talking point, so that the candidate is told. `apart`
    are those before which something has ended that no heading or rule ends, such as a flash card.
    """

    lines: list[str]
    code: Sequence[bool]
    marks: Sequence[bool]
    fenced: Sequence[bool]
    hidden: set[int] = field(default_factory=set)
    left_out: set[int] = field(default_factory=set)
    apart: set[int] = field(default_factory=set)

    def said(self, *signs: str) -> Iterator[tuple[int, str]]:
        """Index and text of the lines outside code that hold one of `signs`; all of them without any."""
        for index, line in enumerate(self.lines):
            if self.code[index]:
                continue
            for sign in signs or ("",):
                if sign in line:
                    yield index, line
                    break

    def hide(self, index: int) -> None:
        """Nobody reads this line."""
        self.lines[index] = ""
        self.hidden.add(index)

    def leave_out(self, index: int) -> None:
        """No reader takes this line, and the candidate is told so where it has words."""
        if any(sign.isalnum() for sign in self.lines[index]):
            self.left_out.add(index)
        self.lines[index] = ""
        self.hidden.add(index)

    def keep(self, index: int, rest: str) -> None:
        """The line is `rest` now; nobody reads it where nothing but marks is left."""
        if bare(rest):
            self.lines[index] = rest
        else:
            self.hide(index)


def bare(line: str) -> str:
    """What a line says without the marks it begins with."""
    return _MARKS.sub("", line).strip('*_"“”# \t')


def veiled(line: str) -> str:
    """`line` with the code in ticks made of the same number of signs that mean nothing."""
    if "`" not in line:
        return line
    written, done = [], 0
    for start, end in code_spans(line):
        written += [line[done:start], "\x00" * (end - start)]
        done = end
    return "".join([*written, line[done:]])


def without(line: str, cuts: Sequence[tuple[int, int]]) -> str:
    """`line` without what stands between the offsets of `cuts`, and without the blanks around that."""
    kept, done = "", 0
    for start, end in cuts:
        kept = _joined(kept, line[done:start])
        done = end
    return _joined(kept, line[done:]) if cuts else line


def _joined(left: str, right: str) -> str:
    if not left or not right:
        return left + right
    if left[-1].isspace():
        if right[0].isspace() or not left.strip():
            return left + right.lstrip()
        if _NO_SPACE_BEFORE.match(right):
            return left.rstrip() + right
    return left + right
