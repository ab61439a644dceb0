"""`interview practise`: one question, attempt after attempt, as a person at a pipe has it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from app.practice.before_and_after import change
from app.practice.repeating import NoSuchQuestion, _Attempts, find
from domain.guide import TalkingPointKind
from domain.verdict import (
    Band,
    Evidence,
    KeyPointVerdict,
    Label,
    Provenance,
    Score,
    Verdict,
)
from tests.support.built import with_graphs
from tests.support.commands import Commands, variables_but
from tests.support.interviews import POINTS, a_point, some_knowledge

Run = Callable[..., subprocess.CompletedProcess[str]]
HALF = "I replaced the nightly batch with a stream of parcel events."
WHOLE = (
    "I replaced the nightly batch with a stream of parcel events. The consumers are idempotent, because "
    "redelivery is certain. The run went from four hours to forty minutes."
)


@pytest.fixture
def run(command_line: Commands, tmp_path: Path) -> Run:
    """Runs `interview` over a guide with two questions, with `said` on standard input."""
    (tmp_path / "notes.md").write_text(
        f"# Notes\n\n### Q1: How did you make the nightly job faster?\n\n**Answer:** {WHOLE}\n\n"
        "### Q2: How do you handle schema changes?\n\n"
        "**Answer:** Every topic has a schema in a registry, and we check every change.\n",
        encoding="utf-8",
    )
    guides = ["--guides", str(tmp_path / "notes.md")]
    own = {"INTERVIEW_HOME": str(with_graphs(tmp_path / "home")), "COLUMNS": "110"}

    def runs(*arguments: str, said: str = "") -> subprocess.CompletedProcess[str]:
        environment = variables_but("INTERVIEW", "OPENAI", "REDIS") | own
        return command_line.run([*arguments, *guides], environment, said=said)

    return runs


def test_attempts_are_shown_beside_each_other_and_kept(run: Run) -> None:
    done = run("practise", "nightly", "job", said=f"{HALF}\n{WHOLE}\n/stop\n")

    assert done.returncode == 0, done.stderr
    assert "How did you make the nightly job faster?" in done.stdout
    assert "In full     “I replaced the nightly batch with a stream of parcel events. The " in done.stdout
    before = done.stdout.index("Before")
    assert "Now" in done.stdout[before:] and "Newly said" in done.stdout[before:]
    assert "The run went from four hours to forty minutes" in done.stdout[before:]
    assert "2 attempts" in done.stdout
    progress = json.loads(run("progress", "--json").stdout)
    assert [each["never"] for each in progress["kinds"] if each["name"] == "questions"] == [1]


def test_the_end_of_the_input_ends_it_and_a_question_that_nobody_has_is_told(run: Run) -> None:
    ended = run("practise", "schema changes", said="")
    unknown = run("practise", "quantum chromodynamics")

    assert ended.returncode == 0 and "nothing is kept" in ended.stdout
    assert unknown.returncode != 0 and "No question of your guides is about" in unknown.stderr


def test_a_question_is_found_by_its_words_or_by_what_it_is_about(tmp_path: Path) -> None:
    knowledge = some_knowledge(tmp_path)

    assert find(knowledge, "schema change").id == POINTS[1].id
    assert find(knowledge, "watermark is ten minutes behind").id == POINTS[2].id
    with pytest.raises(NoSuchQuestion):
        find(knowledge, "sourdough")


def test_a_question_of_small_words_alone_is_found_as_it_stands(tmp_path: Path) -> None:
    ours = a_point("Why us and not a chain?", "you manage what you let", line=40)
    knowledge = some_knowledge(tmp_path, a_point("Why now?", "The lease ends in June", line=30), ours)

    assert find(knowledge, "Why us").id == ours.id
    with pytest.raises(NoSuchQuestion):
        find(knowledge, "who is it")


def test_who_is_asked_about_themselves_practises_the_pitch(tmp_path: Path) -> None:
    pitch = a_point("The short one", "I am a platform engineer", line=40, kind=TalkingPointKind.PITCH)
    knowledge = some_knowledge(tmp_path, *POINTS, pitch)

    assert find(knowledge, "tell me about yourself").id == pitch.id
    assert find(knowledge, "nightly job").id == POINTS[0].id


class NamesItsKeys:
    keys_told = "enter_goes_on"

    async def read_on(self) -> str:
        return ""


async def test_what_can_be_typed_is_told_once_by_a_terminal_and_by_us_elsewhere() -> None:
    told: list[str] = []
    at_a_terminal = NamesItsKeys()
    piped = SimpleNamespace(read_on=at_a_terminal.read_on)

    for candidate in (at_a_terminal, piped):
        attempts = SimpleNamespace(candidate=candidate, _tell_keys=lambda: told.append("by us"))
        assert await _Attempts._goes_on(attempts)  # type: ignore[arg-type]  # all that it needs

    assert told == ["by us"]
    assert at_a_terminal.keys_told == "practise_keys"


def judged(*labels: Label) -> Verdict:
    quote = Evidence(quote="x", start=0, end=1)
    return Verdict(
        outcome=Score(value=0.5, low=0.4, high=0.6, band=Band.of(0.5)),
        key_points=tuple(
            KeyPointVerdict(
                key_point=point, label=label, credit=float(label is Label.COVERED), evidence=quote
            )
            for point, label in zip(POINTS[0].key_points, labels, strict=True)
        ),
        provenance=Provenance(agent="evaluator"),
    )


def test_what_was_won_and_lost_is_told_by_key_point() -> None:
    before = judged(Label.COVERED, Label.MISSING, Label.COVERED)
    now = judged(Label.COVERED, Label.COVERED, Label.UNSURE)

    changed = change(before, now)

    first, second, third = POINTS[0].key_points
    assert first not in changed.gained + changed.lost
    assert (changed.gained, changed.lost) == ((second,), (third,))
