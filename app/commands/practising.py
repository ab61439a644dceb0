"""`interview practise`: one question, until it sits."""

from __future__ import annotations

from typing import Annotated

import typer

from app import terminal
from app.bootstrap.guides import guides_to_practise
from app.bootstrap.memory import open_memory
from app.commands.options import GuidesOfTheLast, NoMask, Person
from app.commands.whose import one_persons
from app.practice import repeating
from app.session.answering import keyboard, standard_input
from app.session.candidate import LeftOpen


async def practise(
    words: Annotated[
        list[str], typer.Argument(metavar="WORDS", help="Words of the question, or what it is about.")
    ],
    guides: GuidesOfTheLast = None,
    person: Person = None,
    no_mask: NoMask = False,
) -> None:
    """Practise one question until it sits: coached each time, with before and after side by side.

    Answers are typed, or come from standard input, one attempt a line.
    """
    settings, screen = terminal.settings().model_copy(update={"mask": not no_mask}), terminal.screen()
    candidate = standard_input(screen) or keyboard()
    asked = " ".join(words)
    try:
        async with open_memory(settings) as memory:
            where, _ = await guides_to_practise(guides, settings, memory)
            where = one_persons(settings, where, person, screen).where
            await repeating.practise(settings, screen, memory, where, asked, candidate)
    except LeftOpen as left:
        raise LeftOpen(f'interview practise "{asked}"', kept=left.kept, language=left.language) from left
