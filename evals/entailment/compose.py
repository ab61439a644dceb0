"""Answers made of the written ones: quoted whole and disowned, another question's, long ones, heaps.

What nobody needs to write by hand a thousand times. Every draw comes from the `random.Random` that is given.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from evals.entailment.data import Conveyed, Item
from evals.entailment.turning import reworded, turned
from language.sentences import sentences

# A number that a slip can change; those in names ("S3", "2FA") and ordinals of a list are left alone.
NUMBER = re.compile(r"(?<![\w.,])\d{1,4}(?:[.,]\d{1,3})?(?![\w]|[.,]\d)")
_PLANNED = "planned"
_CONTENT = re.compile(r"[^\W\d_]{4,}|\d+(?:[.,]\d+)*")
_SMALL = frozenset(
    "about after also and because been before being between both but could does done down each every from "
    "have having into just more most much never only other over same should some such than that their them "
    "then there these they this those through until very were what when where which while will with without "
    "would your".split()
)
# Kinds whose sentences say nothing by themselves, or whose last one takes the others back.
NOT_BY_THEMSELVES = frozenset(
    {"nonsense", "disowned", "irony", "meta", "echo", "questions", "alternatives", "turns"}
)
_FEWEST_WORDS = 4


@dataclass(frozen=True, slots=True)
class Example:
    """An answer beside all key points of a question, with their labels. `kind` says how it came about."""

    kind: str
    text: str
    points: tuple[str, ...]
    labels: tuple[Conveyed, ...]


def written(items: Sequence[Item]) -> list[Example]:
    """The answers as they were written, and each planned answer told point by point."""
    found = [
        Example(answer.kind, answer.text, item.points, answer.labels)
        for item in items
        for answer in item.answers
    ]
    return found + [
        Example(_PLANNED, planned(item.points), item.points, _all(item, Conveyed.COVERED)) for item in items
    ]


def planned(points: Sequence[str], joint: str = " ") -> str:
    """The key points as one answer: a sentence each."""
    return joint.join(point if point[-1] in ".!?…" else f"{point}." for point in points)


def joined(
    between: Mapping[str, Sequence[str]], rng: random.Random, pieces: Sequence[str], often: float = 0.25
) -> str:
    """The pieces as one answer, now and then with something `between` them that says nothing."""
    told: list[str] = []
    for piece in pieces:
        if rng.random() < often:
            told.append(rng.choice(between["filler"]))
        told.append(piece)
    if rng.random() < often / 2:
        told.insert(rng.randrange(len(told) + 1), rng.choice(between["small_talk"]))
    return planned([each for each in told if each]) if told else ""


class Composer:
    """Draws composed answers for questions and single statements of one part of the data.

    `part` is that of the frames: "training" or "held_out".
    """

    def __init__(
        self, items: Sequence[Item], statements: Sequence[Item], part: str, rng: random.Random
    ) -> None:
        self._items = items
        self._single = [item for item in statements if len(item.points) == 1]
        self._by_field: dict[str, list[Item]] = {}
        for item in statements:
            self._by_field.setdefault(item.profession, []).append(item)
        self._rng = rng
        self._frames = frames(part)
        # How often each kind is drawn: what framed answers lack in variety they need in number.
        often: dict[Callable[[Item], Example], int] = {
            self._plain: 4,
            self._padded: 3,
            self._reworded: 3,
            self._quoted: 6,
            self._fair: 4,
            self._reordered: 1,
            self._disowned: 3,
            self._reported: 2,
            self._wished: 1,
            self._turned: 4,
            self._wrong_figure: 2,
            self._scrambled: 3,
            self._transplanted: 4,
            self._heap: 1,
            self._elsewhere: 4,
            self._long: 3,
            self._read_back: 1,
        }
        self._makers = tuple(often)
        self._weights = tuple(often.values())

    def draw(self, item: Item) -> Example:
        """One composed answer to `item`, of a kind drawn as often as it is needed."""
        (make,) = self._rng.choices(self._makers, self._weights)
        return make(item)

    def draw_pair(self) -> Example:
        """A single statement beside another of the same question, in any of the three roles.

        What was written as a denial is also a statement that somebody may have planned to make: said again it
        is covered, and the planned one denies it. So neither its tone nor its "not" tells anything by itself.
        """
        item = self._rng.choice(self._single)
        (point,) = item.points
        right = [point, *(each.text for each in item.answers if each.labels == (Conveyed.COVERED,))]
        wrong = [each for each in item.answers if each.labels == (Conveyed.DENIED,)]
        wrong = [each for each in wrong if each.kind not in NOT_BY_THEMSELVES]
        planned_is, drawn = self._rng.choice(right), self._rng.random()
        if drawn < 0.3:
            return alone(self._rng.choice(right), planned_is, Conveyed.COVERED)
        if drawn < 0.36:
            return alone(self._absurd(planned_is), planned_is, Conveyed.ABSENT)
        if drawn < 0.48 or not wrong:
            said = self._rng.choice(right)
            return alone(reworded(said, self._rng), planned_is, Conveyed.COVERED)
        contrary = self._rng.choice(wrong).text
        if drawn < 0.6:
            return alone(self._rng.choice(right), contrary, Conveyed.DENIED)
        if drawn < 0.7:
            return alone(contrary, planned_is, Conveyed.DENIED)
        if drawn < 0.8:
            said = contrary if self._rng.random() < 0.5 else reworded(contrary, self._rng)
            return alone(said, contrary, Conveyed.COVERED)
        if (other := turned(planned_is, self._rng)) is not None and drawn < 0.9:
            return alone(other, planned_is, Conveyed.DENIED)
        return alone(self._rng.choice(self._rng.choice(self._single).points), contrary, Conveyed.ABSENT)

    def draw_together(self) -> Example:
        """Statements of one field as key points of one question; some are spoken of, in any order."""
        field = self._rng.choice(list(self._by_field.values()))
        chosen = self._rng.sample(field, self._rng.randint(2, min(6, len(field))))
        points: list[str] = []
        labels: list[Conveyed] = []
        pieces: list[str] = []
        for item in chosen:
            points += item.points
            answers = [each for each in item.answers if each.kind not in NOT_BY_THEMSELVES]
            drawn = self._rng.random()
            if drawn < 0.2:
                labels += _all(item, Conveyed.ABSENT)
            elif drawn < 0.45:
                pieces.append(planned(item.points))
                labels += _all(item, Conveyed.COVERED)
            else:
                answer = self._rng.choice(answers)
                pieces.append(answer.text)
                labels += answer.labels
        self._rng.shuffle(pieces)
        return Example("together", joined(self._frames, self._rng, pieces), tuple(points), tuple(labels))

    def of_every_kind(self, item: Item) -> list[Example]:
        """One composed answer of each kind; for measuring."""
        return [make(item) for make in self._makers]

    def _told(self, item: Item) -> str:
        """An answer that conveys all key points: the planned one or one in other words."""
        whole = [answer.text for answer in item.answers if set(answer.labels) == {Conveyed.COVERED}]
        own = planned(item.points, self._rng.choice([" ", " ", "\n", "\n- "]))
        return self._rng.choice([own, own, *whole])

    def _framed(self, item: Item, kind: str, label: Conveyed) -> Example:
        frame: str = self._rng.choice(self._frames[kind])
        told = self._told(item)
        head = frame.partition("{}")[0].rstrip()
        if head and head[-1] not in ".!?:“" and told[:2].strip() != "I" and told[1:2].islower():
            told = told[0].lower() + told[1:]
        return Example(kind, frame.replace("{}", told), item.points, _all(item, label))

    def _plain(self, item: Item) -> Example:
        return Example("told", self._told(item), item.points, _all(item, Conveyed.COVERED))

    def _turned(self, item: Item) -> Example:
        """The planned answer with one word in one to three key points turned into its opposite."""
        told, labels = list(item.points), [Conveyed.COVERED] * len(item.points)
        for at in self._rng.sample(range(len(told)), min(len(told), self._rng.choice([1, 1, 2, 3]))):
            if (other := turned(told[at], self._rng)) is not None:
                told[at], labels[at] = other, Conveyed.DENIED
        return Example("turned", planned(told), item.points, tuple(labels))

    def _padded(self, item: Item) -> Example:
        """All of it, with sentences between that say nothing."""
        whole = [answer.text for answer in item.answers if set(answer.labels) == {Conveyed.COVERED}]
        pieces = (
            list(item.points) if self._rng.random() < 0.6 else _sentences(self._rng.choice(whole or [""]))
        )
        return Example(
            "padded",
            joined(self._frames, self._rng, pieces, often=0.6),
            item.points,
            _all(item, Conveyed.COVERED),
        )

    def _reworded(self, item: Item) -> Example:
        """All of it in words like those of the guide, put in clumsily, told from the middle."""
        told = [reworded(point, self._rng) for point in item.points]
        at = self._rng.randrange(len(told))
        return Example("reworded", planned(told[at:] + told[:at]), item.points, _all(item, Conveyed.COVERED))

    def _quoted(self, item: Item) -> Example:
        """Any answer's own sentences as a guide's key points: said again, some left out or turned round."""
        texts = [answer.text for answer in item.answers if answer.kind not in NOT_BY_THEMSELVES]
        points = _sentences(self._rng.choice(texts))
        if len(points) < 3:
            points = _sentences(f"{self._rng.choice(texts)} {self._told(self._rng.choice(self._items))}")
        labels = [Conveyed.COVERED] * len(points)
        told: list[str] = list(points)
        drawn = self._rng.random()
        if drawn < 0.35:
            at = self._rng.randrange(len(points))
            if drawn < 0.15 and (other := turned(points[at], self._rng)) is not None:
                told[at], labels[at] = other, Conveyed.DENIED
            elif len(points) > 1:
                told[at], labels[at] = "", Conveyed.ABSENT
        if self._rng.random() < 0.3:
            told = [reworded(each, self._rng) for each in told]
        if self._rng.random() < 0.3:
            self._rng.shuffle(told)
        pieces = [each for each in told if each]
        said = joined(self._frames, self._rng, pieces) if self._rng.random() < 0.4 else planned(pieces)
        return Example("quoted", said, tuple(points), tuple(labels))

    def _scrambled(self, item: Item) -> Example:
        """Grammatical nonsense: every word of content changed for another of the same planned answer."""
        text = planned(item.points) if self._rng.random() < 0.5 else self._told(item)
        words = _words_of_content(text)
        shuffled = [match[0] for match in words]
        self._rng.shuffle(shuffled)
        pieces, at = [], 0
        for match, word in zip(words, shuffled, strict=True):
            pieces += [text[at : match.start()], word]
            at = match.end()
        return Example("scrambled", "".join([*pieces, text[at:]]), item.points, _all(item, Conveyed.ABSENT))

    def _transplanted(self, item: Item) -> Example:
        """Absurd sentences: those of another answer with the key points' words of content put in."""
        chosen = self._rng.sample(item.points, self._rng.randint(1, len(item.points)))
        text = " ".join(self._absurd(point) for point in chosen)
        return Example("transplanted", text, item.points, _all(item, Conveyed.ABSENT))

    def _absurd(self, point: str) -> str:
        """A sentence of some other answer with most of its words of content changed for those of `point`."""
        other = self._rng.choice(self._items or self._single)
        pieces = [piece for piece in _sentences(self._told(other)) if _words_of_content(piece)]
        sentence = self._rng.choice(pieces or [planned(other.points)])
        own = [match[0] for match in _words_of_content(point)]
        self._rng.shuffle(own)
        told, at = [], 0
        for match in _words_of_content(sentence):
            # A word of the other sentence stays now and then: what makes it absurd, and no word salad.
            word = own.pop() if own and self._rng.random() < 0.75 else match[0]
            told += [sentence[at : match.start()], word]
            at = match.end()
        return "".join([*told, sentence[at:]])

    def _disowned(self, item: Item) -> Example:
        return self._framed(item, "disowned", Conveyed.DENIED)

    def _reported(self, item: Item) -> Example:
        return self._framed(item, "reported", Conveyed.ABSENT)

    def _wished(self, item: Item) -> Example:
        return self._framed(item, "wished", Conveyed.ABSENT)

    def _fair(self, item: Item) -> Example:
        return self._framed(item, "fair", Conveyed.COVERED)

    def _elsewhere(self, item: Item) -> Example:
        """A good answer to another question, half of the time of the same profession."""
        near = [other for other in self._items if other.profession == item.profession and other is not item]
        other = self._rng.choice(near if near and self._rng.random() < 0.5 else self._items)
        if other is item:
            return self._read_back(item)
        return Example("elsewhere", self._told(other), item.points, _all(item, Conveyed.ABSENT))

    def _long(self, item: Item) -> Example:
        """A written answer among one or two of another profession's: its labels stay."""
        others = [other for other in self._items if other.profession != item.profession]
        if not others:
            return self._plain(item)
        answer = self._rng.choice(item.answers)
        padding = [self._told(other) for other in self._rng.sample(others, self._rng.choice([1, 1, 2]))]
        pieces = [answer.text, *padding]
        self._rng.shuffle(pieces)
        return Example("long", "\n".join(pieces), item.points, answer.labels)

    def _wrong_figure(self, item: Item) -> Example:
        """The planned answer with one figure changed by much."""
        places = [at for at, point in enumerate(item.points) if NUMBER.search(point)]
        if not places:
            return self._reordered(item)
        at = self._rng.choice(places)
        told = list(item.points)
        match = self._rng.choice(list(NUMBER.finditer(told[at])))
        told[at] = told[at][: match.start()] + other_number(match[0], self._rng) + told[at][match.end() :]
        labels = [Conveyed.COVERED] * len(told)
        labels[at] = Conveyed.DENIED
        return Example("wrong_figure", planned(told), item.points, tuple(labels))

    def _read_back(self, item: Item) -> Example:
        """The question instead of an answer."""
        bare = item.question.rstrip("?.! ")
        text = self._rng.choice(
            [
                f"{item.question}",
                f"{bare}? Well, that is a very good question, {bare[0].lower()}{bare[1:]}.",
                f"Yes. {bare}: that is something I do, and I do it well.",
            ]
        )
        return Example("read_back", text, item.points, _all(item, Conveyed.ABSENT))

    def _heap(self, item: Item) -> Example:
        """The planned answer's words in no order."""
        words = re.findall(r"[^\s.,;:]+", planned(item.points))
        self._rng.shuffle(words)
        return Example("heap", " ".join(words), item.points, _all(item, Conveyed.ABSENT))

    def _reordered(self, item: Item) -> Example:
        told = list(item.points)
        self._rng.shuffle(told)
        return Example("planned_reordered", planned(told), item.points, _all(item, Conveyed.COVERED))


