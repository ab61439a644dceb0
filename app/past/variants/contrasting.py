"""Several evaluators over the answers of old sessions: what they are tried on, and what of it is kept."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from rich.progress import Progress

from app.bootstrap.contradictions import doubts_of
from app.bootstrap.guides import library_of
from app.bootstrap.memory import Memory, now, session_or_last
from app.bootstrap.models import limits
from app.bootstrap.whereabouts import guides_of
from app.display.complaints import complain
from app.display.console import PlainConsole
from app.display.screen import Screen
from app.indexing import open_shown_index
from app.past import listing
from app.past.rescoring import as_rescoring
from app.past.transcript import transcript
from app.past.variants.trials import Judge, Trial, try_all
from app.settings import Settings
from domain.errors import InterviewError, NoGuides, StoredByNewerVersion
from domain.interview import Session, Turn
from knowledge.base import KnowledgeBase
from memory.records import DamagedRecord

Chosen = tuple[Session, list[Turn]]


async def judged_sessions(
    memory: Memory, ids: Sequence[str], last: int | None, everything: bool, screen: Screen
) -> list[Chosen]:
    """The sessions to judge again: those named, the `last` ones, all, or else the last.

    Those without a judged answer, or that cannot be read, are left out, and named. Raises `UnknownSession`,
    `DamagedRecord` for one that was named, and `InterviewError` where none is left.
    """
    problems: list[str] = []
    if last is not None or everything:
        wanted, problems = await listing.readable(memory.store)
    elif ids:
        wanted = [await memory.store.session(each) for each in ids]
    else:
        wanted = [await session_or_last(memory, "")]
    found: list[Chosen] = []
    without: list[str] = []
    for session in wanted:
        try:
            turns = await transcript(memory.store, session.id)
        except (DamagedRecord, StoredByNewerVersion) as error:
            if session.id in ids:
                raise
            problems.append(str(error))
            continue
        if any(turn.verdict is not None for turn in turns):
            found.append((session, turns))
        else:
            without.append(session.id)
        if len(found) == last:
            break
    for problem in problems:
        complain(problem)
    if not found:
        raise InterviewError("None of these sessions has a judged answer, so none can be judged again.")
    if without:
        screen.notice(f"Without a judged answer, and left out: {', '.join(without)}.")
    return found


async def tried(
    settings: Settings,
    memory: Memory,
    chosen: Sequence[Chosen],
    judges: Sequence[Judge],
    screen: Screen,
    guides: Sequence[Path] | None = None,
) -> list[Trial]:
    """Every session under every judge; one whose guides are gone is left out, and named.

    Raises `NoGuides` where none is left.
    """
    ready = _with_guides(settings, memory, chosen, screen, guides)
    # A turn's time is for one answer while somebody waits.
    unhurried = replace(limits(settings), turn_seconds=None)
    hidden = not sys.stderr.isatty()
    with Progress(console=PlainConsole(stderr=True), transient=True, disable=hidden) as progress:
        answers = sum(_judged_then(turns) for _, turns, _ in ready)
        task = progress.add_task("Judging", total=answers * len(judges))
        return [
            await try_all(
                session.id,
                turns,
                knowledge,
                judges,
                unhurried,
                time.perf_counter,
                lambda: progress.advance(task),
            )
            for session, turns, knowledge in ready
        ]


def _with_guides(
    settings: Settings,
    memory: Memory,
    chosen: Sequence[Chosen],
    screen: Screen,
    guides: Sequence[Path] | None,
) -> list[tuple[Session, list[Turn], KnowledgeBase]]:
    """Those sessions whose guides are there, with them; see `tried`."""
    opened: dict[tuple[Path, ...], KnowledgeBase] = {}
    ready: list[tuple[Session, list[Turn], KnowledgeBase]] = []
    for session, turns in chosen:
        try:
            where = guides_of(session, settings, guides)
            if where not in opened:
                opened[where] = knowledge_of(settings, memory, where, screen)
        except NoGuides as error:
            if len(chosen) == 1:
                raise
            screen.notice(f"Session {session.id} is left out: {error}")
        else:
            ready.append((session, turns, opened[where]))
    if not ready:
        raise NoGuides("these sessions", "those of each of them are gone.")
    return ready


async def keep(memory: Memory, judges: Sequence[Judge], trials: Sequence[Trial], *, unmasked: bool) -> int:
    """Keep the new verdicts beside the old; how many rescorings that made.

    A model that judged nothing of a session has nothing to keep there.
    """
    kept = 0
    for trial in trials:
        for judge, judged in zip(judges, trial.judged, strict=True):
            if not any(one.is_own for one in judged):
                continue
            verdicts = [(asked, one.verdict) for asked, one in zip(trial.asked, judged, strict=True)]
            rescoring = as_rescoring(
                verdicts,
                now(),
                judge.variant.model,
                trial.index_version,
                prompt=judge.variant.prompt,
                unmasked=unmasked,
            )
            await memory.store.add_rescoring(trial.session_id, rescoring)
            kept += 1
    return kept


def knowledge_of(
    settings: Settings, memory: Memory, where: tuple[Path, ...], screen: Screen
) -> KnowledgeBase:
    """The guides at `where` as they are now, with the questions about their contradictions."""
    knowledge = open_shown_index(settings, library_of(settings, where), where, memory, screen)
    return knowledge.with_doubts(doubts_of(settings, where, knowledge.library))


def _judged_then(turns: Sequence[Turn]) -> int:
    return len({turn.question.id for turn in turns if turn.verdict is not None})
