"""The lines at the head of an interview about whose guides these are, and in which languages."""

from __future__ import annotations

import shlex

from agents.sayings import SPOKEN
from app.bootstrap.people import Chosen
from app.display.screen import Screen
from domain.shown import shown_in_a_line
from knowledge.library import Library
from knowledge.people import Person
from language.tongue import name_of
from language.wording import listed


def tell_people(screen: Screen, chosen: Chosen, doing: str = "I interview over") -> None:
    """A line where the guides look like those of several people, and what is done (`doing`) with whose."""
    people = chosen.people
    if not people.are_several or chosen.wanted:
        return
    each = listed([f"{person.name} ({_guides(person)})" for person in people.persons])
    count = len(people.persons)
    if chosen.person is None:
        first = people.persons[0].name
        screen.notice(
            f"These guides may be those of {count} people: {each}. {doing} all; "
            f"--person {shlex.quote(first)} for one."
        )
        return
    other = next(person for person in people.persons if person != chosen.person)
    screen.notice(
        f"These guides look like those of {count} people: {each}. {doing} {chosen.person.name}'s; "
        f"--person {shlex.quote(other.name)} for {other.name}'s."
    )
    if people.unknown:
        names = listed([shown_in_a_line(name) for name in people.unknown])
        screen.notice(f"Nobody is named in {names}, so it is taken, too.")


def tell_languages(screen: Screen, library: Library) -> None:
    """A line for each guide in a language that the agents have no words of their own in."""
    for guide, code in library.languages.items():
        if code not in SPOKEN:
            screen.notice(
                f"{shown_in_a_line(guide)} is in {name_of(code)}; I can ask its questions, "
                "but speak English of my own."
            )


def _guides(person: Person) -> str:
    return ", ".join(shown_in_a_line(guide) for guide in person.guides)
