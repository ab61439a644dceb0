"""Text that a reader of the answer would not see: comments, concealed and erased signs. It is not heard."""

from __future__ import annotations

import re

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
    signs = list(text)
    concealed = False
    at = 0
    # The places of the line's signs that stand on the screen, by column.
    columns: list[int] = []
    column = 0
    # The columns before this one are blank already, so that erasing them again and again costs nothing.
    blank = 0
    while at < len(text):
        sign = text[at]
        if found := _ESCAPE.match(text, at):
            signs[at : found.end()] = " " * (found.end() - at)
            if found[2] == "m":
                codes = set((found[1] or "0").replace(":", ";").split(";"))
                concealed = (concealed or bool(codes & _CONCEAL)) and not codes & _REVEAL
            elif found[2] in ("K", "J"):
                _erase(signs, columns, column, found[1], blank)
                if found[1] == "1":
                    blank = max(blank, min(column + 1, len(columns)))
                blank = min(blank, len(columns))
            at = found.end()
            continue
        if sign == "\n":
            columns, column, blank = [], 0, 0
        elif sign == "\r":
            signs[at] = " "
            column = 0 if text[at + 1 : at + 2] != "\n" else column
        elif sign in "\x08\x7f":
            signs[at] = " "
            column = max(0, column - 1)
            if column < len(columns):
                _erase(signs, columns, column, "0")
                blank = min(blank, len(columns))
        else:
            if column < len(columns):
                signs[columns[column]] = " "
                columns[column] = at
            else:
                columns.append(at)
            blank = min(blank, column)
            column += 1
            if concealed:
                signs[at] = " "
        at += 1
    return "".join(signs)


def _erase(signs: list[str], columns: list[int], column: int, how: str, blank: int = 0) -> None:
    """What "erase in line" takes away: 0 from the cursor on, 1 up to it but for the `blank` ones, 2 all."""
    if how in ("", "0"):
        gone = columns[column:]
        del columns[column:]
    elif how == "1":
        gone = columns[blank : column + 1]
    else:
        gone = columns[:]
        columns.clear()
    for place in gone:
        signs[place] = " "


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)
