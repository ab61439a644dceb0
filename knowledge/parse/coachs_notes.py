"""Advice that stands beside an answer in quotation marks: it is not said, so it is no part of the answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from knowledge.inline import folded
from knowledge.lines.annotated import Phrase
from knowledge.lines.cues import cue
from knowledge.markup.line import Kind, Line
from language.sentences import count_words, sentences

_OPENING = ('"', "“", "„", "«", "「", "『")
_MARKS = "*_> "
_FEWEST_WORDS = 8
_FEWEST_SAYINGS = 2
# A block quote is set off twice, so that it may be the shorter part of what stands there.
_MOST_NOTES_A_QUOTED_WORD = 3


def parted_from_notes(lines: Sequence[Line], asked: str) -> tuple[list[Line], list[Line]]:
    """`lines` without the coach's notes among them, and these; no notes where nothing quoted is the answer.

    A paragraph that says "I" is the candidate's, whether it is quoted or not, and so are lists. What is
    quoted without an "I", where nobody is `asked` about themselves, may be anybody's words.
    """
    blocks = list(_blocks(lines))
    speech = [block for block in blocks if _is_speech(block)]
    notes = [block for block in blocks if _may_be_a_note(block) and not _is_speech(block)]
    if not speech or not notes:
        return list(lines), []
    said, beside = _words(speech), _words(notes)
    set_off = any(line.quoted for block in speech for line in block)
    if said < _FEWEST_WORDS or beside > said * (_MOST_NOTES_A_QUOTED_WORD if set_off else 1):
        return list(lines), []
    if _says_i(notes) or not (_says_i(speech) or Phrase(asked).speaks_to_you):
        return list(lines), []
    left_out = {id(line) for block in notes for line in block}
    return [line for line in lines if id(line) not in left_out], [line for block in notes for line in block]


def is_a_coachs(lines: Sequence[Line], asked: str) -> bool:
    """Whether all that stands below a question is about answering it, and none of it is an answer.

    It speaks of whoever asks ("they want to know …") and tells what to do, as half of it at least, and never
    says "I". Only where somebody is `asked` about themselves: "you use a map for that" explains.
    """
    # A paragraph may be broken anywhere.
    told = " ".join(line.clean for line in lines if line.kind in (Kind.TEXT, Kind.ITEM))
    said = [sentence for sentence in sentences(told) if count_words(sentence) > 1]
    if not said or not Phrase(asked).speaks_to_you or _says_i([lines]):
        return False
    plain = [folded(sentence) for sentence in said]
    of_askers = sum(cue("coach_says").search(sentence) is not None for sentence in plain)
    advice = sum(
        cue("coach_says").search(sentence) is not None or cue("coach_advises").search(sentence) is not None
        for sentence in plain
    )
    return bool(of_askers) and advice >= _FEWEST_SAYINGS and 2 * advice >= len(said)


def _blocks(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Block quotes with the blank lines in them, and paragraphs outside of these."""
    held: list[Line] = []
    for line in lines:
        ends = line.kind is Kind.BLANK and not line.quoted
        if held and (ends or line.quoted is not held[-1].quoted or line.fenced is not held[-1].fenced):
            yield held
            held = []
        if not ends:
            held.append(line)
    if held:
        yield held


def _is_speech(block: list[Line]) -> bool:
    """Is a block quote, or a paragraph, what somebody says?"""
    texts = [line.text.lstrip(_MARKS) for line in block if line.kind is Kind.TEXT]
    if not texts:
        return False
    if block[0].quoted:
        return any(text.startswith(_OPENING) for text in texts)
    return Phrase(" ".join(texts).strip("*_ ")).stands_in_quotes


def _may_be_a_note(block: list[Line]) -> bool:
    return not block[0].quoted and all(line.kind is Kind.TEXT and not line.indent > 1 for line in block)


def _says_i(blocks: Sequence[Sequence[Line]]) -> bool:
    return any(cue("first_person").search(line.clean) for block in blocks for line in block)


def _words(blocks: Sequence[Sequence[Line]]) -> int:
    return sum(count_words(line.text) for block in blocks for line in block if line.kind is Kind.TEXT)
