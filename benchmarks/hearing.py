"""How well a spoken answer is written down: its words and figures, aligned with what was said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from language.words import NUMBERS
from voice.heard import Heard

_TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?|[^\W\d_]+(?:'[^\W\d_]+)?")
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_SPELLED = {word: f"{value:g}" for word, value in NUMBERS["en"].items() if word != "one"}
_SAME = {"cm": "centimeters", "ms": "milliseconds", "ok": "okay", "centimetres": "centimeters"}


@dataclass(frozen=True, slots=True)
class Counted:
    """What one transcript got wrong; `invented` are terms and figures in it that nobody said."""

    words: int = 0
    wrong: int = 0
    figures: int = 0
    right: int = 0
    marked_wrong: int = 0
    marked: int = 0
    figures_marked_right: int = 0
    denials: int = 0
    denials_lost: int = 0
    denials_lost_marked: int = 0
    invented: tuple[str, ...] = ()
    unmarked: tuple[tuple[str, str], ...] = field(default=())

    @property
    def figures_safe(self) -> float:
        """The share of the figures that are right or marked."""
        return (self.right + self.marked_wrong) / self.figures if self.figures else 1.0

    @property
    def word_error_rate(self) -> float:
        return self.wrong / self.words if self.words else 0.0


def tokens(text: str) -> list[str]:
    """The words of `text` as they are compared: small, figures in digits, signs spelled out."""
    said = text.lower().replace("’", "'").replace("%", " percent ").replace("-", " ")
    found = [token.replace(",", "") for token in _TOKEN.findall(said)]
    return [_SAME.get(token, _SPELLED.get(token, token)) for token in found]


def counted(said: str, heard: Heard, terms: Sequence[str] = ()) -> Counted:
    """What `heard` got wrong of what was `said`; `terms` are those that the recogniser was told."""
    expected = tokens(said)
    got = [(token, at) for at, word in enumerate(heard.words) for token in tokens(word.text)]
    doubtful = {at for at, word in enumerate(heard.words) if word.doubtful is not None}
    doubtful |= {at for offer in heard.offers for at in range(offer.first, offer.last)}
    pairs = aligned(expected, [token for token, _ in got])
    met = [
        _met(number, pairs, expected, got, doubtful)
        for number, (one, _) in enumerate(pairs)
        if one is not None
    ]
    figures = [each for each in met if _FIGURE.fullmatch(each.token)]
    denials = [each for each in met if _denies(each.token)]
    known = {token for term in terms for token in tokens(term)}
    extra = [got[o][0] for one, o in pairs if o is not None and (one is None or expected[one] != got[o][0])]
    return Counted(
        words=len(expected),
        wrong=sum(not each.same for each in met) + sum(one is None for one, _ in pairs),
        figures=len(figures),
        right=sum(each.same for each in figures),
        marked_wrong=sum(each.marked and not each.same for each in figures),
        marked=len(doubtful),
        figures_marked_right=sum(each.marked and each.same for each in figures),
        denials=len(denials),
        denials_lost=sum(not each.same for each in denials),
        denials_lost_marked=sum(each.marked and not each.same for each in denials),
        invented=tuple(t for t in extra if t not in expected and (t in known or _FIGURE.fullmatch(t))),
        unmarked=tuple(
            (each.token, each.heard) for each in (*figures, *denials) if not each.same and not each.marked
        ),
    )


def mended(said: str, heard: Heard) -> str:
    """What is sent once the candidate has put right what is marked, and nothing else."""
    expected = said.split()
    offered = {at for offer in heard.offers for at in range(offer.first, offer.last)}
    doubtful = offered | {at for at, word in enumerate(heard.words) if word.doubtful is not None}
    small = [" ".join(tokens(word)) for word in expected]
    pairs = aligned(small, [" ".join(tokens(word.text)) for word in heard.words])
    sent: list[str] = []
    for number, (one, other) in enumerate(pairs):
        near = {o for _, o in pairs[max(0, number - 1) : number + 2] if o is not None}
        if other is not None and other not in doubtful:
            sent.append(heard.words[other].text)
        elif one is not None and (other is not None or near & doubtful):
            sent.append(expected[one])
    return " ".join(sent)


class _Met(NamedTuple):
    """What became of a word that was said: what was heard there, whether it is the same, whether marked."""

    token: str
    heard: str
    same: bool
    marked: bool


def _met(
    number: int,
    pairs: Sequence[tuple[int | None, int | None]],
    expected: Sequence[str],
    got: Sequence[tuple[str, int]],
    doubtful: set[int],
) -> _Met:
    one, other = pairs[number]
    assert one is not None
    heard = got[other][0] if other is not None else ""
    same = heard == expected[one]
    # What was left out, or made something else, is seen where its neighbour is marked.
    near = {got[o][1] for _, o in pairs[max(0, number - 1) : number + 2] if o is not None}
    marked = (other is not None and got[other][1] in doubtful) or (not same and bool(near & doubtful))
    return _Met(expected[one], heard, same, marked)


def aligned(expected: Sequence[str], got: Sequence[str]) -> list[tuple[int | None, int | None]]:
    """The cheapest way from one list of words to the other, as pairs of places; None where there is none."""
    costs = [list(range(len(got) + 1))]
    for row, word in enumerate(expected, start=1):
        line = [row]
        for column, other in enumerate(got, start=1):
            before = costs[-1]
            line.append(min(before[column] + 1, line[-1] + 1, before[column - 1] + (word != other)))
        costs.append(line)
    pairs: list[tuple[int | None, int | None]] = []
    row, column = len(expected), len(got)
    while row or column:
        cost = costs[row][column]
        same = row and column and expected[row - 1] == got[column - 1]
        if row and column and cost == costs[row - 1][column - 1] + (not same):
            row, column = row - 1, column - 1
            pairs.append((row, column))
        elif row and cost == costs[row - 1][column] + 1:
            row -= 1
            pairs.append((row, None))
        else:
            column -= 1
            pairs.append((None, column))
    return pairs[::-1]


def _denies(token: str) -> bool:
    return token in {"not", "no", "never", "nobody", "cannot", "none"} or token.endswith("n't")
