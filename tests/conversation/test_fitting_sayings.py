"""What is asked of words fits them: no example is asked of a figure, no fragment is called into question."""

from __future__ import annotations

import pytest

from agents.follow_up_prober import draft
from agents.follow_up_prober.agent import aim
from agents.follow_up_prober.anchors import anchors_of
from agents.follow_up_prober.policy import Target, Weakness
from agents.sayings import SPOKEN, options
from domain.guide import TalkingPoint, TalkingPointKind
from domain.interview import Phase
from domain.verdict import (
    Band,
    Evidence,
    Flag,
    FlagKind,
    KeyPointVerdict,
    Label,
    Provenance,
    Score,
    Verdict,
)
from tests.support.talking import key_point, question, source

# Language, question, answer, the words that may say the point, the point. Written before the code.
FIGURES = [
    (
        "en",
        "How fast is your kitchen?",
        "All the plates are out in eleven minutes.",
        "Service takes under 12 minutes",
    ),
    (
        "en",
        "What came of it?",
        "The queue at the desk fell from forty to six people.",
        "The queue shrank by 80 percent",
    ),
    (
        "de",
        "Wie schnell ist die Küche?",
        "Alle Teller sind in elf Minuten draußen.",
        "Der Service dauert unter 12 Minuten",
    ),
    (
        "fr",
        "Quelle est la cadence ?",
        "Toutes les assiettes sortent en onze minutes.",
        "Le service prend moins de 12 minutes",
    ),
]
UNSEEN_FIGURES = [
    (
        "en",
        "How big is the yard?",
        "There are some three hundred boats on the hard.",
        "The yard stores 310 boats",
    ),
    ("es", "¿Qué cambió?", "La cola bajó de cuarenta a seis personas.", "La cola se redujo un 80 por ciento"),
    (
        "it",
        "Che cosa è cambiato?",
        "La fila è scesa da quaranta a sei persone.",
        "La fila si è ridotta dell'80 per cento",
    ),
    (
        "nl",
        "Hoe snel is de keuken?",
        "Alle borden zijn in elf minuten buiten.",
        "De service duurt minder dan 12 minuten",
    ),
]
ASKS_FOR_A_CASE = {
    "en": ("example", "step by step", "happens there"),
    "de": ("Beispiel", "Schritt für Schritt"),
    "es": ("ejemplo", "paso a paso"),
    "fr": ("exemple", "étape par étape"),
    "it": ("esempio", "passo per passo"),
    "nl": ("voorbeeld", "stap voor stap"),
}


def asked(
    target: Target, quote: str, question: str, answer: str, point: str, language: str, seed: int
) -> str:
    missing = key_point("kp1", point)
    return draft.follow_up(
        Weakness(target=target, why="", key_point=missing),
        question=question,
        answer=answer,
        quote=quote,
        point=TalkingPoint(
            id="tp",
            kind=TalkingPointKind.QUESTION_ANSWER,
            title=question,
            text=point,
            source=source(),
            key_points=(missing, key_point("kp2", "Something else entirely")),
        ),
        earlier=(),
        language=language,
        seed=seed,
    )


@pytest.mark.parametrize(("language", "question", "answer", "point"), [*FIGURES, *UNSEEN_FIGURES])
def test_no_example_is_asked_of_a_figure(language: str, question: str, answer: str, point: str) -> None:
    for seed in range(6):
        said = asked(Target.UNSURE_POINT, answer, question, answer, point, language, seed)
        assert not any(words in said for words in ASKS_FOR_A_CASE[language]), said


@pytest.mark.parametrize(
    ("language", "answer", "point"),
    [
        ("en", "In the end it all got done.", "Result: all the moves were finished on time"),
        ("de", "Am Ende war alles erledigt.", "Ergebnis: Alle Umzüge waren pünktlich fertig"),
        ("fr", "À la fin tout était fait.", "Résultat : tous les déménagements finis à temps"),
    ],
)
def test_no_example_is_asked_of_an_end(language: str, answer: str, point: str) -> None:
    for seed in range(6):
        said = asked(Target.UNSURE_POINT, answer, "?", answer, point, language, seed)
        assert not any(words in said for words in ASKS_FOR_A_CASE[language]), said


# Language, what the evaluator quotes for a denial, and whether it can be called into question as it stands.
DENIALS = [
    ("en", "and on the serving side um", False),
    ("en", "the keys and the", False),
    ("en", "we never count the keys at night", True),
    ("de", "und bei den Schlüsseln äh", False),
    ("fr", "et pour les clés euh", False),
]
UNSEEN_DENIALS = [
    ("en", "so for the evening part", False),
    ("de", "die Schlüssel zählen wir abends nie", True),
    ("es", "y en la parte de las llaves eh", False),
    ("it", "e per quanto riguarda le chiavi", False),
    ("nl", "we tellen de sleutels 's avonds nooit", True),
]


@pytest.mark.parametrize(("language", "quote", "whole"), [*DENIALS, *UNSEEN_DENIALS])
def test_a_fragment_is_not_called_into_question(language: str, quote: str, whole: bool) -> None:
    said = asked(Target.CONTRADICTION, quote, "How do you close?", quote, "We count the keys", language, 1)

    assert (quote in said) is whole
    if not whole:
        assert said in options("follow_up_prober", language, "contradiction_whole")


def test_every_language_can_say_so() -> None:
    for language in SPOKEN:
        assert options("follow_up_prober", language, "contradiction_whole")
        assert all("{quote}" in each for each in options("follow_up_prober", language, "unsure_figure"))


@pytest.mark.parametrize(
    ("language", "words", "tells"),
    [
        ("en", "We had a customer", False),
        ("en", "We had a customer with a leaking roof", False),
        ("en", "We mended the leaking roof of a customer", True),
        ("de", "Wir hatten einen Kunden", False),
        ("fr", "Nous avions un client", False),
    ],
)
def test_a_question_begins_at_words_that_tell_something(language: str, words: str, tells: bool) -> None:
    point = TalkingPoint(
        id="tp",
        kind=TalkingPointKind.STAR_STORY,
        title="?",
        text="",
        source=source(),
        key_points=(key_point("kp1", words), key_point("kp2", "The roof held")),
    )
    said = Evidence(quote=words, start=0, end=len(words))
    judged = KeyPointVerdict(key_point=point.key_points[0], label=Label.COVERED, credit=1.0, evidence=said)
    verdict = Verdict(
        outcome=Score(value=0.5, low=0.4, high=0.6, band=Band.of(0.5)),
        key_points=(judged,),
        provenance=Provenance(agent="evaluator"),
    )

    found = anchors_of(point.key_points[1], verdict, point, "?", f"{words}.", Phase.STORY, language)

    assert (words in [anchor.words for anchor in found]) is tells


@pytest.mark.parametrize(
    ("flag", "target"),
    [
        (FlagKind.OFF_TOPIC, Target.EASIER_WAY_IN),
        (FlagKind.QUESTION_COPIED, Target.BACK_TO_QUESTION),
    ],
)
def test_who_introduces_himself_in_other_words_is_not_told_that_it_is_no_answer(
    flag: FlagKind, target: Target
) -> None:
    verdict = Verdict(
        outcome=Score(value=0.1, low=0.0, high=0.2, band=Band.of(0.1)),
        flags=(Flag(kind=flag, message=""),),
        provenance=Provenance(agent="evaluator"),
    )
    asked_first = question("Tell me about yourself.", "tp", Phase.OPENING)

    found = aim(verdict, asked_first, ())

    assert found is not None and found.target is target
