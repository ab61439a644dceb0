"""What a posting's lines ask for, one piece each, while they are being read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from domain.posting import AskedKind
from knowledge.markup.line import Kind, Line
from knowledge.posting.details import is_welcome
from knowledge.posting.evidence import CLEAR, Reading, weighed
from knowledge.posting.parts import SMALL, ends_marked
from knowledge.posting.words import folded, pattern
from language.sentences import count_words, spans

FEWEST_WORDS = 2
"""Words of a sentence that asks for something."""
_LONGEST_GROUP = 3
"""Words of a heading that only names a group of what is asked for."""
_FEWEST_SENTENCES = 3
"""A paragraph of so many sentences in a part lists what is asked for."""
_FEWEST_DONE = 2
_BEYOND_DOUBT = 4.0
"""So much more speaks for a sentence that asks for something outside of all lists: two signs of it."""
_LONG = 9
_FEWEST_IN_A_PART = 3
_BETWEEN = re.compile(r"[,;:，；。、]\s*|\s[–—-]\s|[.!?]\s|\s(?:and|und|y|et|e|en|sowie)\s")
_GOES_ON = re.compile(r"^[a-zà-ÿ(&,]")
_BEGINS_ANEW = re.compile(r"(?:you|du|sie|vous|tu|je|você)(?:['’](?:ve|re|d|ll))? \w", re.I)
_FULL = 45
"""A line of so many characters or more may have been broken at its width."""
_BROKEN = re.compile(r"[a-zà-ÿ]-$")
_STOPPED = (".", "!", "?", ";", "。", "；", ":", "：")


@dataclass(slots=True)
class Piece:
    """Something asked for while it is being read: its words, and its first and last line.

    `listed` says that it stands behind what only says how it is asked for ("You need: …", "Ideally: …").
    """

    kind: AskedKind
    text: str
    first: int
    last: int
    item: bool
    indent: int = 0
    kept: bool = False
    labelled: bool = False
    listed: bool = False


def asks(text: str) -> bool:
    """Whether an item asks by itself for something that somebody has to have."""
    plain = folded(text)
    return any(pattern(name).search(plain) is not None for name in ("asks", "requires"))


def take(line: Line, kind: AskedKind, pieces: list[Piece], *, apart: bool) -> None:
    """Put `line` to what is asked for, as a piece of its own or as the end of the one before."""
    before = pieces[-1] if pieces and pieces[-1].kind is kind else None
    text = line.clean.strip()
    if line.kind is Kind.ITEM:
        if (
            before is not None
            and before.item
            and line.indent > before.indent
            and before.last >= line.number - 1
        ):
            if before.text.endswith((":", "：")):
                pieces[-1] = Piece(kind, text, line.number, line.number, item=True, indent=before.indent)
            else:
                before.text, before.last = _joined(before.text, text), line.number
        else:
            pieces.append(Piece(kind, text, line.number, line.number, item=True, indent=line.indent))
    elif line.kind is Kind.HEADING and count_words(text) <= _LONGEST_GROUP:
        # "Hard skills" below "Requirements" names what stands below it.
        return
    elif line.kind in (Kind.TEXT, Kind.HEADING) and text:
        goes_on = before is not None and not apart and before.last == line.number - 1
        wrapped = goes_on and before is not None and not before.text.endswith(_STOPPED)
        if wrapped and before is not None and _is_wrapped(before, text):
            before.text, before.last = _joined(before.text, text), line.number
        else:
            pieces.append(Piece(kind, text, line.number, line.number, item=False))


def _is_wrapped(before: Piece, text: str) -> bool:
    """Whether `text` goes on from what is before; a short item is not broken off before a capital."""
    if ends_marked(before.text) is not None:
        # Behind "(E)" another thing begins.
        return False
    if _GOES_ON.match(text):
        # "you have …" below "you've …" is another thing that is asked for, though neither has a capital.
        return not (_BEGINS_ANEW.match(text) and _BEGINS_ANEW.match(before.text))
    if before.labelled and before.kept:
        # "Must: …" goes for its line alone, however long.
        return False
    return before.item and (len(before.text) >= _FULL or not text[:1].isupper())


def asked_beside(piece: Piece) -> Iterator[Piece]:
    """The sentences of a text where nothing is asked for that ask all the same, beyond doubt."""
    for sentence in sentences_of(piece.text):
        weights = weighed(sentence)
        least = max(weight for reading, weight in weights.items() if reading is not Reading.NEED)
        beyond = CLEAR if is_welcome(sentence) else _BEYOND_DOUBT
        if weights[Reading.NEED] - least >= beyond and not sentence.endswith(("?", "？", ":", "：")):
            yield replace(piece, text=sentence, item=True, kind=AskedKind.MUST)


def _joined(first: str, second: str) -> str:
    """A line and what goes on from it; a word that was broken between them is whole again."""
    broken = _BROKEN.search(first) is not None and _GOES_ON.match(second) is not None
    if not broken or second.split()[0] in SMALL:
        return f"{first} {second}"
    return f"{first[:-1]}{second}"


def without_intros(pieces: Sequence[Piece], *, listed: bool) -> list[Piece]:
    """The pieces of a part without the running text beside its list, which leads up to it or away from it.

    `listed` says that what is asked for so is listed elsewhere in the posting; for duties that is enough,
    since a role is told at length before its duties are listed.
    """
    has_list = any(piece.item for piece in pieces)
    pieces = [piece for at, piece in enumerate(pieces) if not _only_leads(piece, pieces[at + 1 :])]
    return [
        piece
        for whole in pieces
        for piece in _each(whole, listed=listed)
        if piece.item
        or piece.kept
        or (piece.kind is AskedKind.MUST and pattern("obliges").search(folded(piece.text)) is not None)
        or (not has_list and _says_something(piece, pieces) and not _is_told(piece, listed=listed))
    ]


def _says_something(piece: Piece, pieces: Sequence[Piece]) -> bool:
    """Whether running text is long enough to ask for something; a single word is, directly beside others."""
    if count_words(piece.text) >= FEWEST_WORDS or piece.text.isupper():
        return True
    return any(abs(each.first - piece.first) == 1 for each in pieces)


def _only_leads(piece: Piece, after: Sequence[Piece]) -> bool:
    """Whether an item only names the ones after it: "Documentation:"."""
    return piece.item and piece.text.endswith((":", "：")) and bool(after) and after[0].item


def _is_told(piece: Piece, *, listed: bool) -> bool:
    """Whether running text in a part with duties only tells of the job, or of who is sought."""
    sought = pattern("seeks").search(folded(piece.text)) is not None
    return piece.kind is AskedKind.DUTY and (listed or sought)


def _each(piece: Piece, *, listed: bool) -> Iterator[Piece]:
    """The sentences of a paragraph that lists what is asked for; else the piece itself.

    Of what one would do, where no duties are `listed`, those that tell it: "You will teach two classes".
    """
    said = list(sentences_of(piece.text))
    duty = piece.kind is AskedKind.DUTY
    if duty:
        said = [] if listed else [each for each in said if pattern("does").search(folded(each)) is not None]
    if piece.item or piece.kept or len(said) < (_FEWEST_DONE if duty else _FEWEST_SENTENCES):
        yield piece
        return
    for sentence in said:
        yield replace(piece, text=sentence)


def sentences_of(text: str) -> Iterator[str]:
    """The sentences of `text`, as they stand there."""
    for start, end in spans(text):
        yield text[start:end]


def parts_of(text: str) -> tuple[str, ...]:
    """The several things that a long line asks for, each in some words; () where it asks for one."""
    if count_words(text) < _LONG:
        return ()
    parts = [part.strip(" .!") for part in _BETWEEN.split(text)]
    several = tuple(part for part in parts if count_words(part) >= _FEWEST_IN_A_PART)
    return several if len(several) > 1 else ()


def first_of(text: str) -> str:
    """The first of several sentences, which says what is asked for; "" where there is one."""
    first, *more = [*sentences_of(text)] or [""]
    return first if more and count_words(first) >= _FEWEST_IN_A_PART else ""
