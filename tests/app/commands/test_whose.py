"""Two people's guides in one folder: what is about one person takes one person's, and a line says whose."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from domain.days import HERE, day_of
from domain.interview import SessionStatus
from memory.keys import Keys
from memory.sessions import RedisSessionStore
from tests.support.interviews import a_session
from tests.support.past import Workspace

GUIDE = """# Prep

## Pitch (20 seconds)

"{who} I have {years} years of experience in building automation, and I would like to work with you."

## Facts

- 22 services
- 14 sites
- 300 boards
- 7 colleagues

## Questions

### Q1: How do you isolate a circuit in {town}?

I switch it off, lock it, and prove it dead.
{more}"""


@pytest.fixture
def folder(tmp_path: Path) -> str:
    both = tmp_path / "guides"
    both.mkdir()
    ana = GUIDE.format(
        who="I'm Ana Ruiz, an electrician.", years=6, town="Leeds", more="\n### Why us?\nThe work.\n"
    )
    bo = GUIDE.format(who="My name is Bo Lind.", years=9, town="Lund", more="")
    (both / "ana.md").write_text(ana, encoding="utf-8")
    (both / "bo.md").write_text(bo, encoding="utf-8")
    return str(both)


COMMANDS: dict[str, Sequence[str]] = {
    "drill": ("drill", "-n", "5"),
    "progress": ("progress",),
    "progress as JSON": ("progress", "--json"),
    "one-pager": ("one-pager",),
    "questions": ("questions",),
    "check": ("check",),
    "practise": ("practise", "isolate a circuit"),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_one_persons_guides_are_taken_and_a_line_says_whose(
    workspace: Workspace, folder: str, name: str
) -> None:
    ran = workspace.run(*COMMANDS[name], "--guides", folder)

    assert ran.code == 0, ran.error
    told = " ".join((ran.out + ran.error).split())
    assert "These guides look like those of 2 people: Ana Ruiz (ana.md) and Bo Lind (bo.md)" in told
    assert "I take Ana Ruiz's; --person 'Bo Lind' for Bo Lind's" in told
    assert "Lund" not in told


@pytest.mark.parametrize("name", COMMANDS)
def test_the_person_that_is_named_is_taken_without_a_word(
    workspace: Workspace, folder: str, name: str
) -> None:
    ran = workspace.run(*COMMANDS[name], "--guides", folder, "--person", "lind")

    assert ran.code == 0, ran.error
    assert "look like those of" not in ran.out + ran.error
    assert "Leeds" not in ran.out


def test_json_stays_json_beside_the_line(workspace: Workspace, folder: str) -> None:
    ran = workspace.run("progress", "--json", "--guides", folder)

    assert {guide["name"] for guide in json.loads(ran.out)["guides"]} == {"ana.md"}


def test_nobody_of_that_name_is_told_with_who_there_is(workspace: Workspace, folder: str) -> None:
    ran = workspace.run("one-pager", "--guides", folder, "--person", "Zoe")

    assert ran.code != 0
    assert (
        "--person 'Zoe' is nobody whose guides are here. There are those of Ana Ruiz and Bo Lind."
        in ran.error
    )


def test_one_persons_years_are_not_held_against_anothers(workspace: Workspace, folder: str) -> None:
    assert json.loads(workspace.run("check", "--json", "--guides", folder).out) == []


def test_a_deck_holds_one_persons_cards(workspace: Workspace, folder: str, tmp_path: Path) -> None:
    pytest.importorskip("genanki")

    ran = workspace.run("anki", "--guides", folder, "--out", str(tmp_path / "deck.apkg"))

    assert ran.code == 0, ran.error
    assert "I take Ana Ruiz's" in " ".join(ran.out.split())


def test_talking_points_show_everybodys_unless_somebody_is_named(workspace: Workspace, folder: str) -> None:
    every = workspace.run("talking-points", folder, "--json")
    bos = workspace.run("talking-points", folder, "--json", "--person", "Bo Lind")

    assert {point["guide"] for point in json.loads(every.out)} == {"ana.md", "bo.md"}
    assert "An interview takes Ana Ruiz's" in " ".join(every.error.split())
    assert {point["guide"] for point in json.loads(bos.out)} == {"bo.md"}


def test_what_is_looked_up_is_everybodys_unless_somebody_is_named(workspace: Workspace, folder: str) -> None:
    every = workspace.run("ask", "isolate a circuit", "--guides", folder)
    bos = workspace.run("ask", "isolate a circuit", "--guides", folder, "--person", "lind")
    index = workspace.run("index", "--guides", folder, "--person", "lind")

    assert "ana.md" in every.out and "bo.md" in every.out
    assert bos.code == 0 and "bo.md" in bos.out and "ana.md" not in bos.out
    assert index.code == 0 and "1 read" in " ".join(index.out.split())
    assert "is nobody" in workspace.run("ask", "x", "--guides", folder, "--person", "Zoe").error


def test_what_was_not_understood_is_json_too(workspace: Workspace, tmp_path: Path) -> None:
    text = (
        "# Prep\n\n## Questions\n\n### Why us?\nThe work.\n\n## Notes\n\n" + "أعمل ممرضة منذ ست سنوات\n" * 4
    )
    (tmp_path / "g.md").write_text(text, encoding="utf-8")

    ran = workspace.run("talking-points", "--unparsed", "--json", str(tmp_path / "g.md"))

    (guide,) = json.loads(ran.out)
    assert (guide["guide"], guide["languages"], guide["unparsed"][0]["line"]) == ("g.md", {"Arabic": 4}, 10)
    assert "4 lines are in Arabic, which the interviewer does not ask in" in " ".join(ran.error.split())


QUIETLY = ("progress", "talking-points", "ask", "match")
"""Commands whose answer does not show by itself whose guides it is about."""


@pytest.mark.parametrize("name", QUIETLY)
def test_guides_that_nobody_named_are_named(
    workspace: Workspace, folder: str, tmp_path: Path, name: str
) -> None:
    (tmp_path / "job.txt").write_text("# Electrician\n\nYou need:\n- Six years\n", encoding="utf-8")
    more = {"ask": ("circuit",), "match": ("--job", str(tmp_path / "job.txt"))}.get(name, ())

    workspace.run("drill", "-n", "1", "--guides", folder, given="I switch it off.\n")
    after = workspace.run(name, *more)
    named = workspace.run(name, *more, "--guides", folder)

    assert f"Over {folder}/ana.md, which you used last; --guides takes others." in unbroken(after.error)
    assert "Over " not in named.error


def test_the_samples_are_named_where_nothing_was_used_yet(workspace: Workspace) -> None:
    assert "Over the sample guides; --guides takes yours." in unbroken(workspace.run("progress").error)


def unbroken(text: str) -> str:
    """`text` without the line breaks that a long path got."""
    return " ".join(text.split())


def test_a_plan_keeps_the_guides_it_was_made_over(workspace: Workspace, folder: str, tmp_path: Path) -> None:
    day = day_of(datetime.now(UTC), HERE) + timedelta(days=4)
    workspace.run("drill", "-n", "1", "--guides", folder, given="I switch it off.\n")
    workspace.run("plan", "--date", str(day))
    other = tmp_path / "other.md"
    other.write_text("# Notes\n\n### When do you call the fire brigade?\nAt once.\n", encoding="utf-8")
    workspace.run("drill", "-n", "1", "--guides", str(other), given="The work.\n")

    again = workspace.run("plan")

    assert f"Over {folder}/ana.md, as your plan is" in unbroken(again.error)
    assert "fire brigade" not in again.out


def test_what_was_left_open_of_a_drill_is_named_where_an_interview_is_looked_for(
    workspace: Workspace, folder: str
) -> None:
    nothing = workspace.run("resume")
    session = a_session().model_copy(update={"drill": "questions", "status": SessionStatus.OPEN})

    async def leaves(_: object) -> None:
        client = workspace.handle.new_client()
        await RedisSessionStore(client, keys=Keys().drills).save(session)
        await client.aclose()

    workspace.does(leaves)

    drill = workspace.run("resume")

    assert "`interview start` begins one" in nothing.error
    assert "`interview drill --resume` goes on with it" in drill.error


def test_what_was_understood_is_counted_in_words_and_what_was_not_says_so(
    workspace: Workspace, folder: str
) -> None:
    shown = workspace.run("talking-points", "--guides", f"{folder}/ana.md")
    left = workspace.run("talking-points", "--unparsed", "--guides", f"{folder}/ana.md")

    assert "2 questions with answers" in shown.out and "question_answer" not in shown.out
    assert "no line of" in left.out or "in no talking point" in left.out
