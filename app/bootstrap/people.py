"""The guides of one person, where a folder holds those of several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from domain.errors import BadSetting
from knowledge.library import Library, guides_by_name, read_library
from knowledge.people import People, Person, people_of
from language.wording import listed


@dataclass(frozen=True, slots=True)
class Chosen:
    """The guides that are taken, whose they are, and who else has guides there.

    `person` is None where all guides are taken: one person's, or not surely several people's. `wanted` says
    that the person was asked for.
    """

    where: tuple[Path, ...]
    library: Library
    people: People
    person: Person | None = None
    wanted: bool = False


def of_one_person(where: Sequence[Path], library: Library, wanted: str | None = None) -> Chosen:
    """Of `library`, read from `where`, the guides of one person, and those that name nobody.

    The person is who is `wanted`, by a part of the name, else whoever has most in the guides. Where nobody is
    wanted and it is not sure that they are several people's, all are taken. Raises `BadSetting` where nobody,
    or more than one, has that name.
    """
    people = people_of(library)
    if wanted is not None:
        return _guides_of(_named(wanted, people), where, library, people, wanted=True)
    if not (people.sure and people.are_several):
        return Chosen(tuple(where), library, people)
    points = {guide.name: len(guide.talking_points) for guide in library.guides}
    person = max(people.persons, key=lambda person: sum(points[guide] for guide in person.guides))
    return _guides_of(person, where, library, people, wanted=False)


def _guides_of(
    person: Person, where: Sequence[Path], library: Library, people: People, *, wanted: bool
) -> Chosen:
    kept = {*person.guides, *people.unknown}
    files = tuple(path for name, path in guides_by_name(where).items() if name in kept)
    own = read_library(files, known=library).model_copy(update={"passed_over": library.passed_over})
    return Chosen(files, own, people, person, wanted)


def _named(wanted: str, people: People) -> Person:
    words = set(wanted.casefold().split())
    exactly = [person for person in people.persons if person.name.casefold() == wanted.casefold().strip()]
    found = exactly or [person for person in people.persons if words and words <= set(_words_of(person))]
    if len(found) == 1:
        return found[0]
    names = listed([person.name for person in people.persons])
    there_are = f"There are those of {names}." if names else "No name stands in them."
    raise BadSetting(f"--person {wanted!r} is nobody whose guides are here. {there_are}")


def _words_of(person: Person) -> list[str]:
    return person.name.casefold().split()
