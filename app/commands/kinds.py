"""The kinds of talking points that a command is about."""

from __future__ import annotations

from typing import Annotated

import typer

from domain.errors import BadSetting
from domain.guide import KINDS_IN_GUIDES, TalkingPointKind

Kinds = Annotated[
    list[str] | None,
    typer.Option("--kind", help="Only this kind of talking point; may be repeated."),
]


def wanted_kinds(kinds: list[str] | None) -> frozenset[TalkingPointKind] | None:
    """The kinds a person named; underscores, spaces and dashes are the same."""
    if not kinds:
        return None
    names = {kind: kind.lower().replace("-", "_").replace(" ", "_") for kind in kinds}
    known = [kind.value for kind in KINDS_IN_GUIDES]
    for given, name in names.items():
        if name not in known:
            raise BadSetting(f"--kind {given!r} is no kind of talking point. There are: {', '.join(known)}.")
    return frozenset(TalkingPointKind(name) for name in names.values())
