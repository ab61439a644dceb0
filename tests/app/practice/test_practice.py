"""Practising: progress, cards, and drills as a person runs them."""

from __future__ import annotations

import io
import json
import subprocess
from collections.abc import Callable
from datetime import UTC, timedelta
from pathlib import Path

import pytest
from rich.console import Console

from app.display.screen import Screen
from app.practice.progress import Covered, bar, progress, show, sparkline, told
from app.practice.words import in_days
from domain.guide import TalkingPoint, TalkingPointKind
from domain.interview import Session
from domain.mastery import Practice, Rating, WrongFigure
from tests.support.built import with_graphs
from tests.support.commands import Commands, variables_but
from tests.support.interviews import POINTS, START, a_session
from tests.support.talking import source

FACT = TalkingPoint(
    id="accuracy", kind=TalkingPointKind.FACT, title="Accuracy", text="91.2% (test set)", source=source(40)
)
RED_FLAG = TalkingPoint(
    id="real-time",
    kind=TalkingPointKind.RED_FLAG,
    title="It's <basically> real time.",
    say_instead="Ninety seconds at the 95th percentile.",
    source=source(50),
)
EVERYTHING = (*POINTS, FACT, RED_FLAG)


def practised(
    point: TalkingPoint, rating: Rating, *, days_ago: float, wrong: tuple[WrongFigure, ...] = ()
) -> Practice:
    return Practice(
        session_id="s1",
        question_id=point.id,
        drill=True,
        at=START - timedelta(days=days_ago),
        talking_point_id=point.id,
        kind=point.kind,
        title=point.title,
        source=point.source,
        rating=rating,
        wrong_figures=wrong,
    )


def scored(name: str, score: float, *, day: int) -> Session:
    moment = START + timedelta(days=day)
    return a_session(name).model_copy(update={"score": score, "started_at": moment})


def test_coverage_counts_every_state_by_guide_and_by_kind() -> None:
    practices = [
        practised(POINTS[0], Rating.EASY, days_ago=1),
        practised(POINTS[1], Rating.AGAIN, days_ago=0.5),
        practised(FACT, Rating.GOOD, days_ago=60),
    ]

    found = progress(EVERYTHING, practices, [], START, UTC)

    assert found.guides == (Covered(name="guide.md", solid=1, fading=1, weak=1, never=2),)
    assert found.kinds == (
        Covered(name="questions", solid=1, weak=1, never=1),
        Covered(name="facts", fading=1),
        Covered(name="red-flags", never=1),
    )


def test_what_stands_in_two_guides_is_counted_once() -> None:
    again = FACT.model_copy(update={"source": source(3, "other.md")})

    found = progress([FACT, again], [], [], START, UTC)

    assert [kind.never for kind in found.kinds] == [1]


def test_a_changed_answer_is_counted_as_changed() -> None:
    before = POINTS[0].model_copy(update={"id": "as it was"})

    found = progress(POINTS, [practised(before, Rating.EASY, days_ago=1)], [], START, UTC)

    assert found.kinds[0].changed == 1
    assert "1 changed in your guide" in told(found.kinds[0])


def test_the_trend_follows_the_interviews_in_time_and_leaves_unscored_ones_out() -> None:
    sessions = [scored("b", 0.7, day=2), scored("a", 0.4, day=1), a_session("unscored")]

    found = progress(POINTS, [], sessions, START, UTC)

    assert [(each.session_id, each.score) for each in found.trend] == [("a", 0.4), ("b", 0.7)]


def test_a_fork_is_no_interview_of_its_own() -> None:
    fork = scored("again", 0.9, day=3).model_copy(update={"forked_from": "a"})

    found = progress(POINTS, [], [scored("a", 0.4, day=1), fork], START, UTC)

    assert [each.session_id for each in found.trend] == ["a"]


def test_an_interview_over_other_guides_is_in_no_trend_of_these() -> None:
    contents = {
        "here": {"guide.md": "1"},
        "beside": {"guide.md": "2", "b.md": "3"},
        "other": {"samples.md": "4"},
    }
    sessions = [
        scored(name, 0.5, day=day).model_copy(update={"contents": held})
        for day, (name, held) in enumerate(contents.items())
    ]

    found = progress(POINTS, [], [*sessions, scored("unknown", 0.5, day=9)], START, UTC)

    assert [each.session_id for each in found.trend] == ["here", "beside", "unknown"]


def test_on_a_narrow_screen_the_progress_leaves_out_its_bars_and_cuts_no_name() -> None:
    out = io.StringIO()

    show(Screen(Console(file=out, width=50)), progress(EVERYTHING, [], [], START, UTC))

    assert "red-flags    1 never practised" in out.getvalue() and "░" not in out.getvalue()


def test_what_comes_next_is_what_is_due_or_weak_with_the_command_for_it() -> None:
    practices = [practised(FACT, Rating.AGAIN, days_ago=3)]

    found = progress(EVERYTHING, practices, [], START, UTC)

    assert [drill.command for drill in found.next] == ["interview drill --kind facts", "interview drill"]
    assert "Accuracy" in found.next[0].text and found.next[0].sources == (FACT.source,)
    assert found.due[0] == 1


