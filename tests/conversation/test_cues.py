"""What the prober listens for in every language."""

from __future__ import annotations

from importlib import resources
from typing import Any

import pytest
import yaml

from agents.follow_up_prober import cues, drilling
from agents.follow_up_prober.aims import Aim, aim_of
from agents.follow_up_prober.policy import Target, Weakness
from agents.sayings import SPOKEN, options
from tests.support.talking import key_point, question


def leaves(language: str) -> dict[str, Any]:
    file = resources.files("agents.follow_up_prober").joinpath("cues", f"{language}.yaml")

    def below(tree: dict[str, Any], above: str) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for name, value in tree.items():
            found |= below(value, f"{above}{name}.") if isinstance(value, dict) else {f"{above}{name}": value}
        return found

    return below(yaml.safe_load(file.read_text(encoding="utf-8")), "")


@pytest.mark.parametrize("language", SPOKEN)
def test_each_language_listens_for_everything(language: str) -> None:
    own = leaves(language)

    assert own.keys() == leaves("en").keys()
    for key, listened in own.items():
        if isinstance(listened, list):
            assert listened, key
            assert cues.pattern(language, key)


def test_a_language_that_nobody_speaks_is_listened_to_in_english() -> None:
    assert cues.pattern("pl", "kinds.join") is cues.pattern("en", "kinds.join")


@pytest.mark.parametrize(
    ("language", "text", "aim"),
    [
        ("de", "Wenn jemand krank wird, rufe ich die Springer", Aim.EXCEPTION),
        ("de", "Ich habe die Meister überzeugt", Aim.PEOPLE),
        ("es", "El plazo se redujo a la mitad", Aim.OUTCOME),
        ("fr", "Parce que la pâte doit reposer", Aim.REASON),
        ("pt", "Em vez de comprar, alugamos", Aim.TRADE_OFF),
        ("it", "Alla fine scrivo un verbale", Aim.RECORD),
        ("nl", "Als de ketel uitvalt, bel ik de buren", Aim.EXCEPTION),
        ("zh", "每周抽查一批", Aim.PROOF),
        ("de", "A/B-Test auf 5 % der Besucher", Aim.PROOF),
    ],
)
def test_a_key_point_is_asked_for_by_its_kind_in_its_language(language: str, text: str, aim: Aim) -> None:
    assert aim_of(key_point("kp1", text), language=language) is aim


def test_a_drill_asks_once_more_in_the_language_of_the_guide() -> None:
    asked = question("Wie viele Schafe?", "tp").model_copy(update={"language": "de"})
    inexact = Weakness(target=Target.FIGURE, why="the unit is missing")

    text = drilling.once_more(inexact, asked, (), seed=1, index_version="").text

    assert text in options("follow_up_prober", "de", "once_more.figure")
