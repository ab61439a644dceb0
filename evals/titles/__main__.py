"""`python -m evals.titles`: fit how much each sign of a section counts, and see how well titles are told.

The sections are those of the guides that our tests read, and of our own documents, which are about anything.
Each is looked at as if nobody knew its title: what the rules say of it is what is to be found. A second time
nobody knows even the words of the title, but what the other sections of the guide are about.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import yaml
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold, cross_val_predict

from knowledge.lines.topics import Topic
from knowledge.markup.sections import Section
from knowledge.markup.weighing import (
    FEWEST_ELSEWHERE,
    LEAST_SHARE,
    LEAST_SHARE_LEFT,
    OTHER,
    signs_left,
    signs_of,
)
from knowledge.parse.question_headings import heading_question
from knowledge.parse.sections import sections_by_themselves

ROOT = Path(__file__).parents[2]
WEIGHTS = ROOT / "knowledge" / "markup" / "weights.yaml"
WEIGHTS_LEFT = WEIGHTS.with_name("weights_left.yaml")
TOLD = (
    Topic.TO_ASK,
    Topic.RED_FLAGS,
    Topic.WEAK_AREAS,
    Topic.CHECKLIST,
    Topic.FACTS,
    Topic.PITCH,
    Topic.STORIES,
    Topic.QUESTIONS,
)
_RIDGE = 1.0
_FOLDS = 8
_LEAST_WEIGHT = 0.05
_SUFFIXES = frozenset({".md", ".txt", ".org"})


class Sample(NamedTuple):
    """A section with its signs, what it is about, and the guide that has it."""

    title: str
    signs: dict[str, float]
    topic: str
    guide: str


def texts() -> Iterator[tuple[str, str]]:
    """The names and texts of the guides that our tests read, and of our documents."""
    tests = ROOT / "tests" / "knowledge"
    for path in sorted((tests / "notations").glob("*.yaml")):
        for case in yaml.safe_load(path.read_text(encoding="utf-8")):
            yield f"{path.stem}/{case['name']}", case["guide"]
    for path in sorted((tests / "sections").glob("*.yaml")):
        for name, case in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            yield f"{path.stem}/{name}", case["text"]
    for folder in (tests / "professions", tests / "strangers", ROOT / "docs", ROOT / "docs" / "adr"):
        yield from files(folder)


def files(folder: Path) -> Iterator[tuple[str, str]]:
    """The names and texts of the guides in a folder."""
    for path in sorted(path for path in folder.iterdir() if path.suffix in _SUFFIXES):
        yield path.name, path.read_text(encoding="utf-8", errors="replace")


def samples(guide: str, text: str) -> Iterator[Sample]:
    """The sections of a guide whose topic is sure: named by their own titles, or by none."""
    for section in sections_by_themselves(text).walk():
        topic = _topic_of(section)
        if topic is None or section.heading is None:
            continue
        signs = signs_of(section.heading, section.lines)
        if signs is not None:
            yield Sample(section.heading.clean, signs, topic, guide)


def samples_left(guide: str, text: str, *, hidden: bool) -> Iterator[Sample]:
    """The same sections with what the others of the guide are about, where that is enough to tell by.

    `hidden` says that the words of a title hint at nothing.
    """
    sections = list(sections_by_themselves(text).walk())
    topics = [section.own_topic for section in sections]
    for place, section in enumerate(sections):
        topic = _topic_of(section)
        if topic is None or section.heading is None:
            continue
        elsewhere = {own for at, own in enumerate(topics) if at != place and own is not None and own in TOLD}
        signs = signs_left(section.heading, section.lines, elsewhere)
        if signs is not None and len(elsewhere) >= FEWEST_ELSEWHERE:
            yield Sample(section.heading.clean, _without_hints(signs) if hidden else signs, topic, guide)


def _without_hints(signs: dict[str, float]) -> dict[str, float]:
    bare = {name: share for name, share in signs.items() if not name.startswith("title hints at ")}
    return bare | {"title hints at nothing": 1.0, "title says nothing else": 0.0}


def _topic_of(section: Section) -> str | None:
    """What a section is to be told as; None where that is not sure, or is told otherwise."""
    heading = section.heading
    if heading is None or section.children or heading_question(section, section.topic):
        return None
    own = heading.topic
    if own is None:
        if heading.asks:
            return None
        inherited = section.topic
        return str(inherited) if inherited is Topic.STORIES else OTHER if inherited not in TOLD else None
    if section.topic is not own:
        return None
    return str(own) if own in TOLD else OTHER


def main() -> None:
    """Fit, tell how sure what is told is, and write the weights where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="keep the weights")
    parser.add_argument(
        "--against", type=Path, nargs="*", default=[], help="folders of guides to hold it against"
    )
    parser.add_argument("--show", action="store_true", help="show what is told otherwise there")
    chosen = parser.parse_args()
    guides = list(texts())
    others = {folder.name: list(files(folder)) for folder in chosen.against}
    print(f"by itself, sure at {LEAST_SHARE}:")
    held = [sample for name, text in guides for sample in samples(name, text)]
    against = {
        folder: [sample for name, text in those for sample in samples(name, text)]
        for folder, those in others.items()
    }
    _fit(held, against, WEIGHTS if chosen.write else None, show=chosen.show, least=LEAST_SHARE)
    print(f"beside what is elsewhere, the words of titles unknown, sure at {LEAST_SHARE_LEFT}:")
    hidden = [sample for name, text in guides for sample in samples_left(name, text, hidden=True)]
    seen = [sample for name, text in guides for sample in samples_left(name, text, hidden=False)]
    against = {
        folder: [sample for name, text in those for sample in samples_left(name, text, hidden=True)]
        for folder, those in others.items()
    }
    kept = WEIGHTS_LEFT if chosen.write else None
    _fit([*hidden, *seen], against, kept, show=chosen.show, least=LEAST_SHARE_LEFT, told=len(hidden))


