"""An assistant holds an interview, in the words of ours and of the candidate's alone."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from app.bootstrap.memory import locked
from app.session import going_on
from app.session.bench import MOST
from assistants.candidate import Once
from memory.connection import RedisHandle
from tests.assistants.desk import SAID, Desk, desk_over
from tests.support.redis_servers import local_server


async def begun(desk: Desk, **given: object) -> dict[str, object]:
    standing = await desk.call("start_interview", minutes=20, seed=2, **given)
    assert isinstance(standing, dict)
    return standing


async def at_the_job(desk: Desk) -> dict[str, object]:
    """An interview that asks about the nightly job first."""
    standing = await begun(desk)
    assert "nightly job" in str(standing["question"])
    return standing


async def test_a_whole_interview_ends_with_a_report_that_rests_on_what_was_said(desk: Desk) -> None:
    standing = await begun(desk)
    asked, judged = [], []
    while standing["status"] == "open":
        question = standing["question"]
        asked.append(question["say"])  # type: ignore[index]
        # Nothing of the answer is told before it was given.
        assert "idempotent" not in json.dumps(question) and "registry" not in json.dumps(question)
        standing = await desk.answers(standing, SAID)
        judged += standing["feedback"]

    assert len(asked) >= 2 and standing["question"] is None
    about = next(each for each in judged if "nightly job" in each["question"])
    assert about["score"] > 0.6 and about["low"] <= about["score"] <= about["high"]
    assert all(point["quote"] in SAID for point in about["key_points"])
    assert any(point["heard"] == "covered" and point["quote"] for point in about["key_points"])
    assert all(point["place"].startswith("notes.md:") for point in about["key_points"])
    report = await desk.call("show_report", session=standing["session"])
    assert report["report"] == standing["report"] and report["report"]["overall"] is not None
    assert [each["question"] for each in report["feedback"]] == [each["question"] for each in judged]


async def test_an_answer_that_is_sent_twice_is_kept_once(desk: Desk) -> None:
    first = await at_the_job(desk)
    turn, session = first["question"]["turn"], first["session"]  # type: ignore[index]

    once = await desk.answers(first, SAID)
    again = await desk.answers(first, SAID)
    other = await desk.fails("answer", session=session, turn=turn, text="Something else.")

    assert again["question"] == once["question"] and again["feedback"] == once["feedback"]
    assert "was answered before" in other
    said = (await desk.call("replay_session", session=session))["turns"]
    assert [each["said"] for each in said].count(SAID) == 1 and "Something else." not in str(said)


async def test_an_answer_to_a_turn_that_does_not_wait_is_kept_nowhere(desk: Desk) -> None:
    standing = await begun(desk)

    told = await desk.fails("answer", session=standing["session"], turn=9, text=SAID)

    assert told.startswith("Turn 9 is not what waits") and str(standing["question"]["say"]) in told  # type: ignore[index]
    assert await desk.memory.store.kept_message(str(standing["session"]), 9) is None
    assert (await desk.call("resume_interview"))["question"] == standing["question"]


@pytest.mark.parametrize("words", ["/stop", "null", "12", '["a", "b"]'])
async def test_what_looks_like_a_command_or_like_json_is_what_the_candidate_said(
    desk: Desk, words: str
) -> None:
    standing = await begun(desk)

    after = await desk.answers(standing, words)

    assert after["status"] == "open"
    kept = await desk.memory.store.kept_message(str(standing["session"]), 1)
    assert kept is not None and kept.text == words and kept.kind.value == "answer"


async def test_what_may_be_a_request_is_asked_back_and_kept_only_then(desk: Desk) -> None:
    standing = await begun(desk)

    asked = await desk.answers(standing, "Can we stop here?")
    assert asked["asked_back"] and asked["status"] == "open"
    assert asked["question"] == standing["question"]
    assert await desk.memory.store.kept_message(str(standing["session"]), 1) is None

    answered = await desk.answers(standing, "Can we stop here?", as_answer=True)
    assert answered["status"] == "open" and answered["question"]["turn"] == 2
    ended = await desk.call("stop_interview", session=standing["session"], turn=2)
    assert ended["status"] == "finished" and ended["report"]["facts"]


async def test_a_hint_is_a_turn_and_the_question_still_waits(desk: Desk) -> None:
    standing = await at_the_job(desk)
    turn = standing["question"]["turn"]  # type: ignore[index]

    after = await desk.call("ask_again", session=standing["session"], turn=turn, how="hint")

    assert after["question"]["kind"] == "reply" and after["question"]["turn"] == turn + 1
    assert after["question"]["question"] == standing["question"]["question"]  # type: ignore[index]


async def test_a_real_interview_keeps_all_feedback_until_the_end(desk: Desk) -> None:
    standing = await begun(desk, mode="real")
    while standing["status"] == "open":
        assert standing["feedback"] == []
        replayed = await desk.call("replay_session", session=standing["session"])
        assert not any(turn["outcome"] for turn in replayed["turns"])
        standing = await desk.answers(standing, SAID)

    assert len(standing["feedback"]) >= 2 and standing["report"]  # type: ignore[arg-type]


async def test_what_was_said_after_the_end_is_told_to_be_kept_nowhere(desk: Desk) -> None:
    standing = await begun(desk)
    name = standing["session"]
    await desk.call("stop_interview", session=name, turn=1)

    assert "is finished" in await desk.fails("answer", session=name, turn=2, text=SAID)
    # Ended is ended: the same call once more says so, too.
    assert (await desk.call("stop_interview", session=name, turn=1))["report"]


async def test_a_key_point_is_looked_at_again(desk: Desk) -> None:
    standing = await at_the_job(desk)
    turn = standing["question"]["turn"]  # type: ignore[index]
    words = "Consumers get everything twice and do not mind."
    standing = await desk.answers(standing, f"We moved to a stream. {words}")
    while not standing["feedback"]:
        turn = standing["question"]["turn"]
        standing = await desk.answers(standing, "A colleague looked after the rest.")
    (feedback,) = standing["feedback"]
    point = next(each for each in feedback["key_points"] if each["open"])

    session = standing["session"]
    again = await desk.call(
        "look_again", session=session, turn=turn, key_point=point["open"], words="do not mind"
    )

    assert again["question"] == standing["question"] and again["notices"]
    (told,) = (await desk.call("replay_session", session=session, first=turn, last=turn))["turns"]
    assert len(told["objections"]) == 1 and "do not mind" in told["objections"][0]
    early = await desk.fails("look_again", session=session, turn=turn - 1, key_point=1, words="do not mind")
    assert "Only what was judged last" in early


async def test_a_session_that_a_terminal_has_is_told_in_a_line_and_taken_only_when_asked(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(going_on, "SECONDS_FOR_A_DEAD_WINDOW", 0.0)
    standing = await begun(desk)
    name = str(standing["session"])
    async with locked(desk.memory, name):
        told = await desk.fails("answer", session=name, turn=1, text=SAID)
        assert told.startswith(f"Session {name} is open in another window.") and "\n" not in told
        assert await desk.memory.store.kept_message(name, 1) is None
        taken = await desk.call("resume_interview", session=name, take_over=True)
        assert taken["question"] == standing["question"]


async def test_two_calls_at_once_do_not_take_each_other_for_another_window(desk: Desk) -> None:
    standing = await at_the_job(desk)

    both = await asyncio.gather(desk.answers(standing, SAID), desk.answers(standing, SAID))

    assert both[0]["question"] == both[1]["question"]


async def test_an_answer_waits_in_a_file_while_the_database_is_away(
    tmp_path: Path, guides: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Once, "pauses", (0.0,))
    with local_server(tmp_path) as server:
        async with desk_over(tmp_path / "home", guides, REDIS_URL=server.url) as desk:
            standing = await at_the_job(desk)
            name, turn = standing["session"], standing["question"]["turn"]  # type: ignore[index]
            server.kill()
            told = await desk.fails("answer", session=name, turn=turn, text=SAID)
            of_another = await desk.fails("answer", session=name, turn=turn + 5, text="Of another.")
            server.start()
            after = await desk.call("resume_interview", session=name)

    assert "it stands in a file" in told and "\n" not in told
    assert "it stands in a file" not in of_another
    assert after["question"]["turn"] > turn


async def test_a_drill_goes_like_an_interview_and_tells_when_each_comes_back(desk: Desk) -> None:
    standing = await desk.call("start_drill", kind="facts", limit=2)
    assert standing["session"].startswith("drill:")
    while standing["status"] == "open":
        standing = await desk.answers(standing, "41,000 parcels a day.")

    assert standing["drilled"] and all(each["rated"] for each in standing["drilled"])
    listed = (await desk.call("list_sessions"))["sessions"]
    assert [(each["session"], each["what"]) for each in listed] == [(standing["session"], "drill")]


async def test_work_is_too_long_or_not_asked_for_before_anything_is_kept(desk: Desk) -> None:
    standing = await begun(desk)
    given = {"session": standing["session"], "turn": 1}

    assert "asks for nothing to hand in" in await desk.fails("hand_in", **given, text="x = 1")
    assert "the most a task takes" in await desk.fails("try_work", **given, text="x" * (MOST + 1))
    assert "asks for nothing to hand in" in await desk.fails("next_stage", **given, stage="detail")


async def test_no_guides_and_nothing_to_go_on_with_are_told_in_a_line(
    home: tuple[Path, RedisHandle], tmp_path: Path
) -> None:
    home[1].sync_client.flushall()
    async with desk_over(home[0], tmp_path) as desk:
        for tool in ("start_interview", "start_drill", "check_guides", "show_progress"):
            told = await desk.fails(tool)
            assert told.startswith("No usable guide in") and "\n" not in told
        assert "start_interview begins one" in await desk.fails("resume_interview")
        assert "No session 'nope'" in await desk.fails("answer", session="nope", turn=1, text="x")


async def test_arguments_that_do_not_fit_are_told_in_a_line(desk: Desk) -> None:
    told = await desk.fails("start_interview", minutes=0)
    assert told.startswith("The arguments do not fit: minutes:") and "\n" not in told


async def test_a_fault_of_ours_tells_nothing_of_what_was_said(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    standing = await begun(desk)

    async def breaks(self: Once, turn: object) -> str:
        raise RuntimeError("a secret")

    monkeypatch.setattr(Once, "answer", breaks)
    told = await desk.fails("answer", session=standing["session"], turn=1, text=SAID)

    assert told.startswith("A fault of the server's own") and "secret" not in told
    assert "RuntimeError: a secret" in caplog.text


async def test_what_is_told_of_a_german_guide_is_german(
    home: tuple[Path, RedisHandle], tmp_path: Path
) -> None:
    (tmp_path / "notizen.md").write_text(
        "# Notizen\n\n### Frage 1: Wie haben Sie den nächtlichen Lauf beschleunigt?\n\n**Antwort:** Ich habe "
        "den nächtlichen Stapel durch einen Strom von Ereignissen ersetzt. Der Lauf dauerte vier Stunden und "
        "dauert jetzt vierzig Minuten.\n",
        encoding="utf-8",
    )
    async with desk_over(home[0], tmp_path) as desk:
        standing = await begun(desk)
        asked = await desk.answers(standing, "Können wir aufhören?")
        while standing["status"] == "open":
            standing = await desk.answers(standing, "Das weiß ich leider nicht mehr.")

    assert asked["asked_back"].startswith("Wollen wir hier aufhören")
    (feedback,) = standing["feedback"]  # type: ignore[misc]
    titles = {part["title"] for part in feedback["advice"]}  # type: ignore[index]
    assert titles and not titles & {"Landed", "Not sure", "Missing", "Check this"}
    assert str(feedback["outcome"]).startswith("Schwach")  # type: ignore[index]
    facts = " ".join(standing["report"]["facts"])  # type: ignore[index]
    assert "mode" not in facts and "asked" not in facts
