"""What only ends an answer says nothing of it."""

from __future__ import annotations

import pytest

from language.no_more import without_the_end
from language.text import read

_TOLD = "Every topic has a schema. Changes are checked in the build."


@pytest.mark.parametrize(
    "end",
    [
        "No, that's all.",
        "No, that would be it from me.",
        "Nothing else.",
        "Nein, das wär's.",
        "Non, c'est tout.",
        "No, eso es todo.",
        "No, è tutto.",
        "Não, é só isso.",
        "Nee, dat was het.",
        "没有了。",
        "I have nothing to add to that.",
        "I've got nothing further to add.",
        "I can't think of anything else right now.",
        "I don't have anything else on that.",
        "Dem habe ich nichts hinzuzufügen.",
        "Ich habe dazu nichts mehr zu ergänzen.",
        "Je n'ai rien à ajouter.",
        "No tengo nada más que añadir.",
        "Non ho altro da aggiungere.",
        "Não tenho mais nada a acrescentar.",
        "Ik heb daar niets aan toe te voegen.",
        "我没什么补充的了。",
    ],
)
def test_that_there_is_no_more_denies_nothing(end: str) -> None:
    assert without_the_end(read(f"{_TOLD} {end}")).said == _TOLD.rstrip(".")
    assert without_the_end(read(f"{_TOLD}\n{end}")).said == _TOLD.rstrip(".")


def test_an_end_without_a_capital_is_one() -> None:
    told = "I checked on a replay that nobody needed the order, so we never bought it"
    for end in ("that's all", "that's it", "no, nothing else"):
        assert without_the_end(read(f"{told}. {end}")).said == told


@pytest.mark.parametrize(
    "end",
    [
        "I have nothing to add to the protocol.",
        "I can't think of anything that is checked.",
        "I don't have anything in the build.",
        "Ich habe nichts.",
        "No, that's all made up.",
        "Nothing else is checked.",
        "That's it for the tests, then docs.",
    ],
)
def test_what_says_something_stays(end: str) -> None:
    assert without_the_end(read(f"{_TOLD} {end}")).said.endswith(end.rstrip("."))


def test_an_answer_that_is_nothing_else_stays() -> None:
    assert without_the_end(read("That's all.")).said == "That's all"


def test_who_has_nothing_to_add_twice_has_told_what_stands_around_it() -> None:
    told = "Every topic has a schema. I have nothing to add. Changes are checked in the build. That's all"

    assert without_the_end(read(told)).words == read(_TOLD).words
