"""Tasks, held by an assistant: code, a review, a design."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.session import sitting
from memory.connection import RedisHandle
from tests.assistants.desk import desk_over
from tests.support.built import with_interpreter
from tests.support.tasks import DESIGN_TEXT, OTHERWISE, REVIEW_TEXT, TEXT, WRONG


@pytest.mark.sweep
async def test_code_is_tried_and_handed_in_and_kept_once(
    home: tuple[Path, RedisHandle], tmp_path: Path
) -> None:
    with_interpreter(home[0] / "sandbox")
    (tmp_path / "tasks.md").write_text(f"# Tasks\n\n## Coding challenges\n\n### Two numbers\n\n{TEXT}")
    async with desk_over(home[0], tmp_path) as desk:
        standing = await desk.call("start_interview", minutes=20, round="coding")
        name, turn = standing["session"], standing["question"]["turn"]
        assert standing["question"]["hand_in"] == "code"

        tried = await desk.call("try_work", session=name, turn=turn, text=WRONG)
        assert tried["question"]["turn"] == turn and tried["written"] == WRONG
        assert any(line.startswith("✗") for line in tried["tried"])
        asked = await desk.answers(tried, "May the list be empty?")
        turn = asked["question"]["turn"]
        once = await desk.call("hand_in", session=name, turn=turn, text=OTHERWISE)
        again = await desk.call("hand_in", session=name, turn=turn, text=OTHERWISE)
        other = await desk.fails("hand_in", session=name, turn=turn, text=WRONG)
        while once["status"] == "open":
            once = await desk.answers(once, "It is linear in neither.")

    assert again["session"] == name and "was answered before" in other
    (feedback,) = once["feedback"] or again["feedback"]
    assert feedback["work"] and any("✓" in line for line in feedback["work"])


_FOUND = "line 2 [critical]: the password is printed"
_ALSO = "line 1 [minor]: the default list is shared by all calls"
_BETTER = (
    "def log_in(name, password, seen=None):\n    seen = [] if seen is None else seen\n    seen.append(name)\n"
)


async def test_a_review_is_collected_handed_in_and_bettered(
    home: tuple[Path, RedisHandle], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As without the extra `code`: to make a sandbox takes longer than all the rest.
    monkeypatch.setattr(sitting, "open_sandbox", lambda home: None)
    (tmp_path / "tasks.md").write_text(f"# Tasks\n\n## Code review\n\n### A log-in\n\n{REVIEW_TEXT}")
    async with desk_over(home[0], tmp_path) as desk:
        standing = await desk.call("start_interview", minutes=20, round="review")
        waits = {"session": standing["session"], "turn": standing["question"]["turn"]}
        assert standing["question"]["hand_in"] == "review" and not standing["question"]["better"]
        lines = standing["question"]["shown"].splitlines()
        assert lines[1] == "2 │     print(name, password)" and "leaks" not in str(standing)

        await desk.answers(standing, _FOUND)
        # Sent again after a time-out it is no second finding.
        noted = await desk.answers(standing, _FOUND)
        assert noted["written"] == f"{_FOUND}\n" and noted["question"] == standing["question"]
        assert (await desk.answers(noted, _ALSO))["written"].splitlines() == [_FOUND, _ALSO]
        once = await desk.call("hand_in", **waits)
        assert (await desk.call("hand_in", **waits, text=f"{_FOUND}\n{_ALSO}"))["session"] == once["session"]
        assert "was answered before" in await desk.fails("hand_in", **waits, text="Nothing is wrong.")
        while not once["question"]["better"]:
            once = await desk.answers(once, "The password must not be printed.")
        waits["turn"] = once["question"]["turn"]
        assert "send it as `better`" in await desk.fails("hand_in", **waits, text=_BETTER)
        tried = await desk.call("try_work", **waits, better=_BETTER)
        assert tried["better"].strip() == _BETTER.strip() and tried["question"] == once["question"]
        done = await desk.call("hand_in", **waits)
        while done["status"] == "open":
            done = await desk.answers(done, "It keeps nothing between two calls.")
        turns = (await desk.call("replay_session", session=standing["session"]))["turns"]

    (feedback,) = done["feedback"]
    assert any(row.startswith("What you found") and "✓" in row for row in feedback["work"])
    assert any(row.startswith("Your better version") for row in feedback["work"])
    assert _FOUND in str(turns) and "seen=None" in str(turns)


async def test_a_design_goes_through_its_stages_and_is_handed_in(
    home: tuple[Path, RedisHandle], tmp_path: Path
) -> None:
    (tmp_path / "tasks.md").write_text(f"# Tasks\n\n## System design\n\n### Thumbnails\n\n{DESIGN_TEXT}")
    async with desk_over(home[0], tmp_path) as desk:
        standing = await desk.call("start_interview", minutes=40, round="design")
        question = standing["question"]
        assert question["hand_in"] == "design" and question["stage"] == "requirements"
        assert [each["seconds"] for each in question["stages"]] == [180, 300, 360, 240]
        asked = await desk.answers(standing, "How many photos a day?")
        assert "Two million" in asked["question"]["say"] and not asked["written"]

        waits = {"session": asked["session"], "turn": asked["question"]["turn"]}
        for _ in range(2):
            # The second is the first, sent again.
            drawn = await desk.call("next_stage", **waits, stage="requirements")
            assert drawn["question"]["stage"] == "high_level" and any(
                "Mermaid" in x for x in drawn["notices"]
            )
        design = "[Client] -> [Upload API] -> [Queue] -> [Workers]\nWorkers read from the queue."
        tried = await desk.call("try_work", **waits, text=design)
        assert (
            any("Upload API → Queue" in row for row in tried["tried"]) and tried["written"].strip() == design
        )
        assert "`better` is for a review" in await desk.fails("try_work", **waits, better="x = 1")
        await desk.call("next_stage", **waits, stage="high_level")
        assert "is handed in" in await desk.fails("next_stage", **waits, stage="detail")
        done = await desk.call("hand_in", **waits)
        assert done["question"]["kind"] == "follow_up" and done["question"]["stage"] == "scaling"
        assert done["notices"] == ["Scaling, 4 min"]
        while done["status"] == "open":
            done = await desk.answers(done, "The queue takes the peaks, and workers are added.")

    (feedback,) = done["feedback"]
    assert any(row.startswith("Components") and "✓" in row for row in feedback["work"])
