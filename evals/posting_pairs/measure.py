"""How well lines of postings find what shows them: `python -m evals.posting_pairs.measure`.

First the encoder by itself, then `interview match` as a whole, with it and without. `--part held_out` looks
at what nothing was tuned on: every look belongs into docs/posting.md.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from platformdirs import user_cache_path

from domain.guide import Guide, KeyPoint, KeyPointOrigin, Source, TalkingPoint, TalkingPointKind
from evals.entailment.measure import area
from evals.posting_pairs.data import Candidate, Line, Point, candidates
from knowledge.base import KnowledgeBase, open_knowledge
from knowledge.library import Library
from knowledge.posting.matched import Coverage, Matched
from knowledge.posting.matching import match
from knowledge.posting.read import understood
from knowledge.search.embed import local_embedder
from knowledge.showing.model import LocalShowing, local_showing, told_as
from knowledge.values import GuideText
from language.sentences import sentences

_SHOWN = 3
_ENOUGH = 0.9
_FOUND = (Coverage.COVERED, Coverage.THIN, Coverage.UNSURE)
_POSTING = "posting.md"


@dataclass(frozen=True, slots=True)
class Ranked:
    """How well scores of lines and points put first what shows a line, over `lines` that something shows.

    `shown` is the area of what shows a line against what does not (what comes close left out), `told` that of
    the best score of lines that something shows against those that nothing does. `sure` is the share of the
    lines whose best point is right, above the limit from which on nine of ten are.
    """

    lines: int
    first: float
    among_three: float
    shown: float
    told: float
    sure: float


@dataclass(frozen=True, slots=True)
class Mapped:
    """What came of holding postings against guides: `told` lines that something shows, `untold` ones.

    Of the told ones `shown` have it among what is shown, `first` as the first of it; `covered` says how many
    lines are called so, `rightly` how many of these show it. Of the untold `missing` are called so, and
    `claimed` are called covered.
    """

    told: int = 0
    shown: int = 0
    first: int = 0
    covered: int = 0
    rightly: int = 0
    untold: int = 0
    missing: int = 0
    claimed: int = 0

    def __add__(self, other: Mapped) -> Mapped:
        return Mapped(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))

    @property
    def right(self) -> float:
        """The share mapped rightly: shown where it is told, and not called covered where it is not."""
        return (self.shown + self.untold - self.claimed) / max(1, self.told + self.untold)


def main() -> None:
    """Print the measures of one part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=["training", "fitting", "tuning", "held_out"], default="tuning")
    parser.add_argument("--cache", type=Path, default=user_cache_path("mock-interviewer"))
    options = parser.parse_args()
    given: Sequence[Candidate] = getattr(candidates(), options.part)
    showing = local_showing(options.cache)
    if showing is None:
        raise SystemExit("The encoder's weights are not installed: `make setup`.")
    print(
        f"{showing.fingerprint}, {options.part}: {ranked(given, [cosines(showing, each) for each in given])}"
    )
    for name, shows in (("without it", None), ("with it", showing)):
        mapped = sum((mapped_of(each, options.cache, shows) for each in given), Mapped())
        print(f"interview match {name}: {mapped.right:.0%} right; {mapped}")


def cosines(showing: LocalShowing, candidate: Candidate) -> np.ndarray:
    """How near a candidate's points are to their lines, (lines, points)."""
    told = showing.vectors([told_as(point.title, point.text) for point in candidate.points])
    lines = showing.vectors([line.text for line in candidate.lines])
    near: np.ndarray = lines @ told.T
    return near


