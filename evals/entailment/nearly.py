"""Planned sentences told nearly as they stand: something is dropped, moved or shortened, nothing else said.

Of the sentences that were written nearly as the guide has them most say something else on purpose, so that
nearness alone was taken for a denial. Told from memory, a sentence loses an article, an "up to", a "with a
colleague", and begins with its end. As in `compose`, every draw comes from the `random.Random` that is given.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence

from evals.entailment.compose import NUMBER, Example, alone, frames, joined, other_number, planned
from evals.entailment.data import Conveyed, Item
from evals.entailment.exchanging import exchanged, told_from_the_end
from evals.entailment.turning import opposed, reworded, turned
from language.words import NUMBERS

# The numbers that people write in letters.
_IN_WORDS = {
    f"{number:.0f}": word for word, number in NUMBERS["en"].items() if 2 <= number <= 20 and number % 1 == 0
}
_PAIRS = (
    "did not/didn't", "do not/don't", "does not/doesn't", "is not/isn't", "are not/aren't", "was not/wasn't",
    "were not/weren't", "cannot/can't", "could not/couldn't", "would not/wouldn't", "will not/won't",
    "have not/haven't", "had not/hadn't", "it is/it's", "that is/that's", "I am/I'm", "we are/we're",
    "they are/they're", "I have/I've", "we have/we've", "I would/I'd", "we would/we'd", "I will/I'll",
    "because/cause", "per cent/percent",
)  # fmt: skip
_LONG_AND_SHORT = tuple((long, short) for long, _, short in (pair.partition("/") for pair in _PAIRS))
_ARTICLE = re.compile(r"\b(?:the|a|an|my|our|their|its) (?=[a-z])")
_HEDGE = re.compile(
    r"\b(?:about|roughly|up to|just|nearly|almost|simply|really|actually|usually|always|quite|also|even|"
    r"still|already|openly|exactly|quickly|carefully|together|itself|myself|today|of course) (?=\w)"
)
_ASIDE = re.compile(r" ?\([^)\d]{2,60}\)|, (?:of course|as usual|by the way|for example|in the end)(?=[,.])")
_OPENING = re.compile(
    r"^((?:In|On|At|During|Every|Each|After|Before|For|Within|Since|Last|From|By|Between|With|Over|Once|Twice)"
    r"(?: [^\s,.;:]+){1,5}), (?=\w)"
)
_ENDING = re.compile(
    r"^(?P<rest>.{15,}?),? (?P<end>(?:in|on|at|during|every|each|for|within|since|with|by|over|after|before) "
    r"(?:[^\s,.;:]+ ?){1,4})[.!]?$"
)
_A_LINK = re.compile(
    r"^(?:it|its|they|their|this|that|these|those|so|then|he|she|him|her|there|which|who|where|one|only|not|"
    r"never|nor|therefore|instead|else)\b",
    re.IGNORECASE,
)
_HALVES = re.compile(r"^(?P<one>[^;:→(]{18,}?)(?:; |, (?:and |but )?| and )(?P<other>[^;:→(]{18,}?)[.!]?$")
_BEFORE_IT = (
    "so ",
    "well, ",
    "yeah, ",
    "ok so ",
    "I think ",
    "basically ",
    "honestly, ",
    "what we did: ",
    "as I said, ",
)
_BEHIND_IT = (
    ", basically",
    ", you know",
    ", more or less",
    ", that's it",
    ", I'd say",
    " and so on",
    ", really",
)
_CHANGES = (1, 1, 2, 2, 3, 4)
# Of how many key points each is drawn: told, told by half, said wrong; the others are left out.
_TOLD, _BY_HALF, _WRONG = 0.58, 0.1, 0.17


def nearly(sentence: str, rng: random.Random) -> str:
    """`sentence` as one tells it from memory: the same is said, and hardly a word of content is another."""
    found, left = sentence.rstrip(" ."), rng.choice(_CHANGES)
    for edit in rng.sample(_EDITS, len(_EDITS)):
        edited = edit(found, rng)
        left -= edited != found
        found = edited
        if not left:
            break
    return found if len(found.split()) > 1 else sentence


def by_half(sentence: str, rng: random.Random) -> str | None:
    """One of two clauses of `sentence`, told nearly; None where it has no two that stand by themselves."""
    halves = _HALVES.match(sentence)
    if halves is None or _A_LINK.match(halves["other"]):
        return None
    return nearly(halves[rng.choice(("one", "other"))], rng)


def wrongly(sentence: str, rng: random.Random) -> str | None:
    """`sentence` told nearly with something decisive wrong; None where no rule finds what to change."""
    ways: list[Callable[[str, random.Random], str | None]] = [
        opposed,
        exchanged,
        turned,
        _with_another_figure,
    ]
    for way in rng.sample(ways, len(ways)):
        if (other := way(sentence, rng)) is not None:
            return nearly(other, rng) if rng.random() < 0.7 else other
    return None


class Nearly:
    """Draws such answers to questions and single statements; `part` is that of the frames."""

    def __init__(
        self, items: Sequence[Item], statements: Sequence[Item], part: str, rng: random.Random
    ) -> None:
        self._items = items
        self._single = [item for item in statements if len(item.points) == 1]
        self._frames = frames(part)
        self._rng = rng

    def draw(self) -> Example:
        """A question's key points, each told nearly, by half, wrongly or not at all."""
        item = self._rng.choice(self._items)
        share = self._rng.choice((0.6, 1.0, 1.0))
        told, labels = zip(*(self._put(point, share) for point in item.points), strict=True)
        pieces = [piece for piece in told if piece]
        if self._rng.random() < 1 / 4:
            self._rng.shuffle(pieces)
        said = (
            planned(pieces)
            if pieces and self._rng.random() < 2 / 3
            else joined(self._frames, self._rng, pieces)
        )
        return Example("nearly", said, item.points, tuple(labels))

    def draw_alone(self) -> Example:
        """One statement, and what is nearly that or says something else, in both roles."""
        single = self._rng.random() < 1 / 2
        point = self._rng.choice(self._rng.choice(self._single if single else self._items).points)
        drawn = self._rng.random()
        if drawn < 0.25 and (other := wrongly(point, self._rng)) is not None:
            return self._either_way(other, point, Conveyed.DENIED)
        if drawn < 0.4 and (half := by_half(point, self._rng)) is not None:
            return alone(half, point, Conveyed.PARTLY)
        return self._either_way(nearly(point, self._rng), point, Conveyed.COVERED)

    def _either_way(self, one: str, other: str, label: Conveyed) -> Example:
        said, point = (one, other) if self._rng.random() < 3 / 4 else (other, one)
        return alone(said, point, label)

    def _put(self, point: str, share: float) -> tuple[str, Conveyed]:
        drawn = self._rng.random() / share
        if drawn < _TOLD:
            return nearly(point, self._rng), Conveyed.COVERED
        if drawn < _TOLD + _BY_HALF:
            half = by_half(point, self._rng)
            return (half, Conveyed.PARTLY) if half else (nearly(point, self._rng), Conveyed.COVERED)
        if drawn < _TOLD + _BY_HALF + _WRONG:
            other = wrongly(point, self._rng)
            return (other, Conveyed.DENIED) if other else ("", Conveyed.ABSENT)
        return "", Conveyed.ABSENT


