"""`python -m evals.questions`: how many titles are asked as a person would, the unseen half apart."""

from __future__ import annotations

import argparse
from importlib import resources

import yaml

from agents.interviewer import draft
from agents.interviewer.phases import phase_of
from domain.guide import Source, TalkingPoint, TalkingPointKind
from domain.interview import AgendaItem, Phase
from domain.values import Frozen


class Title(Frozen):
    """A title, and how it is to be asked: word for word, or about a topic written just so."""

    title: str
    language: str
    kind: TalkingPointKind = TalkingPointKind.QUESTION_ANSWER
    asked: tuple[str, ...] = ()
    about: str = ""
    body: str = ""
    unseen: bool = False


def titles() -> list[Title]:
    """All titles, those seen while tuning and the others."""
    file = resources.files("evals").joinpath("questions", "titles.yaml")
    return [Title.model_validate(row) for row in yaml.safe_load(file.read_text(encoding="utf-8"))]


def spoken(title: Title) -> str:
    """`title` as the interviewer asks it."""
    source = Source(guide="guide.md", first_line=1, last_line=1)
    point = TalkingPoint(id="p", kind=title.kind, title=title.title, text=title.body, source=source)
    phase = phase_of(point) or Phase.TECHNICAL
    item = AgendaItem(talking_point_id="p", phase=phase, seconds=60, reason="evaluated")
    small, names = draft.capitals([point])
    return draft.question(point, item, seed=1, in_lower_case=small, names=names, language=title.language)


def fits(title: Title, said: str) -> bool:
    """Whether `said` is what a person would ask for `title`."""
    if title.asked:
        return said in title.asked
    return title.about in said and len(said) > len(title.about) + 2 and not said.startswith(title.title)


def main() -> None:
    """Count, and show what does not fit; of the unseen half only where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--unseen", action="store_true", help="show what does not fit of the unseen half, too"
    )
    show = parser.parse_args().unseen
    for unseen in (False, True):
        part = [title for title in titles() if title.unseen is unseen]
        wrong = [(title, said) for title in part if not fits(title, said := spoken(title))]
        print(f"{'unseen' if unseen else 'seen'}: {len(part) - len(wrong)} of {len(part)}")
        for title, said in wrong if show or not unseen else ():
            print(f"  {title.language} {title.title!r} -> {said!r}")


if __name__ == "__main__":
    main()