def ranked(given: Sequence[Candidate], scores: Sequence[np.ndarray]) -> Ranked:
    """How well `scores`, (lines, points) for each candidate, tell what shows what."""
    told, untold, shown, others = [], [], [], []
    right: list[bool] = []
    among = 0
    for line, row in (
        (line, row) for each, of in zip(given, scores, strict=True) for line, row in _rows(each, of)
    ):
        shown += [row[place] for place in line.shows]
        others += [row[place] for place in range(len(row)) if place not in line.shows | line.near]
        if line.shows:
            order = np.argsort(-row)
            right.append(int(order[0]) in line.shows)
            among += not line.shows.isdisjoint(map(int, order[:_SHOWN]))
            told.append(float(row.max()))
        else:
            untold.append(float(row.max()))
    return Ranked(
        lines=len(right),
        first=float(np.mean(right)),
        among_three=among / len(right),
        shown=area(np.array(others), np.array(shown)),
        told=area(np.array(untold), np.array(told)),
        sure=_sure(told, right, untold),
    )


def _rows(candidate: Candidate, scores: np.ndarray) -> Sequence[tuple[Line, np.ndarray]]:
    return list(zip(candidate.lines, scores, strict=True))


def _sure(told: Sequence[float], right: Sequence[bool], untold: Sequence[float]) -> float:
    """The share of the told lines that are right above the lowest limit from which on nine of ten are."""
    by_score = sorted([*zip(told, right, strict=True), *((score, False) for score in untold)], reverse=True)
    so_far = np.cumsum([each for _, each in by_score])
    enough = so_far / np.arange(1, len(by_score) + 1) >= _ENOUGH
    return float(so_far[enough].max(initial=0) / max(1, len(told)))


def mapped_of(candidate: Candidate, cache: Path, showing: LocalShowing | None) -> Mapped:
    """What `interview match` makes of a candidate's lines, each a requirement of one posting."""
    with tempfile.TemporaryDirectory() as folder:
        knowledge = knowledge_of(candidate, cache, Path(folder)).with_showing(lambda: showing)
        listed = "\n".join(f"- {line.text}" for line in candidate.lines)
        posting = understood(GuideText(name=_POSTING, text=f"## Requirements\n{listed}", digest=""))
        matched = match(posting, knowledge)
    return sum(
        (_mapped(line, _of(number, matched)) for number, line in enumerate(candidate.lines, 2)), Mapped()
    )


def _of(number: int, matched: Sequence[Matched]) -> Matched | None:
    """What came of the line with this number; None where it was not read as asking for anything."""
    return next((each for each in matched if each.asked.source.first_line == number), None)


def _mapped(line: Line, matched: Matched | None) -> Mapped:
    shown = (
        []
        if matched is None or matched.coverage not in _FOUND
        else [int(each.talking_point_id) for each in matched.shown]
    )
    covered = matched is not None and matched.coverage is Coverage.COVERED
    right = not line.shows.isdisjoint(shown)
    return Mapped(
        told=bool(line.shows),
        shown=right,
        first=bool(shown) and shown[0] in line.shows,
        covered=covered,
        rightly=covered and right,
        untold=not line.shows,
        missing=not line.shows and (matched is None or not shown),
        claimed=not line.shows and covered,
    )


def knowledge_of(candidate: Candidate, cache: Path, folder: Path) -> KnowledgeBase:
    """A candidate's talking points as a guide, searched as any is; their ids are their places."""
    points = tuple(_talking_point(number, point) for number, point in enumerate(candidate.points))
    library = Library(
        guides=(Guide(name="guide.md", digest="", lines=2 * len(points), talking_points=points),),
        unreadable=(),
    )
    return open_knowledge(library, folder, local_embedder(cache))


def _talking_point(number: int, point: Point) -> TalkingPoint:
    source = Source(guide="guide.md", first_line=2 * number + 1, last_line=2 * number + 2)
    return TalkingPoint(
        id=str(number),
        kind=TalkingPointKind.QUESTION_ANSWER,
        title=point.title,
        text=point.text,
        source=source,
        key_points=tuple(
            KeyPoint(id=f"{number}/{at}", text=said, weight=1, origin=KeyPointOrigin.ANSWER, source=source)
            for at, said in enumerate(sentences(point.text))
        ),
    )


if __name__ == "__main__":
    main()
