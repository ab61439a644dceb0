"""What goes wrong, as a client is told of it."""

from __future__ import annotations

import httpx
import pytest

from app.bootstrap.guides import NothingForRound
from domain.errors import (
    BadSetting,
    InterviewError,
    MemoryUnavailable,
    NoGuides,
    SessionInUse,
    UnknownSession,
)
from domain.rounds import Round
from service.problems import KINDS, problem_of
from tests.support.services import Served


@pytest.mark.parametrize(
    ("error", "status", "detail"),
    [
        (UnknownSession("k3f9"), 404, "No session of yours has this id."),
        (SessionInUse("k3f9"), 409, "Another request, or another window, works on this session."),
        (MemoryUnavailable("redis://secret:6379 is gone"), 503, "The database does not answer."),
        (
            NoGuides("/srv/home/users/anna/guides", "no files of a known kind (.md)."),
            422,
            "No usable guide in guides: no files of a known kind (.md).",
        ),
        (NothingForRound(Round.CODING), 422, "Your guides have nothing for the round coding."),
        (BadSetting("--since 'x' is no moment. Give a date (2026-05-04)."), 422, "Give a date (2026-05-04)."),
        (InterviewError("Say `interview start`."), 422, "Say `interview start`."),
    ],
)
def test_a_client_hears_nothing_of_the_terminal_or_the_server(
    error: InterviewError, status: int, detail: str
) -> None:
    problem = problem_of(error)

    assert problem.kind.status == status
    assert problem.detail.startswith(detail)
    assert "secret" not in problem.detail


async def test_every_kind_of_problem_is_told_of(serving: Served) -> None:
    async with serving.client() as nobody:
        kinds = (await nobody.get("/problems")).json()
        one = (await nobody.get("/problems/session-in-use")).json()
        none = await nobody.get("/problems/nothing")
        nowhere = await nobody.get("/nowhere")
        method = await nobody.patch("/v1/me")

    assert [kind["type"] for kind in kinds] == [f"/problems/{kind.name}" for kind in KINDS]
    assert (one["status"], one["title"]) == (409, "The session is in use")
    assert [each.status_code for each in (none, nowhere, method)] == [404, 404, 405]
    assert {each.headers["content-type"] for each in (none, nowhere, method)} == {"application/problem+json"}


async def test_a_fault_is_told_without_what_it_was(
    serving: Served, anna: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(self: object) -> None:
        raise RuntimeError("a secret of the inside")

    monkeypatch.setattr(type(serving.service.users), "users", broken)
    answer = await anna.get("/v1/admin/users")

    assert (answer.status_code, answer.json()["type"]) == (500, "/problems/fault")
    assert "secret" not in answer.text


async def test_a_database_that_is_away_is_told_and_is_no_missing_session(
    serving: Served, anna: httpx.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(self: object, session_id: str) -> None:
        raise MemoryUnavailable("redis://inside:6379 does not answer.")

    monkeypatch.setattr(type(serving.service.workspaces.of("anna").memory.store), "session", away)
    answer = await anna.get("/v1/sessions/k3f9")

    assert (answer.status_code, answer.json()["type"]) == (503, "/problems/memory-unavailable")
    assert int(answer.headers["retry-after"]) > 0
    assert "inside" not in answer.text
