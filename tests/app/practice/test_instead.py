"""Where nothing is due, what could be done in its place, with the commands for it."""

from __future__ import annotations

from datetime import UTC
from pathlib import Path

import pytest

from agents.interviewer.drilling import DrillKind
from agents.sayings import SPOKEN
from app.display.labels import labels
from app.practice.instead import instead
from app.practice.words import told_nothing
from domain.guide import TalkingPoint
from domain.mastery import Rating, Standing
from memory.scheduling import standings
from tests.app.practice.test_practice import EVERYTHING, FACT, RED_FLAG, practised
from tests.support.interviews import POINTS, START
from tests.support.past import Workspace


def sitting(*points: TalkingPoint) -> tuple[Standing, ...]:
    """`points`, all of them practised well yesterday."""
    practices = [practised(point, Rating.EASY, days_ago=1) for point in points]
    return standings(points, practices, START, UTC)


def commands(found: tuple[Standing, ...], kind: DrillKind | None) -> list[str]:
    return [other.command for other in instead(found, kind)]


def test_where_all_sits_it_can_be_drilled_all_the_same() -> None:
    assert commands(sitting(*POINTS), DrillKind.QUESTIONS) == [
        "interview drill --ahead",
        "interview warm-up",
        "interview start",
    ]


def test_another_kind_that_is_due_comes_first() -> None:
    found = (*sitting(*POINTS), *standings([FACT], [], START, UTC))

    assert commands(found, DrillKind.QUESTIONS)[0] == "interview drill --kind facts"
    assert commands(found, DrillKind.QUESTIONS)[1] == "interview drill --ahead"


def test_a_kind_that_the_guides_lack_is_not_offered() -> None:
    found = sitting(*POINTS)

    assert told_nothing("facts", found) == "Your guides hold no facts that can be drilled."
    assert commands(found, DrillKind.FACTS) == ["interview warm-up", "interview start"]


def test_an_empty_guide_leaves_an_interview() -> None:
    assert commands((), None) == ["interview start"]
    assert "hold nothing to drill" in told_nothing("warm-up", ())


def test_what_is_told_is_of_that_kind_alone() -> None:
    """A fact that comes back tomorrow is no matter to who asked for red flags."""
    practices = [practised(FACT, Rating.HARD, days_ago=0), practised(RED_FLAG, Rating.EASY, days_ago=0)]

    told = told_nothing("red-flags", standings(EVERYTHING, practices, START, UTC))

    assert told == "Nothing of your red flags is due, weak or new. The next one comes back in 8 days."


@pytest.mark.parametrize("language", SPOKEN[1:])
def test_it_is_told_in_the_language_of_the_session(language: str) -> None:
    """All there is to tell: what is due, what is new, what is ahead of its day, a warm-up, an interview."""
    due = standings([FACT], [practised(FACT, Rating.AGAIN, days_ago=9)], START, UTC)
    found = (*sitting(*POINTS), *due, *standings([RED_FLAG], [], START, UTC))

    own, english = (instead(found, DrillKind.QUESTIONS, each) for each in (language, "en"))

    assert [other.command for other in own] == [other.command for other in english]
    assert len(own) == 5
    assert not {other.text for other in own} & {other.text for other in english}
    assert told_nothing("questions", found, language) != told_nothing("questions", found)
    assert told_nothing("pitch", found, language) == labels(language)["none_pitch"]


def guide(folder: Path) -> Path:
    (folder / "guide.md").write_text(
        "# Notes\n\n## Numbers to remember\n\n- Peak rate: 210 a second\n", encoding="utf-8"
    )
    return folder


def test_the_command_says_what_to_do_instead(workspace: Workspace, tmp_path: Path) -> None:
    told = workspace.run("drill", "--kind", "pitch", "--guides", str(guide(tmp_path)))

    assert "Your guides hold no pitches that can be drilled." in told.out
    assert "1 fact never practised · interview drill --kind facts" in told.out
    assert "interview warm-up" in told.out


def test_a_topic_and_a_guide_that_are_not_there_are_one_line(workspace: Workspace, tmp_path: Path) -> None:
    where = ("--guides", str(guide(tmp_path)))

    nothing = workspace.run("drill", "--kind", "facts", "--topic", "zeppelins", *where)
    nowhere = workspace.run("drill", "--guide", "other", *where)

    assert "no facts about 'zeppelins' to drill" in nothing.error
    assert "--guide 'other' is not the name of one of your guides: guide.md." in nowhere.error
    assert nothing.code and nowhere.code


def test_a_warm_up_is_held_and_summed_up(workspace: Workspace, tmp_path: Path) -> None:
    told = workspace.run("warm-up", "--guides", str(guide(tmp_path)), given="210 a second\n")

    assert "5 minutes, 1 point · 1 never practised" in told.out
    assert "Drill · 1 answered" in told.out
