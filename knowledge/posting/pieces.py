"""What a posting's lines ask for, one piece each, while they are being read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from domain.posting import AskedKind
from knowledge.markup.line import Kind, Line
from knowledge.markup.tables import cells, is_table_rule
from knowledge.posting.parts import part_begun
from knowledge.posting.words import folded, pattern
from language.sentences import count_words, spans

FEWEST_WORDS = 2
"""Words of a sentence that asks for something."""
_LONGEST_GROUP = 3
"""Words of a heading that only names a group of what is asked for."""
_FEWEST_SENTENCES = 3
"""A paragraph of so many sentences in a part lists what is asked for."""
_GOES_ON = re.compile(r"^[a-zà-ÿ(&,]")
_STOPPED = (".", "!", "?", ";", "。", "；", ":", "：")


@dataclass(slots=True)
class Piece:
    """Something asked for while it is being read: its words, and its first and last line."""

    kind: AskedKind
    text: str
    first: int
    last: int
    item: bool
    indent: int = 0
    kept: bool = False
    labelled: bool = False


def asking(pieces: Sequence[Piece]) -> list[Piece]:
    """The items below a title that tells nothing ("Values"), where most of them ask for something."""
    items = [piece for piece in pieces if piece.item and not piece.labelled]
    offers = any(pattern("offers").search(folded(piece.text)) for piece in items)
    most = len(items) > 1 and 2 * sum(asks(piece.text) for piece in items) > len(items)
    return [each for each in pieces if each.kept or each.labelled or (each.item and most and not offers)]


def asks(text: str) -> bool:
    """Whether an item asks by itself for something that somebody has to have."""
    plain = folded(text)
    return any(pattern(name).search(plain) is not None for name in ("asks", "requires"))


def take(line: Line, kind: AskedKind, pieces: list[Piece], *, apart: bool) -> None:
    """Put `line` to what is asked for, as a piece of its own or as the end of the one before."""
    before = pieces[-1] if pieces and pieces[-1].kind is kind else None
    text = line.clean.strip()
    if line.kind is Kind.ROW:
        row = [cell.strip() for cell in cells(line) if cell.strip()]
        if not is_table_rule(line) and row and not (apart and _is_head(row)) and not _is_empty(line, row):
            pieces.append(Piece(kind, ": ".join(row), line.number, line.number, item=True))
    elif line.kind is Kind.ITEM:
        if (
            before is not None
            and before.item
            and line.indent > before.indent
            and before.last >= line.number - 1
        ):
            if before.text.endswith((":", "：")):
                pieces[-1] = Piece(kind, text, line.number, line.number, item=True, indent=before.indent)
            else:
                before.text, before.last = f"{before.text} {text}", line.number
        else:
            pieces.append(Piece(kind, text, line.number, line.number, item=True, indent=line.indent))
    elif line.kind is Kind.HEADING and count_words(text) <= _LONGEST_GROUP:
        # "Hard skills" below "Requirements" names what stands below it.
        return
    elif line.kind in (Kind.TEXT, Kind.HEADING) and text:
        goes_on = before is not None and not apart and before.last == line.number - 1
        wrapped = goes_on and before is not None and not before.text.endswith(_STOPPED)
        if wrapped and before is not None and (before.item or _GOES_ON.match(text)):
            before.text, before.last = f"{before.text} {text}", line.number
        else:
            pieces.append(Piece(kind, text, line.number, line.number, item=False))


def _is_empty(line: Line, row: Sequence[str]) -> bool:
    """Whether a row has a name of a word or two, and nothing beside it: "Training | "."""
    held = cells(line)
    return len(row) == 1 < len(held) and row[0] == held[0].strip() and count_words(row[0]) <= 2


def _is_head(row: Sequence[str]) -> bool:
    return (
        all(count_words(cell) <= 3 for cell in row)
        and pattern("requires").search(folded(" ".join(row))) is None
        and any(_part_name(cell) for cell in row)
    )


def _part_name(cell: str) -> bool:
    """Whether a cell of a table names what stands below it."""
    line = Line(number=1, kind=Kind.HEADING, text=cell, level=6)
    begun = part_begun(line, None)
    return begun is not None and begun.kind is not None


def without_intros(pieces: Sequence[Piece], *, listed: bool) -> list[Piece]:
    """The pieces of a part without the running text beside its list, which leads up to it or away from it.

    `listed` says that what is asked for so is listed elsewhere in the posting; for duties that is enough,
    since a role is told at length before its duties are listed.
    """
    has_list = any(piece.item for piece in pieces)
    return [
        piece
        for whole in pieces
        for piece in _each(whole)
        if piece.item
        or piece.kept
        or (piece.kind is AskedKind.MUST and pattern("obliges").search(folded(piece.text)) is not None)
        or (not has_list and count_words(piece.text) >= FEWEST_WORDS and not _is_told(piece, listed=listed))
    ]


def _is_told(piece: Piece, *, listed: bool) -> bool:
    """Whether running text in a part with duties only tells of the job, or of who is sought."""
    sought = pattern("seeks").search(folded(piece.text)) is not None
    return piece.kind is AskedKind.DUTY and (listed or sought)


def _each(piece: Piece) -> Iterator[Piece]:
    """The sentences of a paragraph that lists what is asked for; else the piece itself."""
    said = list(sentences_of(piece.text))
    if piece.item or piece.kept or piece.kind is AskedKind.DUTY or len(said) < _FEWEST_SENTENCES:
        yield piece
        return
    for sentence in said:
        yield replace(piece, text=sentence)


def sentences_of(text: str) -> Iterator[str]:
    """The sentences of `text`, as they stand there."""
    for start, end in spans(text):
        yield text[start:end]
