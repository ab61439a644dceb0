"""A session that was held with --no-mask says so wherever it is read again."""

from __future__ import annotations

from pathlib import Path

from app.session.interviewing import Interview
from domain.interview import Session, SessionStatus
from domain.rescoring import Rescoring
from graphs.state import InterviewContext
from memory.records import decode
from tests.support.interviews import Clock, says
from tests.support.past import WEAK, Place, Workspace

GUIDE = """# Platform notes

### Q1: How did you make the nightly job faster?

**Answer:** I replaced the nightly batch with a stream of parcel events. The run went from four hours to
forty minutes.

### Q2: How do you handle schema changes?

**Answer:** Every topic has a schema in a registry. Only backward compatible changes pass the build.
"""
TOLD = "was not masked"


def begun(workspace: Workspace, folder: Path, *options: str, lines: str = f"{WEAK}\n") -> str:
    """A session over a guide in `folder`, left open; its id."""
    guide = folder / "platform.md"
    guide.write_text(GUIDE, encoding="utf-8")
    assert workspace.run("start", "--guides", str(guide), "--seed", "1", *options, given=lines).code == 0
    name: str = workspace.run("sessions", "--json").json[0]["id"]
    return name


def unmasked(workspace: Workspace, name: str) -> bool:
    found: bool = workspace.run("export", name).json["session"]["unmasked"]
    return found


def test_a_session_with_no_mask_says_so_in_every_form(workspace: Workspace, tmp_path: Path) -> None:
    name = begun(workspace, tmp_path, "--no-mask")

    assert TOLD in workspace.run("replay", name).out
    assert TOLD in workspace.run("replay", name, "--markdown").out
    assert workspace.run("replay", name, "--json").json["session"]["unmasked"] is True
    assert unmasked(workspace, name)
    for form in ("markdown", "html"):
        assert TOLD in workspace.run("export", name, "--format", form, "--out", "-").out


def test_a_masked_session_does_not(workspace: Workspace, tmp_path: Path) -> None:
    name = begun(workspace, tmp_path)

    assert TOLD not in workspace.run("replay", name).out
    assert TOLD not in workspace.run("export", name, "--format", "html", "--out", "-").out
    assert not unmasked(workspace, name)


async def test_going_on_with_no_mask_is_kept_at_once_and_through_what_follows(place: Place) -> None:
    await place.hold("s1", [WEAK])
    context = InterviewContext(place.knowledge, place.store, Clock(), unmasked=True)

    await Interview(place.graph, context, "s1").go_on()
    assert (await place.store.session("s1")).unmasked
    step = await Interview(place.graph, context, "s1").answer(2, says(WEAK))
    step = await place.say("s1", step, [WEAK, "/stop"])

    session = await place.store.session("s1")
    assert (session.status, session.unmasked) == (SessionStatus.FINISHED, True)


def test_a_fork_keeps_what_its_original_says(workspace: Workspace, tmp_path: Path) -> None:
    name = begun(workspace, tmp_path, "--no-mask")

    workspace.run("fork", name, "--turn", "1", given="/stop\n")

    (forked,) = (each for each in workspace.run("sessions", "--json").json if each["forked_from"] == name)
    assert forked["unmasked"] is True


def test_a_rescoring_with_no_mask_says_so_and_the_session_stays_as_it_was(
    workspace: Workspace, tmp_path: Path
) -> None:
    name = begun(workspace, tmp_path, lines=f"{WEAK}\n/stop\n")

    told = workspace.run("rescore", name, "--no-mask")
    workspace.run("rescore", name)

    kept = workspace.run("export", name).json
    assert TOLD in told.out
    assert [rescoring["unmasked"] for rescoring in kept["rescorings"]] == [True, False]
    assert kept["session"]["unmasked"] is False
    for form in ("markdown", "html"):
        assert workspace.run("export", name, "--format", form, "--out", "-").out.count(TOLD) == 1


def test_what_was_stored_before_there_was_a_mark_still_loads() -> None:
    session = b"""{"schema": 1, "value": {"id": "k3f9", "guides": ["guide.md"],
        "minutes": 30, "seed": 7, "mode": "study",
        "started_at": "2026-05-04T09:00:00Z", "updated_at": "2026-05-04T09:00:00Z"}}"""
    rescoring = b"""{"schema": 1, "value": {"at": "2026-05-04T09:00:00Z", "judged": [], "score": null,
        "provenance": {"agent": "evaluator"}}}"""

    assert decode(session, Session, "a session").unmasked is False
    assert decode(rescoring, Rescoring, "a rescoring").unmasked is False
