"""A posting's text to what it asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from domain.errors import InterviewError
from domain.guide import Source
from domain.posting import Asked, AskedKind, Posting
from knowledge.files.read import read_text
from knowledge.markup.blocks import Kind, Line, cells, is_table_rule, read_lines
from knowledge.posting import details
from knowledge.posting.parts import Part, is_fact, labelled, part_begun
from knowledge.posting.words import folded, pattern
from knowledge.values import GuideText
from language.sentences import count_words, spans
from language.tongue import nearest, tongue

_FEWEST_WORDS_OF_PROSE = 2
_LONGEST_GROUP = 3
"""Words of a heading that only names a group of what is asked for."""
_FEWEST_SENTENCES = 3
"""A paragraph of so many sentences in a part lists what is asked for."""
_GOES_ON = re.compile(r"^[a-zà-ÿ(&,]")
_STOPPED = (".", "!", "?", ";", "。", "；", ":", "：")


class NoRequirements(InterviewError):
    """The posting asks for nothing that could be found in it."""

    exit_code = 3

    def __init__(self, name: str, *, empty: bool) -> None:
        super().__init__(
            f"{name}: is empty."
            if empty
            else f"{name}: no requirement was found. Give the posting's text with its lists (what you bring, "
            "your tasks); docs/posting.md tells what is read."
        )


@dataclass(slots=True)
class _Piece:
    """Something asked for while it is being read: its words, and its first and last line."""

    kind: AskedKind
    text: str
    first: int
    last: int
    item: bool
    indent: int = 0
    kept: bool = False


def read_posting(path: Path) -> Posting:
    """The posting at `path`, of any kind that guides may be.

    Raises `UnreadableGuide` where it cannot be read, `NoRequirements` where it asks for nothing.
    """
    return understood(read_text(path))


def understood(text: GuideText) -> Posting:
    """What a posting asks for; the work is linear in its length. Raises `NoRequirements`."""
    lines = [line for line in read_lines(text.text) if line.kind is not Kind.MARK]
    said = [line for line in lines if line.text.strip()]
    if not said:
        raise NoRequirements(text.name, empty=True)
    # The first thousand characters may be an address or a slogan.
    language = tongue(text.text) or nearest(text.text)
    pieces = _in_parts(lines) or _in_prose(said)
    asked = tuple(_asked(piece, text.name, language) for piece in pieces)
    if not any(each.kind is not AskedKind.DUTY for each in asked) and not asked:
        raise NoRequirements(text.name, empty=False)
    title = next((line.clean for line in said if line.kind is Kind.HEADING), said[0].clean)
    named = " ".join([title, *(line.clean for line in said[:12] if count_words(line.clean) <= 8)])
    return Posting(
        name=text.name,
        title=title,
        language=language,
        seniority=details.seniority_in(title) or details.seniority_in(named),
        asked=asked,
    )


def _in_parts(lines: Sequence[Line]) -> list[_Piece]:
    """What stands below titles that say what is listed there."""
    part: Part | None = None
    pieces: list[_Piece] = []
    blank = True
    for line in lines:
        if line.kind in (Kind.BLANK, Kind.RULE):
            blank = True
            continue
        begun = part_begun(line, part, apart=blank)
        if begun is not None:
            part, blank = begun, True
            if line.kind is Kind.TEXT and part.kind is not None and details.years_in(line.clean):
                # "3 to 5 years of it, with the following:" asks for something itself.
                pieces.append(
                    _Piece(part.kind, line.clean.strip(), line.number, line.number, item=False, kept=True)
                )
            continue
        own = labelled(line)
        if own is not None and line.kind is not Kind.ROW:
            pieces.append(_Piece(own[0], own[1], line.number, line.number, item=True))
        elif part is not None and part.kind is not None and not is_fact(line):
            _take(line, part.kind, pieces, apart=blank)
        elif part is None and is_fact(line) and details.years_in(line.clean):
            # "Level: senior (5+ years of experience)" above all parts.
            pieces.append(
                _Piece(AskedKind.MUST, line.clean.strip(), line.number, line.number, item=False, kept=True)
            )
        blank = False
    return _without_intros(pieces)


def _take(line: Line, kind: AskedKind, pieces: list[_Piece], *, apart: bool) -> None:
    """Put `line` to what is asked for, as a piece of its own or as the end of the one before."""
    before = pieces[-1] if pieces and pieces[-1].kind is kind else None
    text = line.clean.strip()
    if line.kind is Kind.ROW:
        row = [cell.strip() for cell in cells(line) if cell.strip()]
        if not is_table_rule(line) and row and not (apart and _is_head(row)) and not _is_empty(line, row):
            pieces.append(_Piece(kind, ": ".join(row), line.number, line.number, item=True))
    elif line.kind is Kind.ITEM:
        if (
            before is not None
            and before.item
            and line.indent > before.indent
            and before.last >= line.number - 1
        ):
            if before.text.endswith((":", "：")):
                pieces[-1] = _Piece(kind, text, line.number, line.number, item=True, indent=before.indent)
            else:
                before.text, before.last = f"{before.text} {text}", line.number
        else:
            pieces.append(_Piece(kind, text, line.number, line.number, item=True, indent=line.indent))
    elif line.kind is Kind.HEADING and count_words(text) <= _LONGEST_GROUP:
        # "Hard skills" below "Requirements" names what stands below it.
        return
    elif line.kind in (Kind.TEXT, Kind.HEADING) and text:
        goes_on = before is not None and not apart and before.last == line.number - 1
        wrapped = goes_on and before is not None and not before.text.endswith(_STOPPED)
        if wrapped and before is not None and (before.item or _GOES_ON.match(text)):
            before.text, before.last = f"{before.text} {text}", line.number
        else:
            pieces.append(_Piece(kind, text, line.number, line.number, item=False))


def _is_empty(line: Line, row: Sequence[str]) -> bool:
    """Whether a row has a name of a word or two, and nothing beside it: "Training | "."""
    held = cells(line)
    return len(row) == 1 < len(held) and row[0] == held[0].strip() and count_words(row[0]) <= 2


def _is_head(row: Sequence[str]) -> bool:
    return (
        all(count_words(cell) <= 3 for cell in row)
        and pattern("requires").search(folded(" ".join(row))) is None
        and any(part_name(cell) for cell in row)
    )


def part_name(cell: str) -> bool:
    """Whether a cell of a table names what stands below it."""
    line = Line(number=1, kind=Kind.HEADING, text=cell, level=6)
    begun = part_begun(line, None)
    return begun is not None and begun.kind is not None


def _without_intros(pieces: Sequence[_Piece]) -> list[_Piece]:
    """Without the running text of parts that have a list: it leads up to it, or away from it."""
    listed = {kind for kind in AskedKind if any(p.item for p in pieces if p.kind is kind)}
    return [
        piece
        for whole in pieces
        for piece in _each(whole)
        if piece.item
        or piece.kept
        or (piece.kind not in listed and count_words(piece.text) >= _FEWEST_WORDS_OF_PROSE)
    ]


def _each(piece: _Piece) -> Iterator[_Piece]:
    """The sentences of a paragraph that lists what is asked for; else the piece itself."""
    said = list(_sentences(piece.text))
    if piece.item or piece.kept or piece.kind is AskedKind.DUTY or len(said) < _FEWEST_SENTENCES:
        yield piece
        return
    for sentence in said:
        yield replace(piece, text=sentence)


def _in_prose(lines: Sequence[Line]) -> list[_Piece]:
    """The sentences that ask for something, of a posting without parts."""
    return [
        _Piece(AskedKind.MUST, sentence, line.number, line.number, item=True)
        for line in lines
        for sentence in _sentences(line.clean)
        if pattern("requires").search(folded(sentence)) and count_words(sentence) >= _FEWEST_WORDS_OF_PROSE
    ]


def _sentences(text: str) -> Iterator[str]:
    for start, end in spans(text):
        yield text[start:end]


def _asked(piece: _Piece, name: str, language: str) -> Asked:
    text = piece.text.strip()
    kind = piece.kind
    if kind is AskedKind.MUST and not piece.kept and details.is_welcome(text):
        kind = AskedKind.NICE
    return Asked(
        kind=kind,
        text=text,
        source=Source(guide=name, first_line=piece.first, last_line=piece.last),
        years=details.years_in(text) if kind is not AskedKind.DUTY else None,
        tools=details.tools_in(text, language),
        any_of_them=details.is_choice(text, language),
        languages=details.languages_in(text) if kind is not AskedKind.DUTY else (),
        level=details.level_in(text),
    )
