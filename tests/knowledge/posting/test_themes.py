"""What is asked in general words and told in plain ones: themes, and who may tell of something."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.posting import AskedKind
from knowledge.base import KnowledgeBase
from knowledge.posting.matched import Coverage, Matched
from knowledge.posting.matching import match
from knowledge.posting.naming import says_no
from knowledge.posting.read import understood
from knowledge.posting.tellers import Tellers
from knowledge.posting.themes import asked_in, signs
from knowledge.values import GuideText
from tests.support.interviews import a_point, some_knowledge

NEWCOMER = a_point(
    "Tell me about somebody who had just begun.",
    "She joined straight from college, so I was her buddy for a month and taught her the till",
    line=10,
)
COMPLAINT = a_point(
    "What was your worst evening?",
    "A guest was furious and shouted across the room, I apologised and gave him his money back",
    line=20,
)
NO_TEAM = a_point(
    "Have you ever run a team?", "No, never, I have always worked for others in a team", line=30
)


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    folder: Path = tmp_path_factory.mktemp("index")
    return some_knowledge(folder, NEWCOMER, COMPLAINT, NO_TEAM)


def matched(knowledge: KnowledgeBase, line: str, part: str = "Requirements") -> Matched:
    text = f"## {part}\n- {line}\n- Experience with Zanzibar"
    return match(understood(GuideText(name="posting.md", text=text, digest="")), knowledge)[0]


@pytest.mark.parametrize(
    ("asked", "told", "of"),
    [
        ("Mentor one junior designer", "I gave every starter a buddy", 2),
        ("Anleitung von Praktikanten", "Ein Azubi hat bei mir gelernt", 1),
        ("Gestion des réclamations", "Le client était furieux, je l'ai rappelé", 2),
        ("Control de existencias e inventario", "Cada lunes cuento y anoto la diferencia", 1),
        ("负责库存盘点", "每周盘点，差异不到百分之一", 2),
    ],
)
def test_a_theme_is_asked_in_general_words_and_told_in_plain_ones(asked: str, told: str, of: int) -> None:
    assert max((signs(theme, told) for theme in asked_in(asked)), default=0) >= of


def test_an_entry_begins_a_word_unless_it_says_that_it_may_stand_within_one() -> None:
    assert asked_in("die fristenplanung") and asked_in("sales coaching")
    assert not asked_in("stagecoaches")


def test_who_may_tell_of_it_comes_first_and_one_who_says_no_not_at_all(knowledge: KnowledgeBase) -> None:
    tellers = Tellers(knowledge, knowledge.talking_points)

    assert tellers.of("Mentor junior staff")[0].point.id == NEWCOMER.id
    assert tellers.of("Deal with complaints calmly")[0].point.id == COMPLAINT.id
    assert NO_TEAM.id not in {each.point.id for each in tellers.of("Lead a team of four clerks")}


def test_what_is_told_in_other_words_is_shown(knowledge: KnowledgeBase) -> None:
    found = matched(knowledge, "Mentor and coach junior staff", "Your responsibilities")

    assert found.asked.kind is AskedKind.DUTY
    assert found.coverage in (Coverage.UNSURE, Coverage.COVERED)
    assert found.shown[0].talking_point_id == NEWCOMER.id


def test_a_no_covers_nothing(knowledge: KnowledgeBase) -> None:
    assert matched(knowledge, "Experience of having run a team").coverage is not Coverage.COVERED


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("No, I have never written an app.", True),
        ("Nein, ich habe nur davon gelesen.", True),
        ("No, but I have led a project with nine people.", False),
        ("Nobody else did it, so I wrote the app.", False),
        ("No one of the nine complained.", False),
        ("Yes, for two years.", False),
    ],
)
def test_a_no_is_told_from_an_answer_that_only_begins_alike(answer: str, expected: bool) -> None:
    point = a_point("Have you written an app?", answer, line=1)

    assert says_no(point) is expected
