"""`interview users` at the terminal."""

from __future__ import annotations

import asyncio
import importlib
import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

import httpx
import pytest
import typer
from typer.testing import CliRunner

from domain.errors import BadSetting, InterviewError
from service.command import register
from tests.service.test_sessions import begun
from tests.support.services import Served


@pytest.fixture
def users(home: tuple[Path, Any], monkeypatch: pytest.MonkeyPatch) -> Any:
    """Runs `interview users` over the service's workspace, and returns what it prints."""
    monkeypatch.setenv("INTERVIEW_HOME", str(home[0]))
    app = typer.Typer()
    register(app)

    async def run(*arguments: str) -> str:
        # A command has a loop of its own.
        result = await asyncio.to_thread(CliRunner().invoke, app, ["users", *arguments])
        if result.exception is not None:
            raise result.exception
        return result.stdout

    return run


async def test_a_user_is_added_let_in_and_kept_out(serving: Served, users: Any) -> None:
    added = await users("add", "cleo", "--requests", "10")
    text = (await users("token", "cleo", "--label", "laptop", "--days", "30")).strip()
    listed = json.loads(await users("list", "--json"))
    shown = await users("list")
    async with serving.client(text) as client:
        me = (await client.get("/v1/me")).json()
        admin = await client.get("/v1/admin/users")
        await users("revoke", listed[2]["tokens"][0]["id"])
        after = await client.get("/v1/me")

    assert "cleo" in added
    assert (me["user"], me["label"], me["scopes"]) == ("cleo", "laptop", ["guides", "practise", "read"])
    assert me["allowance"]["requests_a_minute"] == 10
    assert me["allowance"]["open_sessions"] == 50
    assert [user["name"] for user in listed] == ["anna", "ben", "cleo"]
    assert "digest" not in listed[2]["tokens"][0]
    assert text.rsplit("_", 1)[1] not in json.dumps(listed) + shown
    assert (admin.status_code, after.status_code) == (403, 401)


async def test_a_user_is_removed_with_all_that_was_theirs(
    serving: Served, users: Any, anna: httpx.AsyncClient, ben: httpx.AsyncClient
) -> None:
    await begun(anna)
    kept = (await begun(ben))["session"]["id"]
    removed = await users("remove", "anna", "--yes")
    keys = [key.decode() async for key in serving.service.redis.client.scan_iter()]
    refused = await anna.get("/v1/me")

    assert "deleted" in removed
    assert not [key for key in keys if key.startswith("interview+anna")]
    assert sorted(path.name for path in (serving.home / "users").iterdir()) == ["ben"]
    assert refused.status_code == 401
    assert (await ben.get(f"/v1/sessions/{kept}")).status_code == 200
    assert "anna" not in await users("list")


async def test_what_was_done_is_shown_without_content(
    serving: Served, users: Any, anna: httpx.AsyncClient
) -> None:
    session_id = (await begun(anna))["session"]["id"]
    await anna.post(
        f"/v1/sessions/{session_id}/turns/1/answer", json={"text": "A secret of nineteen ferries."}
    )
    whole = await users("log")
    of_ben = await users("log", "--user", "ben")
    lines = json.loads(await users("log", "--json", "--last", "1"))

    assert "anna · answer" in whole
    assert session_id in whole
    assert "ferries" not in whole
    assert "Nothing was done yet." in of_ben
    assert [(line["user"], line["what"], line["status"]) for line in lines] == [("anna", "answer", 200)]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("add", "Anna Ohm"), "is no name for a user"),
        (("add", "anna"), "is there already"),
        (("token", "nobody"), "There is no user 'nobody'"),
        (("revoke", "aaaaaaaaaaaa"), "There is no token"),
        (("remove", "nobody", "--yes"), "There is no user 'nobody'"),
    ],
)
async def test_what_cannot_be_done_is_told_in_a_line(
    serving: Served, users: Any, arguments: tuple[str, ...], told: str
) -> None:
    del serving
    with pytest.raises(InterviewError, match=told):
        await users(*arguments)


def test_without_the_extra_users_are_listed_and_what_is_missing_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("service.managing", "service.tokens"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.setitem(sys.modules, "argon2", None)
    managing = importlib.import_module("service.managing")
    found = importlib.util.find_spec
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None if name == "argon2" else found(name))

    with pytest.raises(BadSetting, match="needs argon2"):
        asyncio.run(managing.token("anna"))
