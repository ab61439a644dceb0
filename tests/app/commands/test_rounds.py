"""`interview start --round --tone`: kept, shown, and told where the guides have nothing for it."""

from __future__ import annotations

from pathlib import Path

from tests.support.past import Told, Workspace

GUIDE = """# Prep

### Q1: How do you find out that data is late?

Each partition carries a watermark, and an alert fires when it is ten minutes behind its source.

### Q2: How do you handle schema changes?

Every topic has a schema in a registry, and only backward compatible changes pass the build.
"""
SALARY = """
### Q3: What are your salary expectations?

I looked at what the market pays for this role, and would rather talk about the whole package.
"""


def words(told: Told) -> str:
    return " ".join(told.out.split())


def written(folder: Path, text: str) -> str:
    guide = folder / "prep.md"
    guide.write_text(text, encoding="utf-8")
    return str(guide)


def test_round_and_tone_are_kept_and_shown_wherever_the_session_is(
    workspace: Workspace, tmp_path: Path
) -> None:
    guide = written(tmp_path, GUIDE + SALARY)
    begun = workspace.run(
        "start",
        "--guides",
        guide,
        "--round",
        "recruiter",
        "--tone",
        "brisk",
        said="I looked at the market.\n",
    )

    assert begun.code == 0
    assert "Recruiter" in begun.out and "round: recruiter · tone: brisk" in words(begun)
    assert "What are your salary expectations?" in words(begun) and "schema" not in begun.out
    assert "nothing on why this job, or why you leave and stories" in words(begun)
    listed = workspace.run("sessions", "--json").json
    assert (listed[0]["round"], listed[0]["tone"]) == ("recruiter", "brisk")
    assert "recruiter, brisk" in words(workspace.run("sessions"))
    for command in (("replay",), ("report",), ("export", "--format", "markdown"), ("replay", "--markdown")):
        assert "round: recruiter · tone: brisk" in words(workspace.run(*command)), command
    assert "Recruiter" in workspace.run("replay").out
    workspace.run("fork", listed[0]["id"], "--turn", "1")
    assert "round: recruiter · tone: brisk, going on at question" in words(
        workspace.run("resume", given="/stop\n")
    )


def test_a_round_for_which_the_guides_have_nothing_does_not_begin(
    workspace: Workspace, tmp_path: Path
) -> None:
    refused = workspace.run(
        "start", "--guides", written(tmp_path, GUIDE), "--round", "bar-raiser", given="Something.\n"
    )

    assert refused.code == 3
    assert "nothing for the round bar-raiser" in " ".join(refused.error.split())
    assert workspace.run("sessions", "--json").json == []
