"""A task to code, held by an assistant."""

from __future__ import annotations

from pathlib import Path

import pytest

from memory.connection import RedisHandle
from tests.assistants.desk import desk_over
from tests.support.built import with_interpreter
from tests.support.tasks import OTHERWISE, TEXT, WRONG


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

        tried = await desk.call("try_code", session=name, turn=turn, code=WRONG)
        assert tried["question"]["turn"] == turn and tried["code_lines"] == len(WRONG.splitlines())
        assert any(line.startswith("✗") for line in tried["tried"])
        asked = await desk.answers(tried, "May the list be empty?")
        turn = asked["question"]["turn"]
        once = await desk.call("hand_in_code", session=name, turn=turn, code=OTHERWISE)
        again = await desk.call("hand_in_code", session=name, turn=turn, code=OTHERWISE)
        other = await desk.fails("hand_in_code", session=name, turn=turn, code=WRONG)
        while once["status"] == "open":
            once = await desk.answers(once, "It is linear in neither.")

    assert again["session"] == name and "was answered before" in other
    (feedback,) = once["feedback"] or again["feedback"]
    assert feedback["work"] and any("✓" in line for line in feedback["work"])
