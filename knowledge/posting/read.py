"""A posting's text to what it asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from domain.errors import OfAFile
from domain.guide import Source
from domain.posting import Asked, AskedKind, Posting
from knowledge.files.read import read_text
from knowledge.markup.blocks import read_lines
from knowledge.markup.line import Kind, Line
from knowledge.markup.tables import cells
from knowledge.posting import details
from knowledge.posting.evidence import Reading, is_aside, reading_of
from knowledge.posting.listed import settled
from knowledge.posting.on_one_line import each_listed
from knowledge.posting.parts import (
    PLAIN,
    Part,
    ends_marked,
    explains_marks,
    is_fact,
    is_mark,
    labelled,
    names_all,
    part_begun,
    says_what_is_needed,
    section_of,
)
from knowledge.posting.pasted import goes_on, mended, over_lines, with_rows
from knowledge.posting.pieces import (
    Piece,
    asked_beside,
    sentences_of,
    take,
    without_intros,
)
from knowledge.posting.tables import Table
from knowledge.posting.things import things_in
from knowledge.posting.untitled import LONGEST_OWN_TITLE, SENTENCE, without_parts
from knowledge.posting.words import folded, pattern
from knowledge.values import GuideText
from language.sentences import count_words
from language.tongue import nearest, tongue

_TOP = 8
_LONGEST_NAME = 4
_LONGEST_TITLE = 20
_TITLED = re.compile(r"^(?:(?:job|position) )?title:\s*", re.IGNORECASE)
_SUBJECT = re.compile(
    r"^(?:subject|betreff|asunto|objet|assunto|oggetto|onderwerp|主题)\s*[:：]\s*(?:(?:fwd?|re|aw|wg|tr|rv)\s*:\s*)*(.+)",
    re.I,
)
"""The line of a mail that says what it is about."""
_FEWEST_MARKED = 2
"""So many lines that end in a mark, "(E)", are marked on purpose."""
_ITEM = 3.0
"""What its place in a list of what is asked for speaks for a line."""


class NoRequirements(OfAFile):
    """The posting asks for nothing that could be found in it."""

    exit_code = 3

    def __init__(self, name: str, *, empty: bool) -> None:
        super().__init__(
            name,
            ": is empty."
            if empty
            else ": no requirement was found. Give the posting's text with its lists (what you bring, "
            "your tasks); docs/posting.md tells what is read.",
        )


def read_posting(path: Path) -> Posting:
    """The posting at `path`, of any kind that guides may be.

    Raises `UnreadableGuide` where it cannot be read, `NoRequirements` where it asks for nothing.
    """
    return understood(read_text(path))


def understood(text: GuideText) -> Posting:
    """What a posting asks for; the work is linear in its length. Raises `NoRequirements`."""
    lines = [line for line in read_lines(with_rows(text.text)) if line.kind is not Kind.MARK]
    said = [line for line in lines if line.text.strip()]
    if not said:
        raise NoRequirements(text.name, empty=True)
    # The first thousand characters may be an address or a slogan.
    language = tongue(text.text) or nearest(text.text)
    pieces, titled = _in_parts(lines)
    if not pieces or (not titled and any(piece.labelled for piece in pieces)):
        pieces = without_parts(said, pieces)
    if all(piece.kind is not AskedKind.DUTY for piece in pieces):
        pieces = [*_told_first(said, pieces), *pieces]
    pieces = [each for piece in pieces for each in each_listed(piece)]
    asked = tuple(
        thing
        for piece in pieces
        for each in _with_welcome(piece)
        for thing in _each_thing(each, text.name, language)
    )
    if not any(each.kind is not AskedKind.DUTY for each in asked) and not asked:
        raise NoRequirements(text.name, empty=False)
    title = _own_title(said)
    above = min(each.source.first_line for each in asked)
    top = [line.clean for line in said[:12] if line.number < above and count_words(line.clean) <= 8]
    named = " ".join([title, *top])
    return Posting(
        name=text.name,
        title=title,
        language=language,
        seniority=details.seniority_in(title) or details.seniority_in(named),
        asked=asked,
    )


def _own_title(said: Sequence[Line]) -> str:
    """What the posting is for: its first heading, else a line at its top that names a role."""
    subject = next((found[1] for line in said[:_TOP] if (found := _SUBJECT.match(line.clean))), None)
    if subject is not None:
        return subject.strip()
    if named_so := next(filter(None, map(names_all, said[:_TOP])), ""):
        return named_so
    heading = next((line.clean for line in said if line.kind is Kind.HEADING), None)
    if heading is not None:
        return heading
    # Pasted pages begin with the firm.
    plain = [line.clean for line in said[:_TOP] if line.kind is Kind.TEXT]
    top = [text for text in plain if count_words(text) <= LONGEST_OWN_TITLE]
    named = next((text for text in top if pattern("roles").search(folded(text))), said[0].clean)
    words = _TITLED.sub("", named).split()
    # A posting in a single line has its title at its beginning.
    return " ".join(words) if len(words) <= _LONGEST_TITLE else f"{' '.join(words[:LONGEST_OWN_TITLE])} …"


def _in_parts(lines: Sequence[Line]) -> tuple[list[Piece], bool]:
    """What stands below titles that say what is listed there, and whether there are such titles.

    Without them it is what stands behind labels of its own ("Ideally: …"), and beside these.
    """
    lines = mended(lines)
    walk = _Walk(_title_of(lines))
    for at, (line, below) in enumerate(zip(lines, _kinds_below(lines), strict=True)):
        walk.read(line, below, over_lines=over_lines(lines, at))
    pieces = walk.ended()
    return pieces, walk.is_titled


class _Walk:
    """A posting's lines, read one after the other; `title` is the one that titles all of it."""

    def __init__(self, title: Line | None) -> None:
        self._title = title
        self._part: Part | None = None
        self._held: list[Piece] = []
        self._parts: list[tuple[Part | None, list[Piece]]] = []
        self._beside: list[Piece] = []
        self._apart = True
        self._table: Table | None = None
        self._before: Line | None = None
        self._any = False

    def read(self, line: Line, below: Kind | None, *, over_lines: bool = False) -> None:
        """Take in the next line; `below` is the kind of the next one that is not blank.

        `over_lines` says that it stands over a list without marks.
        """
        if line.kind in (Kind.BLANK, Kind.RULE):
            self._apart, self._table, self._before = True, None, None
            return
        if self._names_rows(line, below):
            return
        over_list = below is Kind.ITEM
        begun = part_begun(
            line,
            self._part,
            apart=self._apart,
            over_list=over_list,
            over_lines=over_lines,
            goes_on=not self._apart and goes_on(line, self._before),
            title=line is self._title,
        )
        first, self._before, self._any = not self._any, line, True
        if begun is not None:
            begun.first = first
            self._begin(begun)
            if line.kind is Kind.TEXT and begun.kind is not None and details.years_in(line.clean):
                # "3 to 5 years of it, with the following:" asks for something itself.
                self._keep(begun.kind, line)
            return
        self._take(line, below)
        self._apart = False

    def _names_rows(self, line: Line, below: Kind | None) -> bool:
        """Whether a line between the rows of a table only names those below it: "Qualifications"."""
        told = self._table is not None and self._table.tells
        return (
            told and line.kind is Kind.TEXT and below is Kind.ROW and count_words(line.text) <= _LONGEST_NAME
        )

    def _take(self, line: Line, below: Kind | None) -> None:
        """Put a line that titles nothing to the part that it stands in."""
        if explains_marks(line.clean) or (not self._asked_yet and names_all(line)):
            return
        own = labelled(line) if line.kind is not Kind.ROW else None
        part = self._part
        self._table = (self._table or Table()) if line.kind is Kind.ROW else None
        if self._table is not None:
            self._take_row(line, self._table)
        elif own is not None:
            # A mark goes for its line alone: "Must: …", "Nice: …", "We offer …".
            alone = is_mark(line)
            ended = alone or (says_what_is_needed(line) and line.text.rstrip().endswith("."))
            more_below = line.kind is Kind.TEXT and below is Kind.TEXT and not ended
            self._labelled(line, *own, goes_on=more_below, alone=alone)
        elif part is not None and part.kind is not None and not is_fact(line):
            part.empty = False
            take(line, part.kind, self._held, apart=self._apart)
        elif part is not None and part.unknown:
            take(line, AskedKind.MUST, self._held, apart=self._apart)
        elif part is None and is_fact(line) and details.years_in(line.clean):
            # "Level: senior (5+ years of experience)" above all parts.
            self._keep(AskedKind.MUST, line)
        elif line.kind is Kind.TEXT and not is_fact(line):
            take(line, AskedKind.MUST, self._beside, apart=self._apart)

    @property
    def _asked_yet(self) -> bool:
        return bool(self._held) or any(held for _, held in self._parts)

    def _take_row(self, line: Line, table: Table) -> None:
        row = [cell for cell in cells(line) if cell]
        if len(row) == 1 and (section := section_of(row[0])) is not None:
            self._begin(section)
            return
        part = self._part
        asked = list(table.asked(line, (part.kind if part is not None else None) or AskedKind.MUST))
        if part is None or (part.kind is None and not part.unknown):
            asked = asked if table.tells else []
        else:
            part.empty = False
        self._held.extend(asked)

    def ended(self) -> list[Piece]:
        """All that was asked for, in the posting's order."""
        self._begin(None)
        told = [piece for _, held in self._parts for piece in held if not piece.item]
        _mark([*(piece for _, held in self._parts for piece in held), *self._beside])
        parts = settled(self._parts)
        listed = any(piece.item and piece.kind is AskedKind.DUTY for _, held in parts for piece in held)
        found = [
            piece
            for part, held in parts
            for piece in (held if part is not None and part.unknown else without_intros(held, listed=listed))
            if piece.kept or not is_aside(piece.text, prior=_ITEM if piece.item else SENTENCE)
        ]
        found += [piece for piece in self._beside if piece.kept]
        if not found:
            return []
        kept = {id(piece) for piece in found}
        left = [piece for piece in (*self._beside, *told) if id(piece) not in kept]
        # A paragraph may have been taken sentence by sentence.
        there = {(piece.first, piece.text) for piece in found}
        beside = [
            each for piece in left for each in asked_beside(piece) if (each.first, each.text) not in there
        ]
        return sorted((*found, *beside), key=lambda piece: piece.first)

    @property
    def is_titled(self) -> bool:
        """Whether something stands below a title."""
        return any(part is not None and held for part, held in self._parts)

    def _begin(self, part: Part | None) -> None:
        self._parts.append((self._part, self._held))
        self._part, self._held, self._apart = part, [], True

    def _keep(self, kind: AskedKind, line: Line) -> None:
        text = line.clean.strip()
        self._held.append(Piece(kind, text, line.number, line.number, item=False, kept=True))

    def _labelled(self, line: Line, kind: AskedKind | None, text: str, *, goes_on: bool, alone: bool) -> None:
        if goes_on:
            # "You will: plan berths", and more of it on the lines below.
            self._begin(Part(kind, PLAIN))
        if kind is not None:
            self._held.append(
                Piece(
                    kind,
                    text,
                    line.number,
                    line.number,
                    item=not goes_on,
                    kept=goes_on or alone or says_what_is_needed(line),
                    labelled=True,
                    listed=not goes_on,
                )
            )


