"""Several people's guides in one folder are told apart, and one person's never."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.guide import Guide
from knowledge.library import Library, read_library
from knowledge.people import people_of
from tests.support.guides import understood

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "guides"


def guide(name: str, pitch: str, title: str = "Prep") -> Guide:
    return understood(
        f"""
        # {title}

        ## Pitch (30 seconds)

        "{pitch} I have worked for years where people rely upon me, and would like to do that with you."
        """,
        name,
    )


def told(*guides: Guide) -> list[tuple[str, tuple[str, ...]]]:
    return [(person.name, person.guides) for person in people_of(Library(guides=guides)).persons]


@pytest.mark.parametrize(
    ("one", "other", "names"),
    [
        ("I'm Ana Ruiz, a night nurse.", "My name is Bo Lindgren.", ["Ana Ruiz", "Bo Lindgren"]),
        ("Ich heiße Karin Vogt.", "Mein Name ist Peter Maurer.", ["Karin Vogt", "Peter Maurer"]),
        ("Me llamo Inés Prado.", "Soy Tomás Gil, y cocino.", ["Inés Prado", "Tomás Gil"]),
        ("Je m'appelle Luc Morel.", "Je suis Aline Petit, infirmière.", ["Luc Morel", "Aline Petit"]),
        ("Ik heet Joris Bakker.", "Mijn naam is Els de Wit.", ["Joris Bakker", "Els de Wit"]),
        ("Mi chiamo Piero Neri.", "Meu nome é Rita Sousa.", ["Piero Neri", "Rita Sousa"]),
        ("我叫王小明，是护士。", "我叫李华，是教师。", ["王小明", "李华"]),
    ],
)
def test_two_names_are_two_people_in_each_language(one: str, other: str, names: list[str]) -> None:
    people = people_of(Library(guides=(guide("a.md", one), guide("b.md", other))))

    assert people.sure
    assert [person.name for person in people.persons] == names
    assert [person.guides for person in people.persons] == [("a.md",), ("b.md",)]


def test_a_part_of_a_name_is_the_same_person() -> None:
    found = told(guide("a.md", "My name is Ana."), guide("b.md", "I'm Ana Ruiz, a night nurse."))

    assert found == [("Ana Ruiz", ("a.md", "b.md"))]


@pytest.mark.parametrize(
    "pitch",
    [
        "I'm Senior Data Engineer, and I like it.",
        "I'm German, and I like it.",
        "I am Lead Nurse, and proud of it.",
        "I built the platform.",
    ],
)
def test_a_title_is_no_name(pitch: str) -> None:
    assert told(guide("a.md", pitch), guide("b.md", "I'm Ana Ruiz, a night nurse.")) == [
        ("Ana Ruiz", ("b.md",))
    ]


def test_whoever_is_told_about_in_a_story_is_not_the_candidate() -> None:
    story = understood(
        """
        ### Story: The new one

        **Situation:** My name is Bo Lindgren, said the new one.
        **Action:** I showed him the ward.
        **Result:** He stayed for nine years.
        """,
        "b.md",
    )

    assert told(guide("a.md", "I'm Ana Ruiz, a night nurse."), story) == [("Ana Ruiz", ("a.md",))]


def test_two_professions_without_names_are_a_doubt_and_not_sure() -> None:
    people = people_of(
        Library(guides=(guide("a.md", "I'm a night nurse."), guide("b.md", "I'm an industrial electrician.")))
    )

    assert people.are_several and not people.sure
    assert [person.field for person in people.persons] == [True, True]


def test_neighbouring_professions_are_one_person() -> None:
    people = people_of(
        Library(
            guides=(guide("a.md", "I'm a data engineer."), guide("b.md", "I'm a machine learning scientist."))
        )
    )

    assert not people.are_several


def test_the_sample_guides_are_one_persons() -> None:
    assert not people_of(read_library([ROOT / "knowledge" / "guides"])).are_several


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real guides are not beside this project")
def test_the_five_real_guides_are_not_torn_apart() -> None:
    assert not people_of(read_library([SHARED])).are_several
