"""What two places of a guide tell otherwise: any count, certificates, people led; and what only looks so."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from knowledge.consistency import contradictions


def _found(text: str) -> list[tuple[str, int, int]]:
    """Each report as its check and the lines of its two places."""
    reports = contradictions([SimpleNamespace(name="guide.md", text=text)])
    return [(one.check, one.first.source.first_line, one.second.source.first_line) for one in reports]


@pytest.mark.parametrize(
    ("pitch", "fact"),
    [
        ("I keep 26 hives on four roofs and teach on Sundays.", "- 31 hives"),
        ("Ich betreue 26 Bienenvölker auf vier Dächern.", "- 31 Bienenvölker"),
        ("Je m'occupe de 26 ruches sur quatre toits.", "- 31 ruches"),
        ("Cuido 26 colmenas en cuatro tejados.", "- 31 colmenas"),
    ],
)
def test_a_count_of_anything_that_a_pitch_and_a_list_tell_otherwise_is_reported(
    pitch: str, fact: str
) -> None:
    guide = f"# Beekeeper\n\n## Pitch\n{pitch}\n\n## Numbers to remember\n{fact}\n- 4 %\n"

    assert _found(guide) == [("figure", 4, 7)]


def test_a_deed_told_with_another_count_in_an_answer_is_reported() -> None:
    guide = (
        "# Coach\n\n## Pitch\nI started eleven swimming clubs and one that failed.\n\n"
        "## Questions\n**What are you proud of?**\nThat I started 14 swimming clubs where no pool was.\n"
    )

    assert _found(guide) == [("figure", 4, 8)]


def test_what_stands_beside_an_equal_figure_is_told_of_the_same_thing() -> None:
    guide = (
        "# Search\n\n## Retrieval\n- Two-tower model, 128 dimensions, 11 million items\n\n"
        "## Questions\n**How do you retrieve?**\n"
        "A two-tower model with 256 dimensions over 11 million items.\n"
    )

    assert _found(guide) == [("figure", 4, 8)]


@pytest.mark.parametrize(
    "guide",
    [
        # Both values stand in one place, which explains them.
        "## Pitch\nI teach 22 children, in summer 26 children.\n\n## Numbers\n- 22 children\n",
        # Two of a kind, told alike.
        "## Days\nWe have 9 carers on the floor and 3 nurses.\n\n"
        "## Nights\nWe have 4 carers on the floor and 1 nurse.\n",
        # One's own and the branch's.
        "## Numbers\n- I sold 31 houses last year\n\n## Questions\n**The branch?**\n"
        "Our branch sold 112 houses last year.\n",
        # Other periods.
        "## Pitch\nI sold 48,000 tickets last year.\n\n## Numbers\n- 31,000 tickets so far\n",
        # How it was and how it is.
        "## Story\n**Situation:** There were 21 errors a month.\n**Result:** After a year it was calm.\n\n"
        "## Numbers\n- 5 errors a month\n",
        # A pilot.
        "## Story\nIn the pilot there were 2 errors a month.\n\n## Numbers\n- 5 errors a month\n",
        # Where one wants to be.
        "## Where I want to be\n- 2 complaints a week\n\n## Numbers\n- 6 complaints a week\n",
        # A range and what is within it.
        "## Pitch\nI lead 10 to 12 cooks.\n\n## Numbers\n- 11 cooks\n",
    ],
)
def test_what_may_well_differ_is_not_reported(guide: str) -> None:
    assert _found(f"# Guide\n\n{guide}") == []


def test_a_certificate_held_and_still_to_be_sat_is_reported_by_its_name() -> None:
    held = "# Nurse\n\n## About me\nCCRN certified since 2019, eight years of intensive care.\n\n## To do\n"

    assert _found(f"{held}Tell them that my CCRN exam is booked for May.\n") == [("progress", 4, 7)]
    assert _found(f"{held}Tell them that my CNML exam is booked for May.\n") == []


@pytest.mark.parametrize(
    ("gap", "answer", "reported"),
    [
        ("I have never led people", "I led a team of six and wrote the rota.", True),
        ("Noch nie Mitarbeiter geführt", "Ich leite ein Team von sechs Leuten.", True),
        ("Nunca he dirigido un equipo", "Desde 2021 dirijo un equipo de cinco.", True),
        ("Je n'ai jamais encadré", "Je dirige une équipe de cinq personnes.", True),
        ("I have never managed anybody formally", "I led a team of six for two seasons.", False),
        ("At Brook I led nobody", "I lead five engineers at Harlow.", False),
        ("I had never led people before that", "I led a team of six.", False),
        ("never led people", "I led a project team of four.", False),
    ],
)
def test_people_never_led_and_led(gap: str, answer: str, reported: bool) -> None:
    guide = f"# Guide\n\n## Weak spots\n- {gap}\n\n## Questions\n**What did you do?**\n{answer}\n"

    assert _found(guide) == ([("leading", 4, 8)] if reported else [])


def test_what_was_made_in_a_tool_was_done_with_it() -> None:
    gap = "# Drawer\n\n## Gaps\n- I have never used Revit, only AutoCAD\n\n## Stories\n### The school\n"

    assert _found(f"{gap}I drew the school in Revit with two interns.\n") == [("usage", 4, 8)]
    assert _found(f"{gap}Our vendor set up Revit for the county, I only saw it.\n") == []


def test_the_text_of_a_pitch_ends_where_something_is_asked() -> None:
    spoken = " ".join(["I keep bees and like it."] * 24)
    asked = "\n\n**Q:** Why bees?\n**A:** " + " ".join(["They are calm and so am I."] * 40)

    assert _found(f"# Guide\n\n## Pitch (1 minute)\n\n{spoken}{asked}\n") == []
