"""Lines of a guide to text as a person reads it, with the lines that each clause stands on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from knowledge.inline import without_emoji, without_marks, without_stray_quotes
from knowledge.lines.once import Once
from knowledge.markup.line import Kind, Line
from knowledge.markup.tables import cells, is_table_rule
from language.sentences import count_words

# A line this long was probably wrapped, so the next one goes on with its sentence.
_WRAPPED_AT = 56
_WRAPPED_BY = 100
"""A longer line stands in a guide that is not wrapped."""
_MOST_WORDS_IN_A_HEAD = 8
_BOLD_HEAD = re.compile(r"^(\*\*|__)([^*_]{2,80})\1\s*(?:\([^()]*\))?\s*[:：]?\s*$")
_CAPITAL_HEAD = re.compile(r"^[A-ZÀ-Þ0-9][A-ZÀ-Þ0-9 &/(),'’+.#-]{3,70}:$")


class Form(StrEnum):
    """How a piece of text stands in the guide."""

    PROSE = "prose"
    BULLET = "bullet"
    HEAD = "head"
    CODE = "code"


@dataclass(frozen=True)
class Piece:
    """A paragraph, a bullet, a sub-head or a run of code.

    `parts` are (line, text) in order; joined with blanks (line feeds for code) they make `joined`. `text` is
    that without stray quotes. `depth` counts the lists around a bullet, `marker` is its number.
    """

    form: Form
    parts: tuple[tuple[int, str], ...]
    depth: int = 0
    marker: str = ""

    @Once
    def joined(self) -> str:
        if len(self.parts) == 1:
            return self.parts[0][1]
        return ("\n" if self.form is Form.CODE else " ").join(part for _, part in self.parts)

    @Once
    def text(self) -> str:
        if self.form is Form.CODE:
            return self.joined
        return without_emoji(without_stray_quotes(self.joined))

    @property
    def first(self) -> int:
        return self.parts[0][0]

    @property
    def last(self) -> int:
        return self.parts[-1][0]

    def cut(self, fragment: str, start: int = 0) -> Piece:
        """`fragment`, looked for from `start` of `joined`, with the parts of the lines it stands on."""
        begin = self.joined.find(fragment, start)
        if begin < 0:
            return Piece(self.form, ((self.first, fragment),), self.depth, self.marker)
        end = begin + len(fragment)
        offset, parts = 0, []
        for number, part in self.parts:
            held = part[max(begin - offset, 0) : max(end - offset, 0)].strip()
            if held:
                parts.append((number, held))
            offset += len(part) + 1
        return Piece(self.form, tuple(parts), self.depth, self.marker)

    def lines_of(self, fragment: str, start: int = 0) -> tuple[int, int]:
        """The first and last line on which `fragment` stands, looked for from `start` of `joined`."""
        begin = self.joined.find(fragment, start)
        if begin < 0:
            return self.first, self.last
        end = begin + len(fragment)
        offset, touched = 0, []
        for number, part in self.parts:
            if offset < end and offset + len(part) > begin:
                touched.append(number)
            offset += len(part) + 1
        return (touched[0], touched[-1]) if touched else (self.first, self.last)


def pieces_of(lines: Iterable[Line]) -> list[Piece]:
    """The pieces that `lines` are made of; drawings, rules and fence marks are left out."""
    builder = _Builder()
    for line in lines:
        builder.add(line)
    return [piece for piece in builder.finished() if piece.text]


def text_of(pieces: Sequence[Piece]) -> str:
    """The text of `pieces`: paragraphs, and a line for each bullet."""
    written = ""
    previous: Piece | None = None
    for piece in pieces:
        if previous is not None:
            together = {previous.form, piece.form} <= {Form.BULLET, Form.HEAD} and piece.form is Form.BULLET
            written += "\n" if together or (previous.form is piece.form is Form.CODE) else "\n\n"
        written += _written(piece)
        previous = piece
    return written


def is_head(text: str) -> bool:
    """Is a line only the head of what follows it: bold, in capitals, or ending with a colon?"""
    return bool(_BOLD_HEAD.match(text) or _CAPITAL_HEAD.match(text)) or text.rstrip("*_\"' ").endswith(
        (":", "：")
    )


def _written(piece: Piece) -> str:
    if piece.form is Form.CODE:
        return "\n".join(f"    {line}" for line in piece.text.split("\n"))
    if piece.form is Form.BULLET:
        return f"{'  ' * piece.depth}{piece.marker or '-'} {piece.text}"
    return piece.text


class _Builder:
    """Collects lines into pieces."""

    def __init__(self) -> None:
        self._pieces: list[Piece] = []
        self._parts: list[tuple[int, str]] = []
        self._form = Form.PROSE
        self._depth = 0
        self._marker = ""
        self._indents: list[int] = []
        self._in_table = False

    def finished(self) -> list[Piece]:
        self._close()
        return self._pieces

    def add(self, line: Line) -> None:
        if line.kind is not Kind.ROW:
            self._in_table = False
        if line.kind is Kind.CODE:
            self._add_code(line)
        elif line.kind is Kind.ROW:
            self._add_row(line)
        elif line.kind is Kind.ITEM:
            self._add_item(line)
        elif line.kind is Kind.TEXT:
            self._add_text(line)
        elif line.kind is Kind.HEADING:
            self._close()
            self._indents.clear()
            self._start(Form.HEAD, line.number, line.plain)
            self._close()
        elif not (line.kind is Kind.BLANK and self._form is Form.CODE):
            self._close()

    def _add_code(self, line: Line) -> None:
        if self._form is not Form.CODE:
            self._close()
            self._form = Form.CODE
        self._parts.append((line.number, line.text))

    def _add_row(self, line: Line) -> None:
        self._close()
        row = [_cleaned(cell) for cell in cells(line)]
        if not self._in_table:
            self._in_table = True
            return
        if is_table_rule(line) or not any(row):
            return
        first, rest = row[0], [cell for cell in row[1:] if cell]
        self._start(
            Form.BULLET,
            line.number,
            f"{first}: {'; '.join(rest)}" if first and rest else first or "; ".join(rest),
        )
        self._close()

    def _add_item(self, line: Line) -> None:
        if self._form is Form.PROSE and len(self._parts) == 1 and _may_head(self._parts[0][1]):
            # "APPROACH 1: full retraining" with bullets right below is their head.
            self._form = Form.HEAD
        self._close()
        while self._indents and self._indents[-1] >= line.indent:
            self._indents.pop()
        self._indents.append(line.indent)
        self._start(Form.BULLET, line.number, line.plain)
        self._depth = min(len(self._indents) - 1, 4)
        self._marker = line.marker if line.marker[:1].isdigit() else ""

    def _add_text(self, line: Line) -> None:
        text = line.plain
        if not text:
            return
        if is_head(line.text) and not self._continues(line):
            self._close()
            self._start(Form.HEAD, line.number, text)
            self._close()
            return
        if self._parts and self._form is not Form.CODE and self._continues(line):
            self._parts.append((line.number, text))
            return
        self._close()
        if line.indent == 0:
            self._indents.clear()
        self._start(Form.PROSE, line.number, text)

    def _continues(self, line: Line) -> bool:
        """Does this line go on with the paragraph or bullet above it?"""
        if not self._parts or self._form is Form.CODE:
            return False
        before = self._parts[-1][1]
        if self._form is Form.BULLET and line.indent > self._indents[-1]:
            return True
        if before.endswith((":", "：")):
            return False
        if line.text.startswith(("**", "__")) and is_head(line.text):
            return False
        starts_low = line.text[:1].islower()
        if line.unwrapped and self._form is Form.PROSE:
            return before.endswith((",", "—", "-")) or (starts_low and self._is_filled(line))
        return starts_low or len(before) >= _WRAPPED_AT or before.endswith((",", ";", "—", "-"))

    def _is_filled(self, line: Line) -> bool:
        """Was there no room on the line above for the first word of this one, as widths are around here?"""
        lengths = [len(part) for _, part in self._parts]
        room = max(*lengths, len(line.plain))
        needed = lengths[-1] + 1 + len(line.text.split(maxsplit=1)[0])
        return _WRAPPED_AT <= lengths[-1] <= _WRAPPED_BY and needed > room

    def _start(self, form: Form, number: int, text: str) -> None:
        self._form, self._depth, self._marker = form, 0, ""
        self._parts = [(number, text)]

    def _close(self) -> None:
        while self._parts and not self._parts[-1][1].strip():
            self._parts.pop()
        if self._parts:
            self._pieces.append(Piece(self._form, tuple(self._parts), self._depth, self._marker))
        self._parts = []
        self._form = Form.PROSE


def _may_head(text: str) -> bool:
    return count_words(text) <= _MOST_WORDS_IN_A_HEAD and not text.endswith((".", "!", "?", "。"))


def _cleaned(text: str) -> str:
    return without_emoji(without_marks(text))


def numbered_lines(pieces: Sequence[Piece]) -> Iterator[int]:
    """The numbers of the lines that `pieces` stand on."""
    for piece in pieces:
        for number, _ in piece.parts:
            yield number