def _fit(
    held: list[Sample],
    against: dict[str, list[Sample]],
    kept: Path | None,
    *,
    show: bool,
    least: float,
    told: int | None = None,
) -> None:
    """Fit the weights of `held`, tell how sure they are, there and `against` others, and keep them.

    Only the first `told` are told of; the others are fitted on as well.
    """
    names = sorted({name for sample in held for name in sample.signs})
    signs, topics = _table(held, names), np.array([sample.topic for sample in held])
    model = LogisticRegression(C=_RIDGE, max_iter=5000)
    shares = cross_val_predict(
        model,
        signs,
        topics,
        groups=[sample.guide for sample in held],
        cv=GroupKFold(_FOLDS),
        method="predict_proba",
    )
    model.fit(signs, topics)
    print(f"{len(held[:told])} sections; by guides left out:")
    _tell(shares[:told], model.classes_, held[:told], show=False, least=least)
    for folder, others in against.items():
        print(f"{folder}: {len(others)} sections:")
        _tell(model.predict_proba(_table(others, names)), model.classes_, others, show=show, least=least)
    if kept is not None:
        _write(model, names, kept)


def _table(held: list[Sample], names: list[str]) -> np.ndarray:
    return np.array([[sample.signs.get(name, 0.0) for name in names] for sample in held])


def _tell(shares: np.ndarray, topics: np.ndarray, held: list[Sample], *, show: bool, least: float) -> None:
    best = topics[shares.argmax(axis=1)]
    wanted = np.array([sample.topic for sample in held])
    wanting = (wanted != OTHER).sum()
    for sure_at in (0.5, 0.6, 0.7, 0.8, 0.9):
        sure = (shares.max(axis=1) >= sure_at) & (best != OTHER)
        right = sure & (best == wanted)
        shown = f"told {sure.sum()}, right {right.sum()} ({right.sum() / max(sure.sum(), 1):.0%})"
        print(
            f"  at {sure_at}: {shown}, found {right.sum()} of {wanting} ({right.sum() / max(wanting, 1):.0%})"
        )
    for sample, told, share in zip(held, best, shares.max(axis=1), strict=True):
        if show and told not in (OTHER, sample.topic) and share >= least:
            print(f"    {sample.guide}: {sample.title!r} told as {told} ({share:.2f}), is {sample.topic}")


def _write(model: LogisticRegression, names: list[str], kept: Path) -> None:
    lines = ["# How much each sign counts for each topic: written by `python -m evals.titles --write`."]
    for topic, row, always in zip(model.classes_, model.coef_, model.intercept_, strict=True):
        lines += [f"{topic}:", f"  always: {always:.2f}"]
        lines += [
            f"  {name}: {weight:.2f}"
            for name, weight in zip(names, row, strict=True)
            if abs(weight) >= _LEAST_WEIGHT
        ]
    kept.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