def _without_articles(text: str, rng: random.Random) -> str:
    often = rng.choice((0.4, 0.7, 1.0))
    return _ARTICLE.sub(lambda match: "" if rng.random() < often else match[0], text)


def _without_hedges(text: str, _: random.Random) -> str:
    return _HEDGE.sub("", text)


def _without_asides(text: str, _: random.Random) -> str:
    return _ASIDE.sub("", text)


def _from_the_opening(text: str, rng: random.Random) -> str:
    """What opens the sentence told at its end, or not at all where no figure is in it."""
    opening = _OPENING.match(text)
    if opening is None:
        return text
    rest = text[opening.end() :]
    if rng.random() < 1 / 3 and not re.search(r"\d", opening[1]):
        return rest
    return f"{rest}{rng.choice((', ', ' '))}{_lower(opening[1])}"


def _from_the_ending(text: str, _: random.Random) -> str:
    ending = _ENDING.match(text)
    return f"{ending['end'].strip()} {_lower(ending['rest'])}" if ending else text


def _halves_exchanged(text: str, rng: random.Random) -> str:
    """Two clauses that stand by themselves, the second before the first."""
    halves = _HALVES.match(text)
    if halves is None or _A_LINK.match(halves["other"]) or len(halves["other"].split()) < 4:
        return text
    return f"{halves['other']}{rng.choice((', ', ' and ', '. '))}{_lower(halves['one'])}"


