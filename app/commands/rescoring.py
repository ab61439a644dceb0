"""`interview rescore`: the answers of old sessions judged again, by one evaluator or several side by side."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.commands.options import AsJson, NoMask

if TYPE_CHECKING:
    from app.display.screen import Screen


def register(app: typer.Typer) -> None:
    """Add the commands to `app`."""
    app.command("rescore")(rescore)


def rescore(
    sessions: Annotated[
        list[str] | None, typer.Argument(metavar="[SESSION]...", help="Ids; without one, the last session.")
    ] = None,
    model: Annotated[
        str, typer.Option("--model", help="The model that judges (openai:NAME), or draft for none.")
    ] = "",
    variants: Annotated[
        list[str] | None,
        typer.Option(
            "--variant",
            help="Twice or more, to compare: draft, MODEL, MODEL@FOLDER (with your own prompts), @FOLDER.",
        ),
    ] = None,
    last: Annotated[
        int | None, typer.Option("--last", min=1, help="With --variant: the last N sessions.")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="With --variant: all sessions.")] = False,
    keep: Annotated[
        bool, typer.Option("--keep", help="With --variant: keep the new verdicts beside the old ones.")
    ] = False,
    guides: Annotated[
        list[Path] | None,
        typer.Option("--guides", "-g", help="The guides to judge by; without it, those of the session."),
    ] = None,
    no_mask: NoMask = False,
    as_json: AsJson = False,
) -> None:
    """Judge an old session with today's evaluator; what it was judged then is kept beside it.

    With --variant twice or more, several evaluators judge the same answers, and what they differ on is shown;
    nothing is kept unless you say --keep.
    """
    ids = list(dict.fromkeys(sessions or ()))
    if not variants:
        if len(ids) > 1 or last or everything or keep:
            raise typer.BadParameter("Several sessions, --last, --all and --keep go with --variant.")
        asyncio.run(_rescore(ids[0] if ids else "", model, guides, as_json, mask=not no_mask))
        return
    if model:
        raise typer.BadParameter("--model judges alone and --variant compares: say one of them.")
    if len(variants) < 2:
        raise typer.BadParameter(
            f"One variant is nothing to compare. Alone it judges as --model {variants[0]}."
        )
    if sum((bool(ids), last is not None, everything)) > 1:
        raise typer.BadParameter("Name sessions, or say --last N, or --all.")
    asyncio.run(_contrast(ids, variants, last, everything, keep, guides, as_json, mask=not no_mask))


async def _rescore(
    session_id: str, model: str, guides: list[Path] | None, as_json: bool, *, mask: bool
) -> None:
    from app import bootstrap, terminal  # noqa: PLC0415
    from app.display import words  # noqa: PLC0415
    from app.past import comparing, rescoring, tables  # noqa: PLC0415
    from app.past.transcript import transcript  # noqa: PLC0415
    from app.past.variants import contrasting  # noqa: PLC0415
    from domain.errors import InterviewError  # noqa: PLC0415

    settings = terminal.settings().model_copy(update={"mask": mask})
    screen = _screen(as_json)
    chosen = model or settings.model_for("evaluator")
    judge = bootstrap.judge_of(settings, "" if chosen == "draft" else chosen)
    async with contextlib.AsyncExitStack() as stack:
        if judge is not None:
            stack.push_async_callback(judge.aclose)
        memory = await stack.enter_async_context(bootstrap.open_memory(settings))
        session = await bootstrap.session_or_last(memory, session_id)
        turns = await transcript(memory.store, session.id)
        if all(turn.verdict is None for turn in turns):
            raise InterviewError(f"Session {session.id} has no judged answer, so none can be judged again.")
        where = bootstrap.guides_of(session, settings, guides)
        knowledge = contrasting.knowledge_of(settings, memory, where, screen)
        found = await rescoring.rescore(turns, knowledge, judge, bootstrap.now(), unmasked=not mask)
        await memory.store.add_rescoring(session.id, found)
    if as_json:
        terminal.print_json(found)
    else:
        judged = comparing.side_by_side(turns, found)
        tables.show_rescoring(screen.console, judged, words.rescored_by(found), unmasked=not mask)


async def _contrast(
    ids: Sequence[str],
    given: Sequence[str],
    last: int | None,
    everything: bool,
    keep: bool,
    guides: list[Path] | None,
    as_json: bool,
    *,
    mask: bool,
) -> None:
    from app import bootstrap, terminal  # noqa: PLC0415
    from app.past.variants import contrast, contrasting  # noqa: PLC0415
    from app.past.variants import tables as variant_tables  # noqa: PLC0415
    from app.past.variants.trials import Judge  # noqa: PLC0415
    from app.past.variants.variant import DRAFT, read_variants  # noqa: PLC0415
    from language.wording import counted  # noqa: PLC0415

    settings = terminal.settings().model_copy(update={"mask": mask})
    screen = _screen(as_json)
    variants = read_variants(given, settings.model_for("evaluator"), settings.prompts)
    async with contextlib.AsyncExitStack() as stack:
        judges = []
        for variant in variants:
            model = bootstrap.judge_of(settings, "" if variant.model == DRAFT else variant.model)
            if model is not None:
                stack.push_async_callback(model.aclose)
            judges.append(Judge(variant, model, variant.prompts or settings.prompts))
        memory = await stack.enter_async_context(bootstrap.open_memory(settings))
        chosen = await contrasting.judged_sessions(memory, ids, last, everything, screen)
        trials = await contrasting.tried(settings, memory, chosen, judges, screen, guides)
        found = contrast.contrast(variants, trials, unmasked=not mask)
        kept = await contrasting.keep(memory, judges, trials, unmasked=not mask) if keep else 0
    if as_json:
        terminal.print_json(found)
    else:
        variant_tables.show_contrast(screen.console, found)
    screen.notice(
        f"{counted(kept, 'rescoring')} kept beside the old verdicts."
        if keep
        else "Nothing is kept; --keep would."
    )
    if any(tally.judged_nothing for tally in found.tallies):
        raise typer.Exit(3)


def _screen(as_json: bool) -> Screen:
    """Standard output; with JSON there, standard error."""
    from app import terminal  # noqa: PLC0415
    from app.display.console import PlainConsole  # noqa: PLC0415
    from app.display.screen import Screen  # noqa: PLC0415

    return Screen(PlainConsole(stderr=True)) if as_json else terminal.screen()
