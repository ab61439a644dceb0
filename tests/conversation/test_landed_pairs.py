"""What is shown as landed are words that carry the point; where none can be told apart, the point alone."""

from __future__ import annotations

import pytest

from agents.coach.landed import landed
from domain.verdict import Band, Evidence, KeyPointVerdict, Label, Provenance, Score, Verdict
from tests.support.entailing import ABSENT, COVERED, WrittenEntailment
from tests.support.talking import key_point

# Language, the words that were shown, the key point, and whether they carry it. Written before the code.
SEEN = [
    ("en", "I always say good morning to the porter", "Spare keys are kept in a safe", False),
    ("en", "the spare ones lie in the safe", "Spare keys are kept in a safe", True),
    ("en", "it used to take an hour and now it is done in ten minutes", "The count takes 10 minutes", True),
    ("de", "Ich grüße morgens immer den Pförtner", "Ersatzschlüssel liegen im Tresor", False),
    ("de", "Die Ersatzschlüssel sind im Tresor", "Ersatzschlüssel liegen im Tresor", True),
    ("es", "Siempre saludo al portero", "Las llaves de repuesto están en la caja fuerte", False),
]
UNSEEN = [
    ("en", "we had lovely weather that spring", "New hires shadow a colleague for two weeks", False),
    (
        "en",
        "for fourteen days they walk along with someone",
        "New hires shadow a colleague for two weeks",
        True,
    ),
    (
        "fr",
        "Il faisait beau ce printemps-là",
        "Les nouveaux suivent un collègue pendant deux semaines",
        False,
    ),
    ("fr", "Chaque nouveau suit un collègue", "Les nouveaux suivent un collègue pendant deux semaines", True),
    ("it", "Quella primavera faceva bello", "I nuovi affiancano un collega per due settimane", False),
    ("nl", "Het was mooi weer dat voorjaar", "Nieuwe mensen lopen twee weken met een collega mee", False),
]


def verdict(said: str, point: str) -> Verdict:
    judged = KeyPointVerdict(
        key_point=key_point("kp1", point),
        label=Label.COVERED,
        credit=1.0,
        evidence=Evidence(quote=said, start=0, end=len(said)),
    )
    return Verdict(
        outcome=Score(value=0.9, low=0.8, high=1.0, band=Band.of(0.9)),
        key_points=(judged,),
        provenance=Provenance(agent="evaluator"),
    )


@pytest.mark.parametrize(("language", "said", "point", "carries"), [*SEEN, *UNSEEN])
def test_only_words_that_carry_a_point_stand_beside_it(
    language: str, said: str, point: str, carries: bool
) -> None:
    (shown,) = landed(verdict(said, point), language)

    assert (said in shown.text) is carries
    assert carries or point in shown.text


def test_the_encoder_knows_a_carrier_that_has_none_of_the_words() -> None:
    said, point = "whoever starts walks along with somebody at first", "New hires shadow a colleague"
    judged = verdict(said, point)

    (by_words,) = landed(judged, "en")
    (by_meaning,) = landed(judged, "en", WrittenEntailment(lambda *_: COVERED))
    (not_so,) = landed(judged, "en", WrittenEntailment(lambda *_: ABSENT))

    assert said not in by_words.text and said not in not_so.text
    assert said in by_meaning.text and point in by_meaning.text


@pytest.mark.parametrize(
    ("language", "found", "carrier", "point"),
    [
        (
            "en",
            "Our yard is right by the river.",
            "Every mast gets a tag with its length before it is stored.",
            "Action: Tagged every mast with its length",
        ),
        (
            "de",
            "Unser Hof liegt direkt am Fluss.",
            "Jeder Mast bekommt vor dem Einlagern ein Schild mit seiner Länge.",
            "Jeden Mast mit einem Schild und seiner Länge versehen",
        ),
        (
            "fr",
            "Notre chantier est au bord du fleuve.",
            "Chaque mât reçoit une étiquette avec sa longueur.",
            "Étiqueter chaque mât avec sa longueur",
        ),
    ],
)
def test_the_sentence_is_shown_that_has_most_of_the_point(
    language: str, found: str, carrier: str, point: str
) -> None:
    (shown,) = landed(verdict(found, point), language, answer=f"{found} {carrier}")

    assert carrier.rstrip(".") in shown.text and found.rstrip(".") not in shown.text
    assert "Action:" not in shown.text