def other_number(number: str, rng: random.Random) -> str:
    """A number that is off from `number` by more than a seventh, written as it is."""
    value = float(number.replace(",", "."))
    other = value
    while abs(other - value) <= 0.15 * value:
        other = value * rng.choice([0.1, 0.25, 0.5, 0.7, 1.3, 1.5, 2, 3, 10]) + rng.choice([0, 1])
    if "." in number or "," in number:
        return f"{other:.1f}"
    return str(max(1, round(other)) if round(other) != round(value) else round(value) + 2)


@cache
def frames(part: str) -> dict[str, list[str]]:
    """The sentences around an answer by what they do with it, those of one part."""
    text = resources.files(__package__).joinpath("frames.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text)[part])


def _words_of_content(text: str) -> list[re.Match[str]]:
    return [match for match in _CONTENT.finditer(text) if match[0].lower() not in _SMALL]


def alone(said: str, point: str, label: Conveyed) -> Example:
    return Example("alone", said, (point,), (label,))


def _sentences(text: str) -> list[str]:
    """The sentences of a written answer; a very short one stays with the one before it."""
    found: list[str] = []
    for piece in sentences(text.replace("\n", " ")):
        if found and len(piece.split()) < _FEWEST_WORDS:
            found[-1] += f" {piece}"
        elif piece.strip():
            found.append(piece.strip())
    return found


def _all(item: Item, label: Conveyed) -> tuple[Conveyed, ...]:
    return (label,) * len(item.points)
