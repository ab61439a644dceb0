"""`interview match --job` and `start --job`: shown, told as JSON, asked about, refused in a line."""

from __future__ import annotations

from pathlib import Path

from tests.support.past import Told, Workspace

GUIDE = """# Prep

### Q1: Tell me about yourself.

I have planned berths for six years, in three ports, and Navis is the terminal system I know best.

### Q2: How do you plan in a storm?

I keep two berths free when a storm is forecast and call the pilots before they call me.
"""
POSTING = """# Harbour planner

## Requirements

- Experience with Navis
- Nine years of experience in port operations
- Experience with Kalmar cranes
"""


def words(told: Told) -> str:
    return " ".join(told.out.split())


def files(folder: Path, posting: str = POSTING) -> tuple[str, str]:
    guide, job = folder / "prep.md", folder / "job.md"
    guide.write_text(GUIDE, encoding="utf-8")
    job.write_text(posting, encoding="utf-8")
    return str(guide), str(job)


def test_a_posting_is_shown_beside_the_guides_and_told_as_json(workspace: Workspace, tmp_path: Path) -> None:
    guide, job = files(tmp_path)

    shown = words(workspace.run("match", "--guides", guide, "--job", job))
    assert "3 things: 1 covered, 1 missing, 1 contradicted" in shown
    assert "9 years asked, your guides tell 6" in shown and "nowhere: Kalmar" in shown
    told = workspace.run("match", "--guides", guide, "--job", job, "--json").json
    assert [each["coverage"] for each in told["matched"]] == ["covered", "contradicted", "missing"]
    assert [each["source"]["first_line"] for each in told["posting"]["asked"]] == [5, 6, 7]


def test_what_the_guides_lack_is_asked_and_honestly_not_scored(workspace: Workspace, tmp_path: Path) -> None:
    guide, job = files(tmp_path)
    answers = "I have not worked with them.\n/skip\n" * 12

    held = workspace.run(
        *("start", "--guides", guide, "--job", job, "--minutes", "30", "--seed", "1"), given=answers
    )
    assert held.code == 0
    assert "Kalmar cranes" in words(held) and "nothing to hold yours against" in words(held)
    asked = [turn["question"] for turn in workspace.run("replay", "--json").json["turns"]]
    assert any(each["sources"][0]["guide"] == "job.md" for each in asked)
    assert all(each["from_posting"] is (each["sources"][0]["guide"] == "job.md") for each in asked)


def test_what_a_posting_asks_and_was_skipped_is_not_looked_for_in_the_guides(
    workspace: Workspace, tmp_path: Path
) -> None:
    guide, job = files(tmp_path)

    held = workspace.run(
        *("start", "--guides", guide, "--job", job, "--minutes", "30", "--seed", "1"), given="/skip\n" * 12
    )
    assert "The posting asks for it at job.md:" in words(held)
    assert "Your guide has it at prep.md:" in words(held) and "Your guide has it at job.md" not in words(held)


def test_a_posting_that_says_nothing_is_refused_in_a_line(workspace: Workspace, tmp_path: Path) -> None:
    guide, job = files(tmp_path, "Good morning.\n")

    for command in ("match", "start"):
        refused = workspace.run(command, "--guides", guide, "--job", job)
        assert refused.code == 3 and f"{job}: no requirement was found" in refused.error
    gone = workspace.run("match", "--guides", guide, "--job", str(tmp_path / "gone.md"))
    assert gone.code != 0 and str(tmp_path / "gone.md") in gone.error


def test_what_stands_in_no_answer_is_not_nowhere(workspace: Workspace, tmp_path: Path) -> None:
    guide, job = files(tmp_path)
    Path(guide).write_text(
        f"{GUIDE}\n## About me\n\nA summer with Kalmar cranes in Antwerp.\n", encoding="utf-8"
    )

    told = workspace.run("match", "--guides", guide, "--job", job, "--json").json
    (cranes,) = [each for each in told["matched"] if "Kalmar" in each["asked"]["text"]]

    assert cranes["coverage"] == "thin" and cranes["lacks"] == []
    assert [each["source"]["first_line"] for each in cranes["shown"]][-1] == 13


def test_what_looks_into_guides_takes_those_used_last(workspace: Workspace, tmp_path: Path) -> None:
    guide, job = files(tmp_path)
    assert workspace.run("questions", "--json").json[0]["source"]["guide"] == "platform.md"
    workspace.run("start", "--guides", guide, "--minutes", "5", given="/stop\n")

    told = workspace.run("match", "--job", job, "--json").json
    assert [each["coverage"] for each in told["matched"]] == ["covered", "contradicted", "missing"]
    assert {each["source"]["guide"] for each in workspace.run("questions", "--json").json} == {"prep.md"}
    assert {each["guide"] for each in workspace.run("talking-points", "--json").json} == {"prep.md"}
    assert all(
        each["passage"]["source"]["guide"] == "prep.md"
        for each in workspace.run("ask", "berths", "--json").json
    )
    assert workspace.run("check", "--json").json == []
    assert workspace.run("code").code != 0


def test_guides_of_which_nothing_is_understood_are_not_told_free_of_contradictions(
    workspace: Workspace, tmp_path: Path
) -> None:
    (tmp_path / "signs.md").write_text("# ???\n!!! --- ===\n| ~ | ^ |\n", encoding="utf-8")

    told = workspace.run("check", "--guides", str(tmp_path))

    assert told.code != 0 and "No usable guide" in told.error
