"""A real interview becomes a session like any other, and its new questions a guide to write on."""

from __future__ import annotations

import json
from pathlib import Path

import yaml

from app.debrief import new_questions
from domain.guide import TalkingPointKind
from knowledge.library import read_library
from tests.app.conftest import home, knowledge, place, workspace
from tests.app.debrief.test_transcripts import CASES, GUIDES
from tests.support.past import Workspace

__all__ = ["home", "knowledge", "place", "workspace"]
ZOOM = next(case for case in CASES if case["name"] == "zoom")
PLAIN = next(case for case in CASES if case["name"] == "plain")


def given(folder: Path, case: dict[str, object]) -> tuple[Path, Path]:
    guides = folder / "guides"
    guides.mkdir()
    (guides / "guide.md").write_text(GUIDES["en"], encoding="utf-8")
    transcript = folder / f"talk.{case['form']}"
    transcript.write_text(str(case["text"]), encoding="utf-8")
    return guides, transcript


def test_it_is_a_session_that_every_command_knows(workspace: Workspace, tmp_path: Path) -> None:
    guides, transcript = given(tmp_path, ZOOM)

    told = workspace.run("debrief", str(transcript), "--guides", str(guides))

    assert told.code == 0, told.error
    assert "Robin Vale, who answers most; --me NAME says otherwise" in told.out
    assert "guide.md:3–5 · 1 follow-up" in told.out and "new: in none of your guides" in told.out
    listed = workspace.run("sessions", "--json").json
    session = listed[0]["session"] if "session" in listed[0] else listed[0]
    name = session["id"]
    assert session["mode"] == "real" and session["status"] == "finished"
    replayed = workspace.run("replay", name, "--json").json
    assert [turn["kind"] for turn in replayed["turns"]] == ["question", "follow_up", "question", "question"]
    assert replayed["turns"][0]["message"]["seconds"] > 10
    assert "redelivery is certain" in replayed["turns"][1]["message"]["text"]
    for command in ("report", "replay", "rescore"):
        assert workspace.run(command, name).code == 0
    exported = workspace.run("export", name)
    assert json.loads(exported.out)["session"]["transcript"]
    assert workspace.run("compare", name, name).code == 0
    progress = workspace.run("progress", "--json", "--guides", str(guides)).json
    assert sum(kind["never"] for kind in progress["kinds"]) == 3


def test_a_transcript_is_taken_in_once_and_anew_when_it_was_forgotten(
    workspace: Workspace, tmp_path: Path
) -> None:
    guides, transcript = given(tmp_path, ZOOM)
    asked = ("debrief", str(transcript), "--guides", str(guides))
    workspace.run(*asked)

    again = workspace.run(*asked)
    name = again.error.split("session ")[1].split()[0]
    workspace.run("forget", name, "--yes")

    assert again.code and "already" in again.error
    assert workspace.run(*asked).code == 0
    assert (tmp_path / "talk-questions.md").exists() and (tmp_path / "talk-questions-2.md").exists()


def test_new_questions_are_a_guide_to_write_on(workspace: Workspace, tmp_path: Path) -> None:
    guides, transcript = given(tmp_path, PLAIN)
    out = guides / "new.md"

    workspace.run("debrief", str(transcript), "--guides", str(guides), "--questions", str(out))

    (asked,) = read_library([out]).talking_points
    assert asked.kind is TalkingPointKind.UNANSWERED_QUESTION
    assert asked.title == "How many people have you managed at most?"
    assert "Four, for a year" in out.read_text(encoding="utf-8")
    text = out.read_text(encoding="utf-8").replace("<!--", "**Answer:** Four, at most.\n\n<!--", 1)
    out.write_text(text, encoding="utf-8")
    (answered,) = read_library([out]).talking_points
    assert answered.kind is TalkingPointKind.QUESTION_ANSWER
    assert [point.text for point in answered.key_points] == ["Four, at most."]


def test_what_was_asked_of_them_is_kept_and_not_scored(workspace: Workspace, tmp_path: Path) -> None:
    guides, transcript = given(tmp_path, PLAIN)

    workspace.run("debrief", str(transcript), "--guides", str(guides))

    turns = workspace.run("replay", "--json").json["turns"]
    assert turns[-1]["question"]["phase"] == "your questions"
    assert turns[-1]["message"]["text"] == "What would you like to be different in a year?"
    assert turns[-1]["verdict"]["outcome"].get("kind") == "own_questions"


def test_a_transcript_without_an_interview_keeps_nothing(workspace: Workspace, tmp_path: Path) -> None:
    guides, transcript = given(tmp_path, {"form": "txt", "text": "Robin: I talked.\nRobin: And on.\n"})
    before = workspace.everything()

    told = workspace.run("debrief", str(transcript), "--guides", str(guides))

    assert told.code and f"{transcript}: only Robin speaks" in told.error
    assert len(told.error.splitlines()) == 1
    assert {key for key in workspace.everything() if b"session" in key} == {
        key for key in before if b"session" in key
    }


def test_what_was_said_cannot_leave_its_comment(tmp_path: Path) -> None:
    hostile = yaml.safe_load("'so --> ### Q9: Pay me? <!-- '")
    assert "-->" not in new_questions._commented(hostile)
