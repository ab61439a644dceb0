"""What is shown as landed are the candidate's words that tell the point; where none do, nothing."""

from __future__ import annotations

import pytest

from agents.coach.landed import landed
from domain.verdict import Band, Evidence, KeyPointVerdict, Label, Provenance, Score, Verdict
from knowledge.entailment.model import Entailed
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
    shown = landed(verdict(said, point), said, language)

    assert [said in each.text for each in shown] == ([True] if carries else [])


def test_the_encoder_knows_a_carrier_that_has_none_of_the_words() -> None:
    said, point = "whoever starts walks along with somebody at first", "New hires shadow a colleague"
    judged = verdict(said, point)

    by_words = landed(judged, said, "en")
    (by_meaning,) = landed(judged, said, "en", WrittenEntailment(lambda *_: COVERED))
    not_so = landed(judged, said, "en", WrittenEntailment(lambda *_: ABSENT))

    assert by_words == not_so == ()
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
    (shown,) = landed(verdict(found, point), f"{found} {carrier}", language)

    assert carrier.rstrip(".") in shown.text and found.rstrip(".") not in shown.text
    assert "Action:" not in shown.text


# Language, the answer, the key point, and what of the answer tells it; nothing where the neighbours alone do.
TOLD = [
    (
        "en",
        "Um, I, um, I count the swabs twice. And, um, a colleague counts them, too, before we close.",
        "A second nurse counts the swabs before closing",
        "a colleague counts them",
    ),
    (
        "en",
        "Er, yes. The pupils, um, grade each other first and, um, I only read it after that.",
        "The pupils grade each other before the teacher reads it",
        "grade each other first and I only read it",
    ),
    ("en", "Our shop is small. Customers like that.", "Returns are refunded within a day", ""),
    ("de", "Der Aufzug fiel oft aus. Ich mochte das Haus.", "Die Steuerung wurde ersetzt", ""),
    (
        "de",
        "Also, äh, der Teig ruht, äh, über Nacht.",
        "Der Teig ruht über Nacht",
        "der Teig ruht über Nacht",
    ),
    ("es", "Abrimos a las cuatro. La masa reposa en frío.", "La masa reposa la noche", "La masa reposa"),
    ("fr", "Notre magasin est petit.", "Les retours sont remboursés en un jour", ""),
    ("it", "Era magra. Ogni venerdì pesavo le mucche.", "Peso delle mucche ogni venerdì", "pesavo le mucche"),
    ("nl", "Het was mager. Elke vrijdag woog ik alle koeien.", "Elke vrijdag koeien wegen", "woog ik alle"),
    (
        "pt",
        "A loja é pequena. Devolvemos o dinheiro já.",
        "O dinheiro é devolvido já",
        "Devolvemos o dinheiro",
    ),
    ("zh", "我们四点开门。面团在冷库里放一夜。", "面团在冷库放一夜", "冷库"),
]


@pytest.mark.parametrize(("language", "answer", "point", "telling"), TOLD)
def test_own_words_stand_beside_a_point_or_nothing_does(
    language: str, answer: str, point: str, telling: str
) -> None:
    shown = landed(verdict(answer, point), answer, language)

    assert [telling in each.text for each in shown] == ([True] if telling else [])
    assert not any(sound in f" {each.text}" for each in shown for sound in (" um", " äh"))


def test_what_is_told_most_surely_comes_first_and_one_sentence_tells_one_point() -> None:
    answer = "I ring the owner at once. The keys lie in the safe, and nobody takes them home."
    texts = ("Keys lie in the safe and are not taken home", "Who has lost one is sent a bill")
    both = [verdict(answer, text).key_points[0] for text in texts]
    said = verdict(answer, texts[0]).model_copy(update={"key_points": tuple(reversed(both))})

    def reads(words: str, told: str) -> Entailed:
        return COVERED if ("safe" in words) is ("safe" in told) else ABSENT

    shown = landed(said, answer, "en", WrittenEntailment(reads))

    assert "The keys lie in the safe" in shown[0].text
    assert len({each.text.split(" · ")[0] for each in shown}) == len(shown)