def _mark(pieces: Sequence[Piece]) -> None:
    """Make each piece what its own mark says, where several are marked so: "Good English (E)"."""
    marks = [ends_marked(piece.text) for piece in pieces]
    if sum(mark is not None for mark in marks) < _FEWEST_MARKED:
        return
    for piece, mark in zip(pieces, marks, strict=True):
        if mark is not None:
            piece.kind, piece.kept = mark, True


def _title_of(lines: Sequence[Line]) -> Line | None:
    first = next((line for line in lines if line.text.strip()), None)
    return first if first is not None and first.kind is Kind.HEADING and first.level == 1 else None


def _kinds_below(lines: Sequence[Line]) -> list[Kind | None]:
    """Of each line, the kind of the next one that is not blank."""
    found: list[Kind | None] = []
    below: Kind | None = None
    for line in reversed(lines):
        found.append(below)
        if line.kind is not Kind.BLANK:
            below = line.kind
    return found[::-1]


def _told_first(lines: Sequence[Line], pieces: Sequence[Piece]) -> list[Piece]:
    """What a posting without duties tells of the work above all that it asks for: "You will build …"."""
    first = min((piece.first for piece in pieces), default=0)
    return [
        Piece(AskedKind.DUTY, sentence, line.number, line.number, item=True)
        for line in lines
        if line.number < first and line.kind is Kind.TEXT and not _titles_what_is_needed(line)
        for sentence in sentences_of(line.clean)
        if reading_of(sentence) is Reading.TASK
        and any(pattern(name).search(folded(sentence)) is not None for name in ("will_do", "you_do"))
        and not sentence.endswith((":", "：", "?", "？"))
    ]


