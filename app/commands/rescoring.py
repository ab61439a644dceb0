"""`interview rescore`: the answers of old sessions judged again, by one evaluator or several side by side."""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from app import terminal
from app.bootstrap.memory import now, open_memory, session_or_last
from app.bootstrap.models import judge_of
from app.bootstrap.sandbox import open_sandbox
from app.bootstrap.whereabouts import guides_of
from app.commands.options import AsJson, NoMask
from app.display import words
from app.display.console import PlainConsole
from app.display.screen import Screen
from app.past import comparing, rescoring, tables
from app.past.transcript import transcript
from app.past.variants import contrast, contrasting
from app.past.variants import tables as variant_tables
from app.past.variants.trials import Judge
from app.past.variants.variant import DRAFT, Variant, read_variants
from app.settings import Settings
from language.wording import counted

Sessions = Annotated[
    list[str] | None, typer.Argument(metavar="SESSION", help="Ids; without one, the last session.")
]
Model = Annotated[
    str, typer.Option("--model", help="The model that judges (openai:NAME), or draft for none.")
]
Variants = Annotated[
    list[str] | None,
    typer.Option(
        "--variant",
        help="Twice or more, to compare: draft, MODEL, MODEL@FOLDER (with your own prompts), @FOLDER.",
    ),
]
Last = Annotated[int | None, typer.Option("--last", min=1, help="With --variant: the last N sessions.")]
All = Annotated[bool, typer.Option("--all", help="With --variant: all sessions.")]
Keep = Annotated[
    bool, typer.Option("--keep", help="With --variant: keep the new verdicts beside the old ones.")
]
Guides = Annotated[
    list[Path] | None,
    typer.Option("--guides", "-g", help="The guides to judge by; without it, those of the session."),
]


async def rescore(
    sessions: Sessions = None,
    model: Model = "",
    variants: Variants = None,
    last: Last = None,
    everything: All = False,
    keep: Keep = False,
    guides: Guides = None,
    no_mask: NoMask = False,
    as_json: AsJson = False,
) -> None:
    """Judge an old session with today's evaluator; what it was judged then is kept beside it.

    With --variant twice or more, several evaluators judge the same answers, and what they differ on is shown;
    nothing is kept unless you say --keep.
    """
    ids = list(dict.fromkeys(sessions or ()))
    settings = terminal.settings().model_copy(update={"mask": not no_mask})
    # With JSON on standard output, all else goes to standard error.
    screen = Screen(PlainConsole(stderr=True)) if as_json else terminal.screen()
    if not variants:
        if len(ids) > 1 or last or everything or keep:
            raise typer.BadParameter("Several sessions, --last, --all and --keep go with --variant.")
        await _rescore(settings, screen, ids[0] if ids else "", model, guides, as_json)
        return
    if model:
        raise typer.BadParameter("--model judges alone and --variant compares: say one of them.")
    if len(variants) < 2:
        raise typer.BadParameter(
            f"One variant is nothing to compare. Alone it judges as --model {variants[0]}."
        )
    if sum((bool(ids), last is not None, everything)) > 1:
        raise typer.BadParameter("Name sessions, or say --last N, or --all.")
    chosen = partial(contrasting.judged_sessions, ids=ids, last=last, everything=everything)
    await _contrast(settings, screen, variants, chosen, keep, guides, as_json)


async def _rescore(
    settings: Settings, screen: Screen, session_id: str, model: str, guides: list[Path] | None, as_json: bool
) -> None:
    chosen = model or settings.model_for("evaluator")
    judge = judge_of(settings, "" if chosen == "draft" else chosen)
    async with contextlib.AsyncExitStack() as stack:
        if judge is not None:
            stack.push_async_callback(judge.aclose)
        memory = await stack.enter_async_context(open_memory(settings))
        session = await session_or_last(memory, session_id)
        turns = await transcript(memory.store, session.id)
        rescoring.check_judged(session.id, turns)
        where = guides_of(session, settings, guides)
        knowledge = contrasting.knowledge_of(settings, memory, where, screen)
        found = await rescoring.rescore(
            turns,
            knowledge,
            judge,
            now(),
            unmasked=not settings.mask,
            sandbox=open_sandbox(settings.common_home),
        )
        await memory.store.add_rescoring(session.id, found)
    if as_json:
        terminal.print_json(found)
    else:
        judged = comparing.side_by_side(turns, found)
        tables.show_rescoring(screen.console, judged, words.rescored_by(found), unmasked=not settings.mask)


async def _contrast(
    settings: Settings,
    screen: Screen,
    given: Sequence[str],
    choose: Callable[..., Awaitable[Sequence[contrasting.Chosen]]],
    keep: bool,
    guides: list[Path] | None,
    as_json: bool,
) -> None:
    variants = read_variants(given, settings.model_for("evaluator"), settings.prompts)
    unmasked = not settings.mask
    async with contextlib.AsyncExitStack() as stack:
        judges = [_judge(settings, variant, stack) for variant in variants]
        memory = await stack.enter_async_context(open_memory(settings))
        chosen = await choose(memory, screen=screen)
        trials = await contrasting.tried(settings, memory, chosen, judges, screen, guides)
        found = contrast.contrast(variants, trials, unmasked=unmasked)
        kept = await contrasting.keep(memory, judges, trials, unmasked=unmasked) if keep else 0
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


def _judge(settings: Settings, variant: Variant, stack: contextlib.AsyncExitStack) -> Judge:
    """What `variant` judges with, until `stack` ends."""
    model = judge_of(settings, "" if variant.model == DRAFT else variant.model)
    if model is not None:
        stack.push_async_callback(model.aclose)
    return Judge(variant, model, variant.prompts or settings.prompts)
