"""`interview rescore`: the answers of an old session, judged again."""

from __future__ import annotations

import asyncio
import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.commands.options import AsJson, NoMask, SessionId

if TYPE_CHECKING:
    from app.settings import Settings
    from models.fail_over import FirstThatAnswers
    from models.privacy import MaskingModel


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.command("rescore")(rescore)


def rescore(
    session: SessionId = "",
    model: Annotated[
        str, typer.Option("--model", help="The model that judges (openai:NAME), or draft for none.")
    ] = "",
    no_mask: NoMask = False,
    as_json: AsJson = False,
) -> None:
    """Judge an old session with today's evaluator; what it was judged then is kept beside it."""
    asyncio.run(_rescore(session, model, as_json, mask=not no_mask))


async def _rescore(session_id: str, model: str, as_json: bool, *, mask: bool) -> None:
    from rich.console import Console  # noqa: PLC0415

    from app import bootstrap, terminal  # noqa: PLC0415
    from app.past import comparing, rescoring, tables, words  # noqa: PLC0415
    from app.past.transcript import transcript  # noqa: PLC0415
    from app.screen import Screen  # noqa: PLC0415
    from domain.errors import InterviewError  # noqa: PLC0415

    settings = terminal.settings().model_copy(update={"mask": mask})
    # With JSON on standard output, notices go elsewhere.
    screen = Screen(Console(stderr=True, highlight=False)) if as_json else terminal.screen()
    judge = _judge(settings, model)
    async with contextlib.AsyncExitStack() as stack:
        if judge is not None:
            stack.push_async_callback(judge.aclose)
        memory = await stack.enter_async_context(bootstrap.open_memory(settings))
        session = await bootstrap.session_or_last(memory, session_id)
        turns = await transcript(memory.store, session.id)
        if all(turn.verdict is None for turn in turns):
            raise InterviewError(f"Session {session.id} has no judged answer, so none can be judged again.")
        where = tuple(Path(guide) for guide in session.guides)
        knowledge = terminal.index(settings, bootstrap.read_guides(where), where, memory, screen)
        found = await rescoring.rescore(turns, knowledge, judge, bootstrap.now(), unmasked=not mask)
        await memory.store.add_rescoring(session.id, found)
    if as_json:
        terminal.print_json(found)
    else:
        judged = comparing.side_by_side(turns, found)
        tables.show_rescoring(screen.console, judged, words.rescored_by(found), unmasked=not mask)


def _judge(settings: Settings, model: str) -> FirstThatAnswers | MaskingModel | None:
    """The evaluator's model: the one that was named, none for "draft", else that of the settings."""
    from app import bootstrap  # noqa: PLC0415

    if model:
        chosen = "" if model == "draft" else model
        settings = settings.model_copy(
            update={"model_by_agent": {**settings.model_by_agent, "evaluator": chosen}}
        )
    return bootstrap.language_models(settings).get("evaluator")