def _in_two(text: str, _: random.Random) -> str:
    halves = _HALVES.match(text)
    return f"{halves['one']}. {halves['other'][0].upper()}{halves['other'][1:]}" if halves else text


def _shorter(text: str, _: random.Random) -> str:
    return _with_others(text, _LONG_AND_SHORT)


def _longer(text: str, _: random.Random) -> str:
    return _with_others(text, [(short, long) for long, short in _LONG_AND_SHORT])


def _with_others(text: str, pairs: Sequence[tuple[str, str]]) -> str:
    """`text` with the first of each pair, as whole words, changed for the second."""
    for one, other in pairs:
        text = re.sub(rf"\b{one}\b", other, text)
    return text


def _numbers_otherwise(text: str, _: random.Random) -> str:
    text = text.replace("%", " percent").replace("  percent", " percent")
    return NUMBER.sub(lambda match: _IN_WORDS.get(match[0], match[0]), text)


def _as_typed(text: str, rng: random.Random) -> str:
    text = _lower(text)
    return text.replace(",", "") if rng.random() < 1 / 2 else text


def _other_person(text: str, _: random.Random) -> str:
    """ "I did it" as "we did it", or the other way about: who of the team did it is not what is asked."""
    if re.search(r"\bI\b|\b[Mm]y\b", text) and not re.search(r"\b[Ww]e\b|\b[Oo]ur\b", text):
        return re.sub(
            r"\bmy\b",
            "our",
            re.sub(r"\bI\b", "we", text.replace("I was", "we were").replace("I am", "we are")),
        )
    return text


def _with_fillers(text: str, rng: random.Random) -> str:
    if rng.random() < 1 / 2:
        return rng.choice(_BEFORE_IT) + _lower(text)
    return text + rng.choice(_BEHIND_IT)


def _in_like_words(text: str, rng: random.Random) -> str:
    return reworded(text, rng)


def _from_its_end(text: str, rng: random.Random) -> str:
    return told_from_the_end(text, rng) or text


_EDITS: tuple[Callable[[str, random.Random], str], ...] = (
    _without_articles, _without_hedges, _without_asides, _from_the_opening, _from_the_ending,
    _halves_exchanged, _in_two, _shorter, _longer, _numbers_otherwise, _as_typed, _other_person,
    _with_fillers, _in_like_words, _from_its_end,
)  # fmt: skip


def _with_another_figure(text: str, rng: random.Random) -> str | None:
    places = list(NUMBER.finditer(text))
    if not places:
        return None
    match = rng.choice(places)
    return text[: match.start()] + other_number(match[0], rng) + text[match.end() :]


def _lower(text: str) -> str:
    """`text` without its capital, where that is no name's."""
    begins_a_sentence = text[1:2].islower() or text[:2] in ("A ", "A,")
    return text[0].lower() + text[1:] if begins_a_sentence and not text.startswith("I ") else text
