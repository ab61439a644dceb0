"""The lines at the head of an interview about whose guides these are, and in which languages."""

from __future__ import annotations

import shlex

from agents.sayings import SPOKEN
from app.bootstrap.people import Chosen
from app.display.front import Front
from app.display.labels import label, of_list
from domain.interview import ENGLISH
from domain.shown import shown_in_a_line
from knowledge.library import Library
from knowledge.people import Person
from language.tongues_named import name_of


def tell_people(screen: Front, chosen: Chosen, *, shows_all: bool = False) -> None:
    """A line where the guides look like those of several people, and whose are taken.

    `shows_all` is whether everybody's are shown here, and only an interview takes one person's.
    """
    for line in whose(chosen, screen.language, shows_all=shows_all):
        screen.notice(line)


def whose(chosen: Chosen, language: str = ENGLISH, *, shows_all: bool = False) -> list[str]:
    """Whose guides these look like, where they are several people's, whose are taken, and how to choose."""
    people = chosen.people
    if not people.are_several or chosen.wanted:
        return []
    count = len(people.persons)
    each = of_list([f"{person.name} ({_guides(person)})" for person in people.persons], language)
    if chosen.person is None:
        first = shlex.quote(people.persons[0].name)
        return [label("people_all", language, count=count, each=each, person=first)]
    other = next(person.name for person in people.persons if person != chosen.person)
    told = [
        label(
            "people_one_asked" if shows_all else "people_one",
            language,
            count=count,
            each=each,
            person=chosen.person.name,
            name=other,
            other=shlex.quote(other),
        )
    ]
    if people.unknown:
        names = of_list([shown_in_a_line(name) for name in people.unknown], language)
        told.append(label("people_unnamed", language, names=names))
    return told


def tell_languages(screen: Front, library: Library) -> None:
    """A line for each guide in a language that the agents have no words of their own in."""
    for guide, code in library.languages.items():
        if code not in SPOKEN:
            screen.tell("english_of_my_own", guide=shown_in_a_line(guide), tongue=name_of(code))


def _guides(person: Person) -> str:
    return ", ".join(shown_in_a_line(guide) for guide in person.guides)
