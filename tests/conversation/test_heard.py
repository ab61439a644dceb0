"""When a denial is told, and when it is only a doubt."""

from __future__ import annotations

import pytest

from agents.coach.check import to_check
from agents.coach.heard import has_landed, in_doubt, is_missing, is_turned, label_told, may_be_put_plainer
from app.display import words
from domain.verdict import (
    Band,
    Evidence,
    KeyPointVerdict,
    Label,
    Provenance,
    Score,
    Surely,
    Verdict,
)
from tests.support.talking import key_point

POINT = key_point("k", "I call the senior doctor at once")


def turned(quote: str, denied: float | None) -> KeyPointVerdict:
    surely = None
    if denied is not None:
        surely = Surely(covered=1 - denied, partly=0, absent=0, denied=denied)
    return KeyPointVerdict(
        key_point=POINT,
        label=Label.CONTRADICTED,
        credit=0,
        evidence=Evidence(quote=quote, start=0, end=len(quote)),
        surely=surely,
    )


def told(judged: KeyPointVerdict) -> int:
    verdict = Verdict(
        outcome=Score(value=0, low=0, high=0.2, band=Band.WEAK),
        key_points=(judged,),
        provenance=Provenance(agent="evaluator"),
    )
    return len(to_check(verdict, ""))


@pytest.mark.parametrize(
    ("quote", "denied"),
    [
        ("I never call the senior doctor", None),
        ("I never call the senior doctor", 0.2),  # found by its words
        ("I wait and see", 0.97),
        ("I do not call the senior doctor", 0.85),
    ],
)
def test_a_sure_denial_is_told(quote: str, denied: float | None) -> None:
    judged = turned(quote, denied)

    assert is_turned(judged) and not in_doubt(judged) and told(judged) == 1


@pytest.mark.parametrize(("quote", "denied"), [("The doctor decides", 0.7), ("Nobody waits with us", 0.86)])
def test_what_the_encoder_only_thinks_denied_is_asked_and_not_told(quote: str, denied: float) -> None:
    judged = turned(quote, denied)

    assert in_doubt(judged) and not is_turned(judged) and told(judged) == 0


def unsure(covered: float, partly: float) -> KeyPointVerdict:
    quote = "I think we looked after it"
    return KeyPointVerdict(
        key_point=POINT,
        label=Label.UNSURE,
        credit=0.3,
        evidence=Evidence(quote=quote, start=0, end=len(quote)),
        surely=Surely(covered=covered, partly=partly, absent=1 - covered - partly, denied=0),
    )


def test_a_doubtful_denial_is_told_as_a_doubt_everywhere() -> None:
    doubtful, sure = turned("The doctor decides", 0.57), turned("I do not call the senior doctor", 0.85)

    assert (label_told(doubtful), words.labelled(doubtful)) == (Label.UNSURE, "unsure")
    assert (label_told(sure), words.labelled(sure)) == (Label.CONTRADICTED, "contradicted, 85%")


def test_what_is_too_faint_to_praise_is_called_unsure_everywhere() -> None:
    faint = unsure(0.63, 0.1).model_copy(update={"label": Label.COVERED})
    plain = unsure(0.78, 0.1).model_copy(update={"label": Label.COVERED})

    assert not has_landed(faint) and (label_told(faint), words.labelled(faint)) == (Label.UNSURE, "unsure")
    assert has_landed(plain) and words.labelled(plain) == "covered, 78%"


@pytest.mark.parametrize(("covered", "partly", "may"), [(0.2, 0.15, True), (0.1, 0.1, False)])
def test_only_what_was_said_somehow_can_be_said_more_plainly(
    covered: float, partly: float, may: bool
) -> None:
    assert may_be_put_plainer(unsure(covered, partly)) is may
    assert not may_be_put_plainer(turned("The doctor decides", 0.57).model_copy(update={"evidence": None}))


@pytest.mark.parametrize(
    ("point", "quote", "lands"),
    [
        ("Heute dauert sie achtzehn Minuten", "Jetzt sind wir nach achtzehn Minuten fertig", True),
        ("It takes 18 minutes today", "We are through in eighteen minutes", True),
        ("It takes 18 minutes today", "We are through in a short while", False),
        ("It fell from 40 to 18 minutes", "We are through in eighteen minutes", False),
        ("The relatives were glad", "They thanked us", False),
    ],
)
def test_what_was_half_said_with_all_its_figures_is_no_gap(point: str, quote: str, lands: bool) -> None:
    half = KeyPointVerdict(
        key_point=key_point("kp", point),
        label=Label.PARTLY,
        credit=0.4,
        evidence=Evidence(quote=quote, start=0, end=len(quote)),
    )

    assert has_landed(half) is lands
    assert is_missing(half) is not lands
