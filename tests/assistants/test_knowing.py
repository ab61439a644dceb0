"""What an assistant can look up: guides, contradictions, progress, sessions, and as resources."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from mcp import MCPError

from memory.connection import RedisHandle
from tests.assistants.desk import SAID, Desk, desk_over


async def test_a_search_finds_what_stands_in_the_guide_and_nothing_where_nothing_does(desk: Desk) -> None:
    found = await desk.call("search_guides", query="schema registry for topics", most=1)
    (passage,) = found["passages"]
    assert "registry" in passage["text"] and passage["place"].startswith("notes.md:")
    assert 0 < passage["fits"] <= 1

    facts = await desk.call("search_guides", query="parcels", kinds=["fact"])
    assert {each["kind"] for each in facts["passages"]} == {"fact"}
    assert (await desk.call("search_guides", query="Byzantine mosaics in Ravenna"))["passages"] == []
    assert "There is no guide 'other.md'" in await desk.fails("search_guides", query="x", guides=["other.md"])
    assert "is no kind of talking point" in await desk.fails("search_guides", query="x", kinds=["poem"])


async def test_contradictions_are_told_with_both_places(
    home: tuple[Path, RedisHandle], tmp_path: Path
) -> None:
    (tmp_path / "notes.md").write_text(
        "# Notes\n\n### Pitch\n\nI have worked as a data engineer for six years.\n\n"
        "### Q: How long have you been a data engineer?\n\n**Answer:** I have nine years of experience as a "
        "data engineer.\n",
        encoding="utf-8",
    )
    async with desk_over(home[0], tmp_path) as desk:
        (one,) = (await desk.call("check_guides"))["found"]
    assert "six" in one["first"]["quote"] and "nine" in one["second"]["quote"]
    assert one["question"]


async def test_progress_counts_what_was_practised(desk: Desk) -> None:
    before = await desk.call("show_progress")
    standing = await desk.call("start_interview", minutes=20, seed=2)
    while standing["status"] == "open":
        standing = await desk.answers(standing, SAID)
    after = await desk.call("show_progress")

    assert sum(each["never"] for each in before["kinds"]) > sum(each["never"] for each in after["kinds"])
    assert [each["session_id"] for each in after["trend"]] == [standing["session"]]


async def test_sessions_are_listed_replayed_and_read(desk: Desk) -> None:
    first = await desk.call("start_interview", minutes=20, seed=2)
    await desk.answers(first, SAID)
    second = await desk.call("start_drill", kind="facts")
    name = first["session"]

    listed = await desk.call("list_sessions", most=1)
    assert [each["session"] for each in listed["sessions"]] == [second["session"]] and listed["more"] == 1
    assert (await desk.call("list_sessions", status="finished"))["sessions"] == []
    replayed = await desk.call("replay_session", session=name, last=1)
    assert [(each["turn"], each["said"]) for each in replayed["turns"]] == [(1, SAID)]
    assert "has no turn 7" in await desk.fails("replay_session", session=name, first=7)
    assert "is still open" in await desk.fails("show_report", session=name)

    read = json.loads(await desk.read("interview://sessions"))
    assert {each["session"] for each in read["sessions"]} == {name, second["session"]}
    assert SAID in await desk.read(f"interview://sessions/{name}")
    assert second["question"]["say"] in await desk.read(f"interview://sessions/{second['session']}")


async def test_guides_and_their_talking_points_are_read(desk: Desk) -> None:
    (guide,) = json.loads(await desk.read("interview://guides"))
    assert guide["name"] == "notes.md" and guide["talking_points"]["question_answer"] == 2
    points = json.loads(await desk.read("interview://guides/notes.md"))
    assert SAID in [point["text"] for point in points]
    assert all(point["place"].startswith("notes.md:") for point in points)


@pytest.mark.parametrize(
    ("uri", "told"),
    [
        ("interview://sessions/nope", "No session 'nope'"),
        ("interview://guides/nope.md", "none of them is called 'nope.md'"),
        ("interview://guides/..%2F..%2Fetc%2Fpasswd", "etc"),
    ],
)
async def test_what_is_not_there_is_told_in_a_line(desk: Desk, uri: str, told: str) -> None:
    with pytest.raises(MCPError, match=r".*") as error:
        await desk.read(uri)
    assert told in str(error.value) and "\n" not in str(error.value)


async def test_a_real_interview_that_is_open_shows_no_feedback_when_it_is_read(desk: Desk) -> None:
    standing = await desk.call("start_interview", minutes=20, seed=2, mode="real")
    standing = await desk.answers(standing, "I do not know.")
    standing = await desk.call(
        "skip_question", session=standing["session"], turn=standing["question"]["turn"]
    )
    text = await desk.read(f"interview://sessions/{standing['session']}")
    assert "I do not know." in text and "Weak" not in text and "registry" not in text


async def test_every_tool_tells_what_it_takes_and_gives_and_whether_it_changes_anything(desk: Desk) -> None:
    tools = {tool.name: tool for tool in (await desk.client.list_tools()).tools}
    assert {"start_interview", "answer", "start_drill", "search_guides", "check_guides"} <= tools.keys()
    for tool in tools.values():
        assert tool.description and tool.output_schema and tool.annotations is not None
        assert all("description" in given for given in tool.input_schema.get("properties", {}).values())
    looks = {name for name, tool in tools.items() if tool.annotations and tool.annotations.read_only_hint}
    assert looks == {
        "search_guides",
        "check_guides",
        "show_progress",
        "show_report",
        "list_sessions",
        "replay_session",
    }


async def test_a_candidate_can_begin_from_a_menu(desk: Desk) -> None:
    prompts = {prompt.name for prompt in (await desk.client.list_prompts()).prompts}
    assert prompts == {"interview_me", "drill_me"}
    made = await desk.client.get_prompt("interview_me", {"minutes": "20"})
    assert "20 minutes, study mode" in made.model_dump_json()