def _titles_what_is_needed(line: Line) -> bool:
    """Whether a line of text is a title of what one must have, or would have: "Dit neem je mee"."""
    begun = part_begun(line, None)
    return begun is not None and begun.kind in (AskedKind.MUST, AskedKind.NICE)


def _with_welcome(piece: Piece) -> Iterator[Piece]:
    """A piece, and by itself what it says at its end to be welcome."""
    yield piece
    if piece.kind is AskedKind.MUST and (welcome := details.welcome_within(piece.text)):
        yield replace(piece, kind=AskedKind.NICE, text=welcome)


def _each_thing(piece: Piece, name: str, language: str) -> Iterator[Asked]:
    """What a piece asks for, thing by thing; where all of it is welcome, each is."""
    whole = _asked(piece, name, language)
    things = things_in(whole.text, language)
    if len(things) == 1:
        yield whole
        return
    for text in things:
        thing = _asked(replace(piece, text=text), name, language)
        yield thing.model_copy(update={"kind": whole.kind}) if whole.kind is AskedKind.NICE else thing


def _asked(piece: Piece, name: str, language: str) -> Asked:
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
        one_of_them=details.is_one_of(text),
        languages=details.languages_in(details.needed_in(text)) if kind is not AskedKind.DUTY else (),
        level=details.level_in(text),
    )
