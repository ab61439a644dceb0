"""Answers made of the written ones: quoted whole and disowned, another question's, long ones, heaps.

What nobody needs to write by hand a thousand times. Every draw comes from the `random.Random` that is given.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

import yaml

from evals.entailment.data import Conveyed, Item

# A number that a slip can change; those in names ("S3", "2FA") and ordinals of a list are left alone.
_NUMBER = re.compile(r"(?<![\w.,])\d{1,4}(?:[.,]\d{1,3})?(?![\w]|[.,]\d)")
_PLANNED = "planned"
_CONTENT = re.compile(r"[^\W\d_]{4,}|\d+(?:[.,]\d+)*")
_SMALL = frozenset(
    "about after also and because been before being between both but could does done down each every from "
    "have having into just more most much never only other over same should some such than that their them "
    "then there these they this those through until very were what when where which while will with without "
    "would your".split()
)
# Words that turn a statement round when one stands for the other.
_OPPOSITES = (
    "before after", "above below", "over under", "never always", "first last", "more less", "more fewer",
    "high low", "higher lower", "rose fell", "up down", "increased reduced", "increase reduce",
    "with without", "faster slower", "cheaper dearer", "open closed", "inside outside", "automatic manual",
    "automatically manually", "daily yearly", "weekly yearly", "hours weeks", "minutes days",
    "seconds hours", "every no", "most few", "longer shorter", "early late", "earlier later",
    "public private", "must needn't", "only also",
)  # fmt: skip
_OPPOSITE_OF = {one: other for pair in _OPPOSITES for one, other in (pair.split(), reversed(pair.split()))}
_TURNED = re.compile(rf"\b(?:{'|'.join(map(re.escape, _OPPOSITE_OF))})\b")
_FIRST_PERSON = re.compile(
    r"\b([Ii]|[Ww]e) (?=(?!am\b|was\b|were\b|have\b|had\b|don't\b|never\b|always\b)[a-z]+)"
)
_STATES = re.compile(r"\b(is|are|was|were|can|will|must|has|have)\b(?! not\b)")
_FROM_TO = re.compile(r"\bfrom ([^,;.]{1,25}?) to ([^,;.\s]+(?: [a-z%]+)?)")
_PAST = re.compile(r"\b([Ii]|[Ww]e|[Tt]hey|[Ii]t|[Hh]e|[Ss]he) ([a-z]{2,}ed)\b")
_NEVER = ("never ", "no longer ")


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


class Composer:
    """Draws composed answers for the questions of one part of the data (`part`: "training" or "held_out")."""

    def __init__(self, items: Sequence[Item], part: str, rng: random.Random) -> None:
        self._items = items
        self._rng = rng
        self._frames = _frames(part)
        # How often each kind is drawn: what framed answers lack in variety they need in number.
        often: dict[Callable[[Item], Example], int] = {
            self._plain: 4,
            self._fair: 4,
            self._reordered: 1,
            self._disowned: 3,
            self._reported: 2,
            self._wished: 1,
            self._turned: 4,
            self._wrong_figure: 2,
            self._scrambled: 3,
            self._heap: 1,
            self._elsewhere: 3,
            self._long: 3,
            self._read_back: 1,
        }
        self._makers = tuple(often)
        self._weights = tuple(often.values())

    def draw(self, item: Item) -> Example:
        """One composed answer to `item`, of a kind drawn as often as it is needed."""
        (make,) = self._rng.choices(self._makers, self._weights)
        return make(item)

    def draw_alone(self, item: Item) -> Example:
        """One key point of `item` and one sentence: the point itself, it turned round, or another's."""
        at = self._rng.randrange(len(item.points))
        point, drawn = item.points[at], self._rng.random()
        turns = _turns(point)
        if drawn < 0.55 and turns:
            start, end, other = self._rng.choice(turns)
            said, label = point[:start] + other + point[end:], Conveyed.DENIED
        elif drawn < 0.85:
            said, label = point, Conveyed.COVERED
        else:
            said, label = self._rng.choice(self._rng.choice(self._items).points), Conveyed.ABSENT
            label = Conveyed.COVERED if said == point else label
        return Example("alone", said, (point,), (label,))

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
        places = [at for at, point in enumerate(item.points) if _turns(point)]
        if not places:
            return self._plain(item)
        for at in self._rng.sample(places, min(len(places), self._rng.choice([1, 1, 2, 3]))):
            start, end, other = self._rng.choice(_turns(told[at]))
            told[at] = told[at][:start] + other + told[at][end:]
            labels[at] = Conveyed.DENIED
        return Example("turned", planned(told), item.points, tuple(labels))

    def _scrambled(self, item: Item) -> Example:
        """Grammatical nonsense: every word of content changed for another of the same planned answer."""
        text = planned(item.points) if self._rng.random() < 0.5 else self._told(item)
        words = [match for match in _CONTENT.finditer(text) if match[0].lower() not in _SMALL]
        shuffled = [match[0] for match in words]
        self._rng.shuffle(shuffled)
        pieces, at = [], 0
        for match, word in zip(words, shuffled, strict=True):
            pieces += [text[at : match.start()], word]
            at = match.end()
        return Example("scrambled", "".join([*pieces, text[at:]]), item.points, _all(item, Conveyed.ABSENT))

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
        places = [at for at, point in enumerate(item.points) if _NUMBER.search(point)]
        if not places:
            return self._reordered(item)
        at = self._rng.choice(places)
        told = list(item.points)
        match = self._rng.choice(list(_NUMBER.finditer(told[at])))
        told[at] = told[at][: match.start()] + self._other(match[0]) + told[at][match.end() :]
        labels = [Conveyed.COVERED] * len(told)
        labels[at] = Conveyed.DENIED
        return Example("wrong_figure", planned(told), item.points, tuple(labels))

    def _other(self, number: str) -> str:
        value = float(number.replace(",", "."))
        other = value
        while abs(other - value) <= 0.15 * value:
            other = value * self._rng.choice([0.1, 0.25, 0.5, 0.7, 1.3, 1.5, 2, 3, 10]) + self._rng.choice(
                [0, 1]
            )
        if "." in number or "," in number:
            return f"{other:.1f}"
        return str(max(1, round(other)) if round(other) != round(value) else round(value) + 2)

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


