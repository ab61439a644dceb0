"""Interviews and drills over HTTP."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx
import pytest

from app.bootstrap.memory import locked
from domain.interview import CandidateMessage
from tests.support.services import ALL, WHOLE, Served


async def begun(client: httpx.AsyncClient, **wanted: object) -> dict[str, Any]:
    """The session that was begun, with its first question."""
    answer = await client.post("/v1/sessions", json={"minutes": 30, "seed": 3, **wanted})
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


async def answered(
    client: httpx.AsyncClient, session_id: str, number: int, key: str = "", **said: object
) -> httpx.Response:
    headers = {"Idempotency-Key": key} if key else {}
    return await client.post(f"/v1/sessions/{session_id}/turns/{number}/answer", json=said, headers=headers)


async def test_an_interview_is_held_to_its_report(anna: httpx.AsyncClient) -> None:
    outcome = await begun(anna)
    session_id, asked = outcome["session"]["id"], 0
    while outcome["next"] is not None:
        asked += outcome["next"]["kind"] == "question"
        outcome = (await answered(anna, session_id, outcome["next"]["number"], text=WHOLE)).json()
    kept = (await anna.get(f"/v1/sessions/{session_id}")).json()
    report = (await anna.get(f"/v1/sessions/{session_id}/report")).json()

    assert asked == 3
    assert (kept["status"], kept["asked"], kept["answered"], kept["waiting"]) == ("finished", 3, 3, None)
    assert outcome["report"] == report
    assert report["overall"] is not None


async def test_a_question_shows_no_verdict_before_it_was_coached(anna: httpx.AsyncClient) -> None:
    outcome = await begun(anna)
    weak = await answered(anna, outcome["session"]["id"], 1, text="We did it well, and it went fine.")
    followed = weak.json()
    turns = (await anna.get(f"/v1/sessions/{outcome['session']['id']}/turns")).json()["items"]

    assert followed["next"]["kind"] == "follow_up"
    assert followed["next"]["follow_up"]["why"] == followed["next"]["follow_up"]["aim"] == ""
    assert all(turn["verdict"] is None for turn in (followed["answered"], *turns))
    coached = (await answered(anna, outcome["session"]["id"], 2, text=ALL)).json()["answered"]
    assert coached["verdict"] is not None
    assert coached["advice"] is not None


async def test_a_real_interview_keeps_its_verdicts_for_the_end(anna: httpx.AsyncClient) -> None:
    outcome = await begun(anna, mode="real")
    session_id = outcome["session"]["id"]
    last = (await answered(anna, session_id, 1, kind="skip")).json()
    while last["next"]["kind"] != "question":
        last = (await answered(anna, session_id, last["next"]["number"], text=WHOLE)).json()
    answer = await answered(anna, session_id, last["next"]["number"], text=WHOLE)
    during = (await anna.get(f"/v1/sessions/{session_id}/turns")).json()["items"]
    replayed = (await anna.get(f"/v1/sessions/{session_id}/replay")).json()
    number = answer.json()["next"]["number"]
    stopped = (await answered(anna, session_id, number, kind="stop")).json()
    after = (await anna.get(f"/v1/sessions/{session_id}/turns")).json()["items"]

    assert all(turn["verdict"] is None and turn["advice"] is None for turn in (*during, *replayed["turns"]))
    assert stopped["report"] is not None
    assert any(turn["verdict"] is not None for turn in after)


async def test_an_answer_that_is_sent_twice_is_kept_once(serving: Served, anna: httpx.AsyncClient) -> None:
    session_id = (await begun(anna))["session"]["id"]
    first = await answered(anna, session_id, 1, "k1", text=WHOLE)
    again = await answered(anna, session_id, 1, "k1", text=WHOLE)
    other = await answered(anna, session_id, 1, "k1", text="Something else was said.")
    without = await answered(anna, session_id, 1, text=WHOLE)
    moved = await answered(anna, session_id, first.json()["next"]["number"], text=WHOLE)
    much_later = await answered(anna, session_id, 1, "k1", text=WHOLE)
    store = serving.service.workspaces.of("anna").memory.store

    assert first.status_code == again.status_code == moved.status_code == 200
    assert again.json() == first.json()
    assert (other.status_code, other.json()["type"]) == (422, "/problems/idempotency-key-reused")
    assert (without.status_code, without.json()["type"]) == (409, "/problems/turn-answered")
    assert much_later.json()["answered"] == first.json()["answered"]
    assert len([turn for turn in await store.turns(session_id) if turn.message is not None]) == 2


async def test_the_same_answer_sent_at_once_is_worked_on_once(anna: httpx.AsyncClient) -> None:
    session_id = (await begun(anna))["session"]["id"]
    found = await asyncio.gather(*(answered(anna, session_id, 1, "k1", text=WHOLE) for _ in range(4)))
    bodies = [json.dumps(each.json(), sort_keys=True) for each in found if each.status_code == 200]

    assert len(bodies) == 4
    assert len(set(bodies)) == 1


@pytest.mark.parametrize("address", ["/v1/sessions", "/v1/drills"])
async def test_a_session_that_is_begun_twice_with_one_key_is_one(
    anna: httpx.AsyncClient, address: str
) -> None:
    key = {"Idempotency-Key": "b1"}
    first = await anna.post(address, json={}, headers=key)
    again = await anna.post(address, json={}, headers=key)
    streamed = await anna.post(address, json={}, headers={**key, "Accept": "text/event-stream"})
    wanted = {"minutes": 10} if address == "/v1/sessions" else {"limit": 1}
    other = await anna.post(address, json=wanted, headers=key)
    at_once = await asyncio.gather(
        *(anna.post(address, json={}, headers={"Idempotency-Key": "b2"}) for _ in range(3))
    )
    known = (await anna.get(address)).json()["items"]

    assert again.json() == first.json()
    assert again.headers["location"] == first.headers["location"]
    assert json.loads(streamed.text.split("data: ")[1])["next"] == first.json()["next"]
    assert (other.status_code, other.json()["type"]) == (422, "/problems/idempotency-key-reused")
    assert {each.status_code for each in at_once} <= {201, 409}
    assert len({each.json()["session"]["id"] for each in at_once if each.status_code == 201}) == 1
    assert len(known) == 2


async def test_an_answer_that_was_kept_and_not_worked_on_is_taken_up(
    serving: Served, anna: httpx.AsyncClient
) -> None:
    session_id = (await begun(anna))["session"]["id"]
    other = (await begun(anna))["session"]["id"]
    store = serving.service.workspaces.of("anna").memory.store
    for each in (session_id, other):
        # A worker that was killed after it had kept the answer.
        turn = await store.turn(each, 1)
        await store.keep_message(each, 1, CandidateMessage(text=WHOLE, at=turn.asked_at))
    resumed = (await anna.post(f"/v1/sessions/{session_id}/resume")).json()
    refused = await answered(anna, other, 1, text=WHOLE)

    assert resumed["next"]["number"] == 2
    assert refused.status_code == 409
    turns = (await anna.get(f"/v1/sessions/{session_id}/turns")).json()["items"]
    assert turns[0]["message"]["text"] == WHOLE


async def test_a_session_that_another_works_on_is_waited_for_and_then_refused(
    serving: Served, anna: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    session_id = (await begun(anna))["session"]["id"]
    monkeypatch.setattr("service.holding.PATIENCE", 0.1)
    memory = serving.service.workspaces.of("anna").memory
    async with locked(memory, session_id):
        refused = await answered(anna, session_id, 1, text=WHOLE)
        forgotten = await anna.delete(f"/v1/sessions/{session_id}")
    taken = await answered(anna, session_id, 1, text=WHOLE)

    assert (refused.status_code, refused.json()["type"]) == (409, "/problems/session-in-use")
    assert int(refused.headers["Retry-After"]) > 0
    assert forgotten.status_code == 409
    assert taken.status_code == 200


async def test_what_happens_in_a_turn_comes_as_events(anna: httpx.AsyncClient) -> None:
    session_id = (await begun(anna))["session"]["id"]
    answer = await anna.post(
        f"/v1/sessions/{session_id}/turns/1/answer",
        json={"text": WHOLE},
        headers={"Accept": "text/event-stream"},
    )
    events = [
        (name.removeprefix("event: "), json.loads(data.removeprefix("data: ")))
        for name, data in (block.split("\n") for block in answer.text.strip().split("\n\n"))
    ]
    late = await anna.post(
        f"/v1/sessions/{session_id}/turns/1/answer",
        json={"text": WHOLE},
        headers={"Accept": "text/event-stream"},
    )

    assert answer.headers["content-type"].startswith("text/event-stream")
    assert events[-1][0] == "outcome"
    assert events[-1][1]["answered"]["message"]["text"] == WHOLE
    # What is wrong from the beginning has a status of its own.
    assert (late.status_code, late.headers["content-type"]) == (409, "application/problem+json")


async def test_words_come_while_they_are_written_and_a_real_interview_hides_the_coach(
    anna: httpx.AsyncClient,
) -> None:
    streamed = await anna.post("/v1/sessions", json={"seed": 3}, headers={"Accept": "text/event-stream"})
    first = streamed.text.split("\n\n")[0].split("\n")

    assert streamed.status_code == 201
    assert streamed.headers["location"].startswith("/v1/sessions/")
    assert first[0] == "event: planned"
    assert json.loads(first[1].removeprefix("data: "))["questions"] == 3


async def test_a_drill_is_held_and_forgotten(serving: Served, anna: httpx.AsyncClient) -> None:
    outcome = (await anna.post("/v1/drills", json={"limit": 1})).json()
    drill = outcome["session"]["id"]
    while outcome["next"] is not None:
        number = outcome["next"]["number"]
        answer = await anna.post(f"/v1/drills/{drill}/turns/{number}/answer", json={"text": WHOLE})
        outcome = answer.json()
    practised = (await anna.get("/v1/progress")).json()
    as_interview = await anna.get(f"/v1/sessions/{drill}")
    gone = await anna.delete(f"/v1/drills/{drill}")
    memory = serving.service.workspaces.of("anna").memory

    assert outcome["session"]["status"] == "finished"
    assert sum(practised["due"]) == 1
    assert as_interview.status_code == 404
    assert gone.status_code == 204
    assert await memory.mastery.practices() == []


async def test_a_warm_up_chooses_by_itself(anna: httpx.AsyncClient) -> None:
    begun_one = await anna.post("/v1/drills", json={"kind": "warm-up"})
    with_topic = await anna.post("/v1/drills", json={"kind": "warm-up", "topic": "parcels"})

    assert (begun_one.status_code, begun_one.json()["session"]["drill"]) == (201, "warm-up")
    assert with_topic.status_code == 422


async def test_a_list_comes_in_parts(anna: httpx.AsyncClient) -> None:
    begun_ids = [(await begun(anna))["session"]["id"] for _ in range(3)]
    first = (await anna.get("/v1/sessions", params={"limit": 2})).json()
    second = (await anna.get("/v1/sessions", params={"limit": 2, "cursor": first["next"]})).json()
    wrong = await anna.get("/v1/sessions", params={"cursor": "%%%"})

    assert [each["id"] for each in (*first["items"], *second["items"])] == begun_ids[::-1]
    assert second["next"] is None
    assert wrong.status_code == 422


async def test_what_was_seen_is_not_sent_again(anna: httpx.AsyncClient) -> None:
    session_id = (await begun(anna))["session"]["id"]
    seen = await anna.get(f"/v1/sessions/{session_id}")
    tag = seen.headers["etag"]
    again = await anna.get(f"/v1/sessions/{session_id}", headers={"If-None-Match": tag})
    await answered(anna, session_id, 1, kind="skip")
    changed = await anna.get(f"/v1/sessions/{session_id}", headers={"If-None-Match": f'"x", {tag}'})

    assert (again.status_code, again.content) == (304, b"")
    assert changed.status_code == 200
    assert changed.headers["etag"] != tag


async def test_what_an_answer_cannot_be_is_told(anna: httpx.AsyncClient) -> None:
    session_id = (await begun(anna))["session"]["id"]
    empty = await answered(anna, session_id, 1, text="  \n ")
    no_task = await answered(anna, session_id, 1, text="x", code="print(1)")
    aloud = await answered(anna, session_id, 1, kind="aloud", text="I think …")
    far = await answered(anna, session_id, 9, text=WHOLE)
    unknown = await answered(anna, session_id, 1, text=WHOLE, mood="good")

    assert [each.status_code for each in (empty, no_task, aloud, far, unknown)] == [422, 422, 422, 404, 422]
    assert unknown.json()["invalid"] == [{"where": "body/mood", "what": "Extra inputs are not permitted"}]
    assert all(each.headers["content-type"] == "application/problem+json" for each in (empty, far, unknown))
