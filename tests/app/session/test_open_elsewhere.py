"""A session that another window has: who waits for it is told why, and what takes it is named."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from app.bootstrap.memory import locked, open_memory
from app.settings import Settings
from domain.errors import SessionInUse

_LONG, _SHORT = 30.0, 0.6
"""Seconds of patience: more than a holder needs to leave, and less than one that stays."""


async def test_who_waits_is_told_once_and_has_it_when_the_other_leaves(tmp_path: Path) -> None:
    told: list[str] = []
    async with open_memory(Settings(home=tmp_path)) as memory:
        other = locked(memory, "s1")
        await other.__aenter__()

        async def let_go() -> None:
            await other.__aexit__(None, None, None)

        def waits() -> None:
            told.append("waits")
            leaving.append(asyncio.create_task(let_go()))

        leaving: list[asyncio.Task[None]] = []
        async with locked(memory, "s1", _LONG, waits=waits):
            assert told == ["waits"]
        await asyncio.gather(*leaving)


async def test_who_need_not_wait_is_told_nothing(tmp_path: Path) -> None:
    async with (
        open_memory(Settings(home=tmp_path)) as memory,
        locked(memory, "s1", _LONG, waits=lambda: pytest.fail("told to wait")),
    ):
        pass


@pytest.mark.parametrize(
    ("drill", "takes"),
    [(False, "`interview resume s1 --take-over`"), (True, "`interview drill --resume --take-over`")],
)
async def test_the_one_command_that_takes_it_is_named(drill: bool, takes: str, tmp_path: Path) -> None:
    async with open_memory(Settings(home=tmp_path)) as memory, locked(memory, "s1", drill=drill):
        with pytest.raises(SessionInUse, match=takes) as refused:
            async with locked(memory, "s1", _SHORT, drill=drill):
                pytest.fail("two hold the lock")

    assert str(refused.value).count("--take-over") == 1
