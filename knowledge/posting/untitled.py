"""What a posting without titles asks for: its sentences, a list that is all of it, lines with labels."""

from __future__ import annotations

from collections.abc import Sequence

from domain.posting import AskedKind
from knowledge.markup.line import Kind, Line
from knowledge.posting import details
from knowledge.posting.evidence import Reading, is_aside, reading_of, weighed
from knowledge.posting.parts import is_fact
from knowledge.posting.pieces import FEWEST_WORDS, Piece, asks, sentences_of
from knowledge.posting.words import folded, pattern
from language.sentences import count_words

LONGEST_OWN_TITLE = 12
"""Words of the line that says what a posting is for."""
SENTENCE = 2.0
"""What the place of a sentence beside all lists speaks for it."""
_FEWEST_LISTED = 3
"""So many items list something, where no title says what."""
_FEWEST_OF_A_LIST = 4
"""Items of a list that is all of a posting, but for a line or two."""
_SURE = 3.0
"""So much speaks for a sentence that asks for something in a posting without lists."""


def _in_prose(lines: Sequence[Line], listed: Sequence[Piece] = ()) -> list[Piece]:
    """What the sentences ask for and tell of the work, of a posting without parts.

    `listed` is what stands in it beside them. A sentence that does not tell is what those beside it are:
    whoever writes goes from matter to matter.
    """
    found: list[Piece] = []
    for line in lines[1:] if len(lines) > 1 and _is_title(lines[0]) else lines:
        said = [
            each
            for each in sentences_of(line.clean)
            # "Do you have questions for us?" asks something, and for nothing.
            if count_words(each) >= FEWEST_WORDS and not each.rstrip().endswith(("?", "？"))
        ]
        kinds = _with_neighbours(said, [_told_in(each) for each in said])
        found += [
            Piece(kind, each, line.number, line.number, item=True)
            for each, kind in zip(said, kinds, strict=True)
            if kind is not None
        ]
    asks_for_something = any(piece.kind is AskedKind.MUST for piece in (*found, *listed))
    return found if asks_for_something else []


def without_parts(said: Sequence[Line], found: Sequence[Piece]) -> list[Piece]:
    """What a posting without titles asks for: a list of it, its sentences, or both.

    `found` is what stands behind labels in it, and beside these: "Ideally: …" is a line of a short advert,
    and what one must have and would do stands in sentences above it.
    """
    labelled = [piece for piece in found if piece.labelled or piece.kept]
    taken = {number for piece in labelled for number in range(piece.first, piece.last + 1)}
    rest = [line for line in said if line.number not in taken and not (labelled and is_fact(line))]
    if all(line.kind is Kind.ITEM for line in rest) and (listed := _in_lists(rest)):
        return _in_order(labelled, listed)
    listed = _in_lists(rest) if _is_mostly_listed(rest) else []
    told = _in_prose([line for line in rest if line.kind is not Kind.ITEM or not listed], listed)
    both = _in_order(listed, told) or ([] if labelled else _in_lists(rest))
    there = " ".join(piece.text for piece in both)
    return _in_order(
        labelled, both, [piece for piece in found if piece not in labelled and piece.text not in there]
    )


def _in_order(*found: Sequence[Piece]) -> list[Piece]:
    return sorted((piece for each in found for piece in each), key=lambda piece: piece.first)


def _is_mostly_listed(lines: Sequence[Line]) -> bool:
    """Whether a posting is a list, with a line or two above and below it."""
    items = sum(line.kind is Kind.ITEM for line in lines)
    return items >= _FEWEST_OF_A_LIST and 2 * items > len(lines)


def _is_title(line: Line) -> bool:
    """Whether the first line of a posting in sentences is none: "Baker (m/f/d), nights"."""
    text = line.clean.strip()
    return count_words(text) <= LONGEST_OWN_TITLE and text[-1:] not in ".!?。！？;；:："


def _told_in(sentence: str) -> AskedKind | None:
    """What a sentence that stands by itself asks for, if it does."""
    reading = reading_of(sentence)
    if reading is Reading.TASK:
        return AskedKind.DUTY
    sure = reading_of(sentence, least=_SURE) is Reading.NEED or pattern("requires").search(folded(sentence))
    needs = sure or (reading is Reading.NEED and details.is_welcome(sentence))
    return AskedKind.MUST if needs and not is_aside(sentence, prior=SENTENCE) else None


def _with_neighbours(said: Sequence[str], kinds: Sequence[AskedKind | None]) -> list[AskedKind | None]:
    """The kinds of sentences, with those that do not tell between two of one kind, or hint beside one.

    What does not even speak to whoever reads it ("The shop opens at six.") stays what it is.
    """
    found = [*kinds]
    for at, sentence in enumerate(said):
        before, after = kinds[at - 1] if at else None, kinds[at + 1] if at + 1 < len(kinds) else None
        if kinds[at] is not None:
            continue
        silent = not any(weighed(sentence).values())
        speaks = pattern("to_you").search(folded(sentence)) is not None
        between = before is not None and before is after and speaks
        if silent and before is not None and details.is_welcome(sentence):
            found[at] = AskedKind.MUST
        elif silent and (between or (before is AskedKind.MUST and _tells_of_them(sentence))):
            found[at] = before
        elif reading_of(sentence) is Reading.NEED and AskedKind.MUST in (before, after):
            found[at] = AskedKind.MUST
    return found


def _tells_of_them(sentence: str) -> bool:
    """Whether a sentence tells more of those who are sought: "They notice …"."""
    return pattern("third").match(folded(sentence)) is not None


def _in_lists(lines: Sequence[Line]) -> list[Piece]:
    """The items of a posting that is nothing but a list: what somebody needs, and what they would do."""
    listed = [
        line
        for line in lines
        if (line.kind is Kind.ITEM or line.clean.rstrip().endswith((";", "；")))
        and not is_aside(line.clean, prior=SENTENCE)
    ]
    if len(listed) < _FEWEST_LISTED:
        return []
    needs = [asks(line.clean) for line in listed]
    tasks = [pattern("does").search(folded(line.clean)) is not None for line in listed]
    # What tells neither is what most are.
    most = AskedKind.MUST if all(line.kind is Kind.ITEM for line in lines) and any(needs) else AskedKind.DUTY
    most = AskedKind.DUTY if sum(tasks) > sum(needs) else most
    kinds: list[AskedKind] = []
    for need, task in zip(needs, tasks, strict=True):
        # What one must have is told last, and all of it.
        told_last = most is AskedKind.DUTY and bool(kinds) and kinds[-1] is AskedKind.MUST
        unsure = AskedKind.MUST if told_last else most
        kinds.append(AskedKind.MUST if need else AskedKind.DUTY if task else unsure)
    return [
        Piece(kind, line.clean.strip(), line.number, line.number, item=True)
        for kind, line in zip(kinds, listed, strict=True)
    ]
