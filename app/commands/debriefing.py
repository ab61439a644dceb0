"""`interview debrief`: a real interview, out of its transcript."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app import terminal
from app.bootstrap.memory import check_writing, open_memory
from app.bootstrap.models import open_models
from app.commands.options import GuidesOfTheLast, NoMask, Person
from app.commands.whose import guides_to_practise_told, one_persons
from app.debrief import new_questions, words
from app.debrief.debriefing import Heard, check_new, heard
from app.debrief.debriefing import debrief as take_in
from app.display.screen import Screen
from app.files import given
from app.indexing import open_shown_index
from language.wording import counted, listed

Transcript = Annotated[
    Path,
    typer.Argument(
        metavar="FILE", help="The transcript: .vtt, .srt, .txt, .md, as your meeting's tool wrote it."
    ),
]


async def debrief(
    transcript: Transcript,
    me: Annotated[
        str | None, typer.Option("--me", help="Your name in it; without it, whoever answers most.")
    ] = None,
    guides: GuidesOfTheLast = None,
    person: Person = None,
    questions: Annotated[
        Path | None, typer.Option("--questions", help="Where to write the new questions, *.md.")
    ] = None,
    no_mask: NoMask = False,
) -> None:
    """Take in a real interview: what you were asked, how your answers hold, and what was new.

    It becomes a session like any other: report, replay, compare, rescore, and what is due.
    """
    settings, screen = terminal.settings().model_copy(update={"mask": not no_mask}), terminal.screen()
    async with open_memory(settings) as memory, open_models(settings) as models:
        where = await guides_to_practise_told(guides, settings, memory)
        chosen = one_persons(settings, where, person, screen)
        check_writing(memory)
        knowledge = open_shown_index(settings, chosen.library, chosen.where, memory, screen)
        with given(transcript):
            found = heard(transcript, knowledge, me)
            await check_new(memory, transcript, found.digest)
        _tell(screen, found)
        done = await take_in(
            memory, knowledge, found, transcript, chosen.where, models, unmasked=no_mask and bool(models)
        )
    screen.blank()
    screen.debrief(done.turns)
    screen.report(done.report, done.session)
    screen.blank()
    if found.new:
        out = questions or new_questions.beside(transcript)
        new_questions.write(out, found.new, transcript.name)
        told = f"{counted(len(found.new), 'question')} to prepare, in {out}: write the answers there"
        screen.line("New", f"{told}, and put it among your guides")
    screen.line("Session", f"{done.session.id} · `interview replay {done.session.id}` reads it again")


def _tell(screen: Screen, found: Heard) -> None:
    """Who was taken for whom, and what each question was taken for."""
    who = found.roles
    if who.unnamed:
        screen.line("Speakers", words.UNNAMED)
    else:
        guess = ", who answers most; --me NAME says otherwise" if who.guessed else ""
        screen.line("You", f"{who.me}{guess}")
        screen.line("Asked by", listed(words.asking(found)))
    for each in found.questions:
        more = f" · {told}" if (told := words.followed_up(each)) else ""
        screen.line("Question", f"{words.asked(each)} → {words.taken_for(each)}{more}")
    if told := words.small_talk(found):
        screen.notice(told)
