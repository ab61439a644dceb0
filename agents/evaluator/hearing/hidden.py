"""Text that a reader of the answer would not see: comments, concealed and erased signs. It is not heard."""

from __future__ import annotations

import re
from collections.abc import Iterable

# Each pattern is linear: nothing is repeated inside a repetition.
_COMMENT = re.compile(
    r"<!--.*?(?:-->|\Z)|^[ \t]*\[[^\]\n]{1,40}\]:[ \t]*(?:#|<>)[^\n]*$", re.DOTALL | re.MULTILINE
)
_CONCEALED_TAG = re.compile(
    r"<(?P<tag>\w{1,12})\b[^<>]{0,300}?(?:display\s*:\s*none|visibility\s*:\s*hidden|\bhidden\b|font-size\s*:\s*0|opacity\s*:\s*0(?![.\d]))"
    r"[^<>]{0,300}>.*?(?:</(?P=tag)\s*>|\Z)",
    re.DOTALL | re.IGNORECASE,
)
_ESCAPE = re.compile(r"(?:\x1b\[|\x9b)([0-9;:?]*)[ -/]*([@-~])|\x1b[@-Z\\-_]")
_CONCEAL, _REVEAL = frozenset({"8"}), frozenset({"0", "28", ""})
_STEERS = re.compile("[\x08\x1b\x7f\x9b\r]")


def visible(answer: str) -> str:
    """`answer` with what a reader cannot see blanked out, sign for sign: offsets stay as they are."""
    shown = answer
    if "<" in shown or "]:" in shown:
        for pattern in (_COMMENT, _CONCEALED_TAG):
            shown = pattern.sub(lambda match: _blank(match[0]), shown)
    return _as_a_terminal_shows(shown) if _STEERS.search(shown) else shown


def _as_a_terminal_shows(text: str) -> str:
    """What is left of the lines after concealing, erasing, backspaces and carriage returns."""
    screen = _Screen(text)
    at = 0
    while at < len(text):
        if escape := _ESCAPE.match(text, at):
            screen.obey(escape)
            at = escape.end()
        else:
            screen.write(at)
            at += 1
    return screen.shown


class _Screen:
    """The line that is being written, and what of the text so far a reader sees."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._signs = list(text)
        self._concealed = False
        # The places of the line's signs that stand on the screen, by column.
        self._columns: list[int] = []
        self._column = 0
        # The columns before this one are blank already, so that erasing them again and again costs nothing.
        self._blank = 0

    @property
    def shown(self) -> str:
        return "".join(self._signs)

    def obey(self, escape: re.Match[str]) -> None:
        """Conceal, reveal or erase, as an escape sequence says; it stands on no screen itself."""
        self._hide(range(*escape.span()))
        if escape[2] == "m":
            codes = set((escape[1] or "0").replace(":", ";").split(";"))
            self._concealed = (self._concealed or bool(codes & _CONCEAL)) and not codes & _REVEAL
        elif escape[2] in ("K", "J"):
            self._erase(escape[1])

    def write(self, at: int) -> None:
        """Put the sign at `at` on the line, or move as it says."""
        match self._text[at]:
            case "\n":
                self._columns, self._column, self._blank = [], 0, 0
            case "\r":
                self._hide([at])
                self._column = 0 if self._text[at + 1 : at + 2] != "\n" else self._column
            case "\x08" | "\x7f":
                self._hide([at])
                self._column = max(0, self._column - 1)
                if self._column < len(self._columns):
                    self._erase("0")
            case _:
                self._put(at)

    def _put(self, at: int) -> None:
        if self._column < len(self._columns):
            self._hide([self._columns[self._column]])
            self._columns[self._column] = at
        else:
            self._columns.append(at)
        self._blank = min(self._blank, self._column)
        self._column += 1
        if self._concealed:
            self._hide([at])

    def _erase(self, how: str) -> None:
        """What "erase in line" takes away: 0 from the cursor on, 1 up to it, 2 all."""
        if how in ("", "0"):
            self._hide(self._columns[self._column :])
            del self._columns[self._column :]
        elif how == "1":
            self._hide(self._columns[self._blank : self._column + 1])
            self._blank = max(self._blank, min(self._column + 1, len(self._columns)))
        else:
            self._hide(self._columns)
            self._columns.clear()
        self._blank = min(self._blank, len(self._columns))

    def _hide(self, places: Iterable[int]) -> None:
        for place in places:
            self._signs[place] = " "


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)
