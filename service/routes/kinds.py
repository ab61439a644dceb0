"""What kinds of problems there are: what the `type` of each leads to."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import BaseModel

from service.problems import KINDS, NOT_FOUND, Problem

router = APIRouter()


class KindView(BaseModel):
    """A kind of problem: its type, the status it comes with, and its title."""

    type: str
    status: int
    title: str


_BY_NAME = {
    kind.name: KindView(type=f"/problems/{kind.name}", status=kind.status, title=kind.title) for kind in KINDS
}


@router.get("")
async def kinds() -> list[KindView]:
    """All kinds of problems; for everybody."""
    return list(_BY_NAME.values())


@router.get("/{name}")
async def kind(name: Annotated[str, Path(max_length=100)]) -> KindView:
    """One kind of problem; for everybody."""
    if name not in _BY_NAME:
        raise Problem(NOT_FOUND, "There is no such kind of problem.")
    return _BY_NAME[name]
