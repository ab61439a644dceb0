"""Notes as they are spoken: a question and its answer in one paragraph.

"Third: a guest sends a plate back three times, what do you do? I go out myself. …" and "If they ask why I go,
I say that …" are questions with answers where a guide has several of them, and no marks for either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from knowledge.lines.annotated import Phrase
from knowledge.lines.labels import Role
from knowledge.lines.topics import Topic
from knowledge.markup.line import Kind, Line
from language.sentences import count_words, sentences

_FEWEST = 3
_FEWEST_INDIRECT = 2
_FEWEST_WORDS = 12
_FEWEST_WORDS_AMONG_SUCH = 7
"""Among several such paragraphs a shorter one is one as well."""
_FEWEST_WORDS_OF_AN_ANSWER = 4
_MOST_WORDS_OF_A_LEAD = 5
_MOST_LEADS = 3
_LONGEST = 4000
_ABOVE = frozenset({Kind.BLANK, Kind.RULE, Kind.MARK, Kind.HEADING})
# "Why us? because …": speech that was taken down has no capital behind its question mark.
_ASKS_FIRST = re.compile(r"(?<=[?？]) (?=[^\W\d_A-Z])")
_LEAD = re.compile(r"^(?:[^\s:：?？]+ ){0,3}[^\s:：?？]+[:：]\s+(?=\S)")
# Most paragraphs have none of these: asking costs little.
_MAY_ASK = re.compile(
    r"[?？]|^[^:：]{2,40}[:：]\s|\b(?:ask|preguntan|fragen|demandent|perguntarem|chiedono|vragen)\b"
)
_SAYS = re.compile(
    r"\bif (?:they|she|he|somebody|anybody)(?:'ll)? asks? (?:me )?(?P<en>.{4,160}?),\s*(?:then )?"
    r"I(?:'d|'ll)? (?:say|tell them|answer|explain)(?: that)?\s"
    r"|\bsi me preguntan (?P<es>.{4,160}?),\s*(?:les )?(?:digo|cuento|respondo)(?: que)?\s"
    r"|\bwenn (?:die|sie) (?:mich )?fragen,?\s+(?P<de>.{4,160}?),\s*(?:dann )?"
    r"(?:sage|erzähle|antworte) ich,?\s"
    r"|\bs['’]ils me demandent (?P<fr>.{4,160}?),\s*je (?:dis|réponds|raconte)(?: que)?\s"
    r"|\bse (?:me )?perguntarem (?P<pt>.{4,160}?),\s*(?:eu )?(?:digo|respondo|conto)(?: que)?\s"
    r"|\bse mi chiedono (?P<it>.{4,160}?),\s*(?:io )?(?:dico|rispondo|racconto)(?: che)?\s"
    r"|\bals ze (?:me |mij )?vragen (?P<nl>.{4,160}?),\s*(?:dan )?(?:zeg|vertel) ik(?: dat)?\s",
    re.IGNORECASE,
)


def with_spoken_answers(lines: Sequence[Line]) -> list[Line]:
    """`lines` with the questions of spoken paragraphs above their answers; in linear time."""
    lines = list(lines)
    told = {
        place: pair
        for place, line in enumerate(lines)
        if _stands_alone(lines, place) and (pair := _pair(line)) is not None
    }
    indirect = {place for place, (_, _, said) in told.items() if said}
    direct = told.keys() - indirect
    long = {place for place in direct if count_words(lines[place].text) >= _FEWEST_WORDS}
    kept = (direct if _speaks(lines, long) else set()) | (
        indirect if len(indirect) >= _FEWEST_INDIRECT else set()
    )
    return [
        each for place, line in enumerate(lines) for each in _written(line, told.get(place), place in kept)
    ]


def _stands_alone(lines: list[Line], place: int) -> bool:
    """Is a line a whole paragraph? One that is wrapped is read with the lines below it."""
    around = lines[max(place - 1, 0) : place] + lines[place + 1 : place + 2]
    return all(line.kind in _ABOVE for line in around)


def _speaks(lines: Sequence[Line], direct: set[int]) -> bool:
    """Are there several such paragraphs, and more than questions that stand alone or have a label?"""
    if len(direct) < _FEWEST:
        return False
    alone = 0
    for line in lines:
        if line.kind in {Kind.TEXT, Kind.ITEM, Kind.HEADING}:
            alone += line.ends_as_question or line.label(Role.QUESTION, Role.ANSWER) is not None
        if alone > len(direct):
            return False
    return True


def _written(line: Line, pair: tuple[str, str, bool] | None, kept: bool) -> Iterator[Line]:
    if pair is None or not kept:
        yield line
        return
    asked, said, _ = pair
    yield replace(line, text=f"Q: {asked}")
    yield replace(line, text=f"A: {said}")
    yield Line(line.number, Kind.BLANK)


def _pair(line: Line) -> tuple[str, str, bool] | None:
    """What is asked and said in one paragraph, and whether somebody tells what they would say."""
    text = line.text[:_LONGEST]
    if line.kind is not Kind.TEXT or line.quoted or line.fenced or not _MAY_ASK.search(text):
        return None
    if count_words(text) < _FEWEST_WORDS_AMONG_SUCH:
        return None
    if found := _SAYS.search(text):
        asked = next(each for each in found.groups() if each)
        return asked[0].upper() + asked[1:], line.text[found.end() :], True
    if line.label(Role.ANSWER, Role.NOTE, Role.WHY, Role.HOOKS) or text.startswith(("**", "__")):
        return None
    return _asked_and_said(line.text)


def _asked_and_said(text: str) -> tuple[str, str, bool] | None:
    said = [part for sentence in sentences(text) for part in _ASKS_FIRST.split(sentence, maxsplit=1)]
    if len(said) > 1 and Phrase(said[0].rstrip(" .。")).topic is Topic.TO_ASK and not Phrase(said[0]).asks:
        # `What I ask them. Who …? How …?` is a list of one's own.
        return None
    for sentence in said[: _MOST_LEADS + 1]:
        asked = _without_lead(sentence)
        led = asked != sentence
        if Phrase(asked).ends_as_question or (led and _demands(asked)):
            rest = text[text.find(sentence) + len(sentence) :].strip()
            label = Phrase(rest).label(Role.ANSWER)
            answer = label.rest if label is not None and label.rest else rest
            if count_words(answer) < _FEWEST_WORDS_OF_AN_ANSWER:
                return None
            return asked, answer, False
        if count_words(sentence) > _MOST_WORDS_OF_A_LEAD:
            return None
    return None


def _without_lead(sentence: str) -> str:
    """A question without what counts it: `Third: …`, `Question: …`, `Another one: …`."""
    bare = sentence
    for _ in range(2):
        bare = _LEAD.sub("", bare)
    return bare


def _demands(text: str) -> bool:
    asked = Phrase(text)
    return asked.asks or asked.requests
