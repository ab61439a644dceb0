"""Guides over HTTP, what is known of them, and what can be done with sessions that were."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import httpx
import pytest

from app.settings import Settings
from domain.users import Allowance
from tests.service.test_sessions import answered, begun
from tests.support.services import WHOLE, Served, served

OTHER = "# Questions\n\n### Q: Why parcels?\n\n**A:** They are counted twice a day, at four and at nine.\n"
TWICE = "# Facts\n\n- I have six years of Python.\n\n# More\n\n- I have nine years of Python.\n"


async def finished(client: httpx.AsyncClient) -> str:
    """An interview whose first question was answered well, and which was stopped then."""
    session_id = str((await begun(client))["session"]["id"])
    number = (await answered(client, session_id, 1, text=WHOLE)).json()["next"]["number"]
    stopped = await answered(client, session_id, number, kind="stop")
    assert stopped.json()["session"]["status"] == "finished"
    return session_id


async def test_a_guide_is_put_in_read_replaced_and_taken_out(
    serving: Served, anna: httpx.AsyncClient
) -> None:
    added = await anna.put("/v1/guides/own.md", content=OTHER.encode())
    same = await anna.put("/v1/guides/own.md", content=OTHER.encode())
    blind = await anna.put("/v1/guides/own.md", content=b"# Other\n\ntext\n")
    seen = await anna.get("/v1/guides/own.md")
    changed = OTHER.replace("four", "five")
    replaced = await anna.put(
        "/v1/guides/own.md", content=changed.encode(), headers={"If-Match": seen.headers["etag"]}
    )
    late = await anna.put(
        "/v1/guides/own.md", content=b"# Late\n\ntext\n", headers={"If-Match": seen.headers["etag"]}
    )
    text = await anna.get("/v1/guides/own.md/text")
    unchanged = await anna.get("/v1/guides/own.md", headers={"If-None-Match": replaced.headers["etag"]})
    wrong = await anna.delete("/v1/guides/own.md", headers={"If-Match": seen.headers["etag"]})
    gone = await anna.delete("/v1/guides/own.md", headers={"If-Match": replaced.headers["etag"]})
    again = await anna.delete("/v1/guides/own.md")

    assert [added.status_code, same.status_code, same.json()["outcome"]] == [201, 200, "same"]
    assert (blind.status_code, late.status_code) == (428, 412)
    assert (replaced.status_code, replaced.json()["outcome"]) == (200, "replaced")
    assert "at five and at nine" in text.text
    assert unchanged.status_code == 304
    assert [wrong.status_code, gone.status_code, again.status_code] == [412, 204, 404]
    # For good: nothing lies in a folder that nobody sees.
    left = {path.name for path in (serving.home / "users" / "anna" / "guides").iterdir()}
    assert left - {".copied"} == {"prep.md"}


async def test_a_user_without_guides_has_the_samples_until_the_first_is_put_in(serving: Served) -> None:
    await serving.user("cleo", guides=())
    async with serving.client(await serving.token("cleo")) as cleo:
        samples = (await cleo.get("/v1/guides")).json()["items"]
        kept = await cleo.delete(f"/v1/guides/{samples[0]['name']}")
        await cleo.put("/v1/guides/own.md", content=OTHER.encode())
        own = (await cleo.get("/v1/guides")).json()["items"]

    assert samples
    assert all(guide["sample"] for guide in samples)
    assert kept.status_code == 422
    assert [(guide["name"], guide["sample"]) for guide in own] == [("own.md", False)]


@pytest.mark.parametrize(
    ("name", "content", "status"),
    [
        ("x.png", b"\x89PNG", 415),
        ("x.pdf", b"%PDF nonsense", 422),
        ("x.md", b"  ", 422),
        ("x.md", b"\x00\x01\x02" * 100, 422),
    ],
)
async def test_what_is_no_guide_is_refused(
    anna: httpx.AsyncClient, name: str, content: bytes, status: int
) -> None:
    answer = await anna.put(f"/v1/guides/{name}", content=content)

    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"


async def test_guides_are_bounded_in_number(serving: Served) -> None:
    await serving.user("cleo", allowance=Allowance(guides=2))
    async with serving.client(await serving.token("cleo")) as cleo:
        added = [await cleo.put(f"/v1/guides/{n}.md", content=f"{OTHER}{n}".encode()) for n in range(2)]
        again = await cleo.put("/v1/guides/0.md", content=f"{OTHER}0".encode())

    assert [each.status_code for each in added] == [201, 422]
    assert again.json()["outcome"] == "same"


async def test_talking_points_are_listed_and_found(anna: httpx.AsyncClient) -> None:
    await anna.put("/v1/guides/own.md", content=OTHER.encode())
    points = (await anna.get("/v1/talking-points", params={"limit": 3})).json()
    rest = (await anna.get("/v1/talking-points", params={"cursor": points["next"]})).json()
    own = (await anna.get("/v1/talking-points", params={"guide": "own.md"})).json()["items"]
    one = (await anna.get(f"/v1/talking-points/{own[0]['id']}")).json()
    found = (await anna.get("/v1/search", params={"q": "When is data late?", "guide": "prep.md"})).json()
    facts = (await anna.get("/v1/talking-points", params={"kind": "fact"})).json()["items"]

    assert (len(points["items"]), len(rest["items"]), rest["next"]) == (3, 1, None)
    assert one == own[0]
    assert one["title"] == "Why parcels?"
    assert found["found"][0]["title"] == "How do you find out that data is late?"
    assert facts == []


async def test_contradictions_and_a_posting_are_held_against_the_guides(anna: httpx.AsyncClient) -> None:
    await anna.put("/v1/guides/facts.md", content=TWICE.encode())
    found = (await anna.get("/v1/contradictions")).json()["items"]
    text = "# Data engineer\n\n## You have\n\n- Five years of Python\n- Experience with schema registries\n"
    matched = (await anna.post("/v1/matches", json={"text": text})).json()
    as_file = (await anna.put("/v1/matches/posting.md", content=text.encode())).json()

    assert [each["first"]["source"]["guide"] for each in found] == ["facts.md"]
    assert [each["asked"]["text"] for each in matched["matched"]] == [
        "Five years of Python",
        "Experience with schema registries",
    ]
    assert as_file == matched


async def test_a_session_is_replayed_forked_and_compared(anna: httpx.AsyncClient) -> None:
    session_id = await finished(anna)
    replay = (await anna.get(f"/v1/sessions/{session_id}/replay")).json()
    forked = await anna.post(f"/v1/sessions/{session_id}/forks", json={"question": 1})
    fork_id = forked.json()["id"]
    again = (await answered(anna, fork_id, 1, text="Honestly, I do not know.")).json()
    both = {"question": 1, "turn": 1}
    neither = [await anna.post(f"/v1/sessions/{session_id}/forks", json=each) for each in (both, {})]
    compared = (await anna.get("/v1/comparisons", params={"first": session_id, "second": fork_id})).json()

    assert [scene["kind"] for scene in replay["scenes"]][:2] == ["asked", "said"]
    assert replay["report"] is not None
    assert forked.status_code == 201
    assert forked.headers["location"] == f"/v1/sessions/{fork_id}"
    assert forked.json()["forked_from"] == session_id
    assert again["answered"]["question"] == replay["turns"][0]["question"]
    assert [each.status_code for each in neither] == [422, 422]
    assert compared["rows"][0]["first"]["score"] is not None


async def test_answers_are_judged_again_and_kept_beside(anna: httpx.AsyncClient) -> None:
    session_id = await finished(anna)
    made = await anna.post(f"/v1/sessions/{session_id}/rescorings", json={"judge": "draft"})
    kept = (await anna.get(f"/v1/sessions/{session_id}/rescorings")).json()["items"]
    empty = str((await begun(anna))["session"]["id"])
    nothing = await anna.post(f"/v1/sessions/{empty}/rescorings")

    assert made.status_code == 201
    assert made.json() == kept[0]
    assert nothing.status_code == 422


@pytest.mark.parametrize("form", ["json", "markdown", "html"])
async def test_a_session_is_handed_out(anna: httpx.AsyncClient, form: str) -> None:
    session_id = await finished(anna)
    answer = await anna.get(f"/v1/sessions/{session_id}/export", params={"format": form})

    assert answer.status_code == 200
    assert "stream of parcel events" in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_a_session_goes_on_where_it_is_taken_in(
    anna: httpx.AsyncClient, ben: httpx.AsyncClient
) -> None:
    outcome = await begun(anna)
    session_id = outcome["session"]["id"]
    await answered(anna, session_id, 1, text=WHOLE)
    content = (await anna.get(f"/v1/sessions/{session_id}/export")).content
    taken = await ben.post("/v1/sessions/import", content=content)
    there = await ben.get(f"/v1/sessions/{taken.json()['session']['id']}")
    number = there.json()["waiting"]["number"]
    goes_on = await answered(ben, there.json()["id"], number, text=WHOLE)
    wrong: list[Any] = [
        (await ben.post("/v1/sessions/import", content=each)).status_code for each in (b"", b"[]", b"{}")
    ]

    assert (taken.status_code, taken.json()["goes_on"]) == (201, True)
    assert there.json()["imported"]
    assert goes_on.status_code == 200
    assert wrong == [422, 422, 422]


async def test_what_was_said_is_looked_at_again(anna: httpx.AsyncClient) -> None:
    session_id = str((await begun(anna))["session"]["id"])
    outcome = (await answered(anna, session_id, 1, text=WHOLE)).json()
    while outcome["answered"]["verdict"] is None:
        outcome = (await answered(anna, session_id, outcome["next"]["number"], text=WHOLE)).json()
    turn = outcome["answered"]
    missing = next(each for each in turn["verdict"]["key_points"] if each["label"] != "covered")
    address = f"/v1/sessions/{session_id}/turns/{turn['number']}/said"
    heard = await anna.post(
        address, json={"key_point": missing["key_point"]["id"], "words": "stream of parcel events"}
    )
    not_there = await anna.post(
        address, json={"key_point": missing["key_point"]["id"], "words": "purple elephants"}
    )
    no_point = await anna.post(address, json={"key_point": "x"})

    assert heard.status_code == 200, heard.text
    assert heard.json()["objection"]["words"]["quote"] == "stream of parcel events"
    assert heard.json()["turn"]["objections"] == [heard.json()["objection"]]
    assert [not_there.status_code, no_point.status_code] == [422, 422]


async def test_a_guide_is_there_on_every_machine(
    serving: Served, anna: httpx.AsyncClient, home: tuple[Path, Any]
) -> None:
    """Two machines have a database in common, and no folder."""
    outcome = await begun(anna)
    await anna.put("/v1/guides/own.md", content=OTHER.encode())
    elsewhere = home[0] / "elsewhere"
    settings = Settings(home=elsewhere, redis_url=f"unix://{home[0] / 'redis' / 'redis.sock'}")
    token = await serving.token("anna")
    async with served(settings, beside=True) as second, second.client(token) as there:
        seen = (await there.get("/v1/guides")).json()["items"]
        goes_on = await answered(there, outcome["session"]["id"], 1, text=WHOLE)
        tag = next(guide["digest"] for guide in seen if guide["name"] == "own.md")[:32]
        replaced = await there.put(
            "/v1/guides/own.md",
            content=b"# Own\n\n### Q: Why?\n\n**A:** So.\n",
            headers={"If-Match": f'"{tag}"'},
        )
        text = (await anna.get("/v1/guides/own.md/text")).text
        await anna.delete("/v1/guides/own.md")
        gone = await there.get("/v1/guides/own.md")
        by_hand = elsewhere / "users" / "anna" / "guides" / "hand.md"
        by_hand.write_text(OTHER, encoding="utf-8")
        # With the next change of anything it is handed on.
        await anna.put("/v1/guides/third.md", content=OTHER.replace("parcels", "letters").encode())
        await there.get("/v1/guides")
        here = [guide["name"] for guide in (await anna.get("/v1/guides")).json()["items"]]

    assert [guide["name"] for guide in seen] == ["own.md", "prep.md"]
    assert goes_on.status_code == 200
    assert replaced.status_code == 200
    assert "So." in text
    assert gone.status_code == 404
    assert here == ["hand.md", "prep.md", "third.md"]
