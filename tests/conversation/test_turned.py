"""Which denials a candidate is told of: those that deny the guide, and not those that only have a denial."""

from __future__ import annotations

import pytest

from agents.turned import agrees_after_all, is_turned
from domain.guide import KeyPoint, KeyPointOrigin, Source
from domain.verdict import Evidence, KeyPointVerdict, Label, Surely


@pytest.mark.parametrize(
    ("language", "stated", "said"),
    [
        ("en", "I never promise a date on the phone", "On the phone I don't give anybody a date"),
        ("en", "I don't cook to order", "The order of the guests doesn't matter to me when I cook"),
        (
            "en",
            "I give two quotes, a low one and a high one",
            "A low one and a high one; I never give a lone quote",
        ),
        ("en", "We opened the shop with four tables", "We had four tables in the shop, no kitchen, nothing"),
        ("en", "I'd rather have no meeting at all", "Where I can't avoid a meeting, it's short"),
        ("en", "A shift has at most ten hours", "No shift of mine is longer than ten hours"),
        ("en", "Old bread goes to the animal shelter", "Nothing is binned, the shelter gets the old bread"),
        ("de", "Allein fährt niemand vor der Prüfung", "Vor der Prüfung lasse ich niemanden allein fahren"),
        ("fr", "Je ne dis jamais le prix au téléphone", "Au téléphone je dis pas le prix"),
    ],
)
def test_what_only_has_a_denial_in_it_agrees_after_all(language: str, stated: str, said: str) -> None:
    assert agrees_after_all(stated, said, language)


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ("I call the family on the same day", "I never call the family on the same day"),
        ("I never promise a date on the phone", "I promise a date on the phone"),
        ("A shift has at most ten hours", "A shift is longer than ten hours"),
        ("A shift has at most ten hours", "No shift of mine is shorter than ten hours"),
        ("Old bread goes to the animal shelter", "Old bread doesn't go to the animal shelter"),
        ("I don't cook to order", "We don't have waiters"),
    ],
)
def test_a_denial_of_the_guide_is_one(stated: str, said: str) -> None:
    assert not agrees_after_all(stated, said, "en")


@pytest.mark.parametrize(
    ("denied", "said", "turned"),
    [
        (0.97, "I never call the family on the same day", True),
        (0.97, "Where I never call the family on the same day, a colleague does", False),
        # Of three words in five two are affirmed beside the denial, so that the encoder has to be surer.
        (0.85, "I call the family, not the neighbours", False),
        (0.85, "I don't call the family on the day", True),
    ],
)
def test_a_denial_is_told_where_it_denies_and_the_encoder_is_sure(
    denied: float, said: str, turned: bool
) -> None:
    source = Source(guide="guide.md", first_line=1, last_line=1)
    judged = KeyPointVerdict(
        key_point=KeyPoint(
            id="k",
            text="I call the family on the same day",
            weight=1.0,
            origin=KeyPointOrigin.ANSWER,
            source=source,
        ),
        label=Label.CONTRADICTED,
        credit=0.0,
        surely=Surely(covered=0.0, partly=0.0, absent=1 - denied, denied=denied),
        evidence=Evidence(quote=said, start=0, end=len(said)),
    )
    assert is_turned(judged) is turned
