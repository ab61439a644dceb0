"""How often something is done, told otherwise in two places or two guides."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from knowledge.consistency import contradictions


def found(*texts: str) -> list[tuple[str, str, int, int]]:
    """Each report on how often, as its guides' names and the lines of its two places."""
    guides = [SimpleNamespace(name=f"{at}.md", text=text) for at, text in enumerate(texts)]
    return [
        (
            one.first.source.guide,
            one.second.source.guide,
            one.first.source.first_line,
            one.second.source.first_line,
        )
        for one in contradictions(guides)
        if one.check == "frequency"
    ]


@pytest.mark.parametrize(
    ("pitch", "answer"),
    [
        ("I run the weekly index rebuild for 30 shops.", "The index rebuild runs every night at two."),
        (
            "Ich leite die tägliche Übergabe mit sechs Leuten.",
            "Wir haben jeden Montag eine Übergabe, stehend.",
        ),
        ("Je fais l'inventaire toutes les semaines.", "Je fais l'inventaire tous les mois avec un lecteur."),
        ("我负责每周一次的盘点工作。", "我们每天做盘点工作，并且登记。"),
    ],
)
def test_what_is_done_more_often_in_one_place_is_reported(pitch: str, answer: str) -> None:
    assert found(f"# Notes\n\n## Pitch\n{pitch}\n\n## Questions\n**How?**\n{answer}\n") == [
        ("0.md", "0.md", 4, 8)
    ]


def test_another_guide_of_the_same_candidate_is_held_against_it() -> None:
    one = "# Platform\n\n## Pitch\nI run the nightly ledger export for 41 branches.\n"
    other = "# Notes\n\nThe pitch stands in 0.md.\n\n## Facts\n- Ledger export: weekly\n- 41 branches\n"

    assert found(one, other) == [("0.md", "1.md", 4, 6)]


@pytest.mark.parametrize(
    ("pitch", "answer"),
    [
        # The same in other words.
        ("I run the nightly index rebuild.", "The index rebuild runs once a day."),
        # Two of a kind, each with a word of its own.
        ("I write the weekly cash report.", "I write a monthly board report as well."),
        # It changed, and both are told in one place.
        (
            "I run the weekly index rebuild.",
            "The index rebuild was monthly, now the index rebuild runs weekly.",
        ),
        # What others do.
        ("I check the fridges daily.", "They check the fridges once a month."),
    ],
)
def test_what_only_looks_so_is_not(pitch: str, answer: str) -> None:
    assert not found(f"# Notes\n\n## Pitch\n{pitch}\n\n## Questions\n**How?**\n{answer}\n")