def test_what_comes_back_later_on_this_day_is_counted_today_and_asked_for_today() -> None:
    """Practised at 21:00, to come back in two days: on that day's morning it is due."""
    evening = practised(FACT, Rating.GOOD, days_ago=1.5)

    found = progress([FACT], [evening], [], START, UTC)

    assert found.due == (1, 0, 0, 0, 0, 0, 0)
    assert [drill.command for drill in found.next] == ["interview drill --kind facts"]


def test_where_everything_sits_an_interview_comes_next() -> None:
    found = progress(POINTS, [practised(point, Rating.EASY, days_ago=1) for point in POINTS], [], START, UTC)

    assert [drill.command for drill in found.next] == ["interview start"]
    assert found.due == (0, 0, 0, 0, 0, 0, 0)


def test_figures_that_were_wrong_the_last_time_are_named() -> None:
    wrong = (WrongFigure(said="93 %", expected="91.2%"),)

    found = progress(EVERYTHING, [practised(FACT, Rating.AGAIN, days_ago=1, wrong=wrong)], [], START, UTC)

    assert found.wrong_figures == (("Accuracy", "93 %", "91.2%"),)


@pytest.mark.parametrize(
    ("covered", "cells"),
    [
        (Covered(name="a", never=5), "░" * 24),
        (Covered(name="b", solid=1, never=200), "█" + "░" * 23),
        (Covered(name="c", solid=1, fading=1, weak=1, never=1), "██████▓▓▓▓▓▓▒▒▒▒▒▒░░░░░░"),
    ],
)
def test_a_bar_has_one_length_and_shows_whatever_there_is(covered: Covered, cells: str) -> None:
    assert bar(covered).plain == cells


def test_a_sparkline_shows_nothing_only_for_nothing() -> None:
    assert sparkline([0, 0.01, 0.5, 1]) == " ▁▄█"


@pytest.mark.parametrize(
    ("days", "words"), [(-3, "today"), (0, "today"), (1, "tomorrow"), (2, "in 2 days"), (8, "in 8 days")]
)
def test_days_are_told_as_a_person_would(days: int, words: str) -> None:
    assert in_days(days) == words


Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(command_line: Commands, tmp_path: Path) -> Run:
    """Runs `interview` in a process of its own, with `said` on standard input."""
    home = with_graphs(tmp_path / "home")
    environment = variables_but("INTERVIEW", "OPENAI", "REDIS") | {"INTERVIEW_HOME": str(home)}

    def runs(*arguments: str, said: str = "") -> subprocess.CompletedProcess[str]:
        return command_line.run(arguments, environment, said=said)

    return runs


def a_guide(folder: Path) -> str:
    guide = folder / "notes.md"
    guide.write_text(
        "# Notes\n\n"
        "### Q1: How did you make the nightly job faster?\n\n"
        "**Answer:** I replaced the nightly batch with a stream of parcel events. The consumers are\n"
        "idempotent, because redelivery is certain.\n\n"
        "## Numbers to memorize\n\n"
        "| What | Number |\n|---|---|\n| Peak rate | 210 a second |\n| Accuracy | 91.2% |\n",
        encoding="utf-8",
    )
    return str(guide)


def test_a_piped_drill_ends_with_a_summary_and_shows_in_the_progress(run: Run, tmp_path: Path) -> None:
    guide = a_guide(tmp_path)

    done = run("drill", "-g", guide, "--kind", "facts", said="210 a second\n91 %\n")

    assert done.returncode == 0, done.stderr
    assert "“91 %”: it is close, and not exact" in done.stdout
    summary = done.stdout[done.stdout.index("Drill · 2 answered") :]
    assert "back in 8 days" in summary and "back tomorrow" in summary

    found = json.loads(run("progress", "-g", guide, "--json").stdout)
    kinds = {kind["name"]: kind for kind in found["kinds"]}
    assert (kinds["facts"]["solid"], kinds["facts"]["weak"]) == (1, 1)
    assert kinds["questions"]["never"] == 1
    # Whoever only ever drilled means what they drilled.
    assert json.loads(run("progress", "--json").stdout) == found


def test_nothing_to_resume_and_nothing_of_a_kind_are_told_in_a_line(run: Run, tmp_path: Path) -> None:
    resumed = run("drill", "--resume")
    assert resumed.returncode == 2
    assert (
        resumed.stderr.strip() == "interview: There is no drill to go on with. `interview drill` begins one."
    )

    none = run("drill", "-g", a_guide(tmp_path), "--kind", "pitch")
    assert none.returncode == 0 and "Your guides hold no pitches that can be drilled." in none.stdout


def test_what_a_simulated_candidate_said_is_nobodys_interview(run: Run, tmp_path: Path) -> None:
    guide = a_guide(tmp_path)
    shown = run("demo", "-g", guide)
    assert shown.returncode == 0, shown.stderr
    assert "demo, a simulated candidate answered" in " ".join(shown.stdout.split())

    (demo,) = json.loads(run("sessions", "--json").stdout)
    listed = run("sessions").stdout
    again = run("resume")

    assert demo["simulated"] and demo["score"] is not None
    assert " demo " in listed
    assert json.loads(run("progress", "-g", guide, "--json").stdout)["trend"] == []
    assert again.returncode == 2 and "There is no interview to resume" in again.stderr