def _turns(point: str) -> list[tuple[int, int, str]]:
    """The places (start, end) of `point` that can be turned round, each with what then stands there."""
    found = [(*match.span(), _OPPOSITE_OF[match[0]]) for match in _TURNED.finditer(point)]
    found += [(*match.span(), f"from {match[2]} to {match[1]}") for match in _FROM_TO.finditer(point)]
    if match := _FIRST_PERSON.search(point):
        found += [(match.end(), match.end(), never) for never in _NEVER]
        found.append((*match.span(1), "Nobody" if match.start() == 0 else "nobody"))
    if match := _STATES.search(point):
        found.append((*match.span(), f"{match[1]} not"))
    if match := _PAST.search(point):
        found.append((*match.span(2), f"did not {_infinitive(match[2])}"))
    return found


def _infinitive(past: str) -> str:
    """The infinitive of a regular verb's past, nearly always: "moved", "stopped", "tried", "tested"."""
    stem = past.removesuffix("ed")
    if stem.endswith("i"):
        return f"{stem[:-1]}y"
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "sle":
        return stem[:-1]
    return f"{stem}e" if re.search(r"(?:[aiou][vszcdgkmrt]|[^aeiou]l|[rnd][csg]|u)$", stem) else stem


@cache
def _frames(part: str) -> dict[str, list[str]]:
    text = resources.files(__package__).joinpath("frames.yaml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text)[part])


def _all(item: Item, label: Conveyed) -> tuple[Conveyed, ...]:
    return (label,) * len(item.points)
