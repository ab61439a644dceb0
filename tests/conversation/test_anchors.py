"""What is missing is asked for beside what was said: by its place, about a named thing."""

from __future__ import annotations

import pytest

from agents.follow_up_prober import draft
from agents.follow_up_prober.anchors import Anchor, Place, anchors_of, is_in_order, said_back
from agents.follow_up_prober.policy import Target, Weakness
from agents.follow_up_prober.wording import unquoted
from agents.sayings import SPOKEN, options, wordings
from domain import verdict as verdicts
from domain.guide import KeyPoint, TalkingPoint
from domain.interview import Phase
from domain.verdict import Band, Evidence, KeyPointVerdict, Label, Score, Verdict
from tests.support.probing import way

# A way to do something: the question, its steps in order, an answer that tells one, which of them that is.
WAYS = [
    (
        "en",
        "How do you open the pool in the morning?",
        ("Check the chlorine", "Walk the edge for broken tiles", "Unlock the gate last"),
        "I walk the edge and look for broken tiles.",
        1,
    ),
    (
        "de",
        "Wie gehen Sie beim Öffnen des Bades vor?",
        ("Zuerst das Chlor messen", "Den Beckenrand abgehen", "Zuletzt das Tor aufschließen"),
        "Ich gehe den Beckenrand ab und schaue nach Scherben.",
        1,
    ),
    (
        "es",
        "¿Cómo abre usted la piscina por la mañana?",
        ("Medir el cloro", "Recorrer el borde", "Abrir la puerta al final"),
        "Recorro el borde y miro si hay cristales.",
        1,
    ),
    (
        "nl",
        "Hoe opent u 's ochtends het zwembad?",
        ("Eerst het chloor meten", "De rand nalopen", "Als laatste het hek openen"),
        "Ik loop de rand na en kijk of er scherven liggen.",
        1,
    ),
]


def heard(point: TalkingPoint, answer: str, landed: int | None, label: Label = Label.COVERED) -> Verdict:
    return Verdict(
        outcome=Score(value=0.4, low=0.3, high=0.5, band=Band.of(0.4)),
        key_points=tuple(
            KeyPointVerdict(
                key_point=each,
                label=label if at == landed else Label.MISSING,
                credit=1.0 if at == landed else 0.0,
                evidence=Evidence(quote=answer, start=0, end=len(answer)) if at == landed else None,
            )
            for at, each in enumerate(point.key_points)
        ),
        provenance=verdicts.Provenance(agent="evaluator"),
    )


def asks(
    point: TalkingPoint,
    missing: KeyPoint,
    asked: str,
    answer: str,
    verdict: Verdict,
    language: str,
    phase: Phase = Phase.TECHNICAL,
    earlier: tuple[str, ...] = (),
) -> str:
    gap = Weakness(target=Target.MISSING_POINT, why="", key_point=missing)
    anchors = tuple(anchors_of(missing, verdict, point, asked, answer, phase, language))
    return draft.follow_up(
        gap,
        question=asked,
        answer=answer,
        quote=draft.words_for(gap, verdict, language),
        point=point,
        earlier=earlier,
        phase=phase,
        language=language,
        anchors=anchors,
        begun=draft.is_begun(verdict),
        seed=1,
    )


def of_key(said: str, key: str, language: str) -> bool:
    """Whether `said` is one of the wordings below `key`, with or without the words that it quotes."""
    return any(
        said == unquoted(wording) or all(part in said for part in wording.split("{quote}"))
        for wording in options("follow_up_prober", language, key)
    )


def is_plain(said: str, language: str) -> bool:
    """Whether `said` is one of the plain questions."""
    return said in {
        each
        for key, asks in wordings("follow_up_prober", language).items()
        if key.startswith("plain.")
        for each in asks
    }


@pytest.mark.parametrize(("language", "asked", "steps", "answer", "landed"), WAYS)
def test_a_step_is_asked_for_by_its_place(
    language: str, asked: str, steps: tuple[str, ...], answer: str, landed: int
) -> None:
    point = way(steps)
    verdict = heard(point, answer, landed)

    before = asks(point, point.key_points[0], asked, answer, verdict, language)
    after = asks(point, point.key_points[2], asked, answer, verdict, language)

    assert of_key(before, "beside.before", language), before
    assert of_key(after, "beside.after", language), after
    assert "{" not in before + after


@pytest.mark.parametrize(
    ("language", "asked", "items", "answer"),
    [
        (
            "en",
            "How do you judge a new variety?",
            ("Taste: sugar and acid", "Yield per row", "Shelf life"),
            "I taste it first, sugar against acid.",
        ),
        (
            "fr",
            "Comment jugez-vous une nouvelle variété ?",
            ("Le goût : sucre et acidité", "Le rendement par rang", "La tenue en rayon"),
            "Je la goûte d'abord, le sucre contre l'acidité.",
        ),
    ],
)
def test_what_has_no_order_is_asked_for_by_a_plain_question(
    language: str, asked: str, items: tuple[str, ...], answer: str
) -> None:
    point = way(items)

    said = asks(point, point.key_points[2], asked, answer, heard(point, answer, 0), language)

    assert is_plain(said, language), said


@pytest.mark.parametrize(
    ("language", "asked", "answer", "words"),
    [
        ("en", "How do you calm a guest?", "I am friendly and I take my time.", "I take my time"),
        ("de", "Wie beruhigen Sie einen Gast?", "Ich nehme mir Zeit und höre zu.", "Ich nehme mir Zeit"),
        ("it", "Come calma un ospite?", "Io resto gentile e mi prendo il tempo.", ""),
    ],
)
def test_what_was_told_in_general_is_asked_for_in_practice(
    language: str, asked: str, answer: str, words: str
) -> None:
    point = way(("Offer a chair", "Repeat the complaint", "Name a price"))

    verdict = heard(point, answer, None)
    said = asks(point, point.key_points[0], asked, f"{answer} 24/7.", verdict, language)

    assert of_key(said, "beside.within", language), said
    assert words in said


@pytest.mark.parametrize(
    ("language", "at", "answer"),
    [
        ("en", 0, "I walk the edge and look for tiles. Then I unlock everything and count the guests."),
        ("de", 1, "Ich gehe den Beckenrand ab und schaue. Danach zähle ich die Gäste am Eingang."),
    ],
)
def test_who_went_on_is_not_asked_what_came_next(language: str, at: int, answer: str) -> None:
    _, asked, steps, _, landed = WAYS[at]
    point = way(steps)
    verdict = heard(point, answer, landed)
    first = answer.split(".")[0]
    verdict = verdict.model_copy(
        update={
            "key_points": tuple(
                each.model_copy(update={"evidence": Evidence(quote=first, start=0, end=len(first))})
                if each.evidence is not None
                else each
                for each in verdict.key_points
            )
        }
    )

    after = asks(point, point.key_points[2], asked, answer, verdict, language)
    before = asks(point, point.key_points[0], asked, answer, verdict, language)

    assert not of_key(after, "beside.after", language), after
    assert of_key(before, "beside.before", language), before


def test_the_same_words_are_not_said_back_twice() -> None:
    _, asked, steps, answer, landed = WAYS[0]
    point = way(steps)
    answer = f"{answer} Every day."
    verdict = heard(point, answer, landed)
    first = asks(point, point.key_points[0], asked, answer, verdict, "en")

    second = asks(point, point.key_points[2], asked, answer, verdict, "en", earlier=(first,))

    assert "I walk the edge" in first and "I walk the edge" not in second


@pytest.mark.parametrize(
    ("language", "answer", "quote", "back"),
    [
        (
            "en",
            "Guests can flag a wrong bill, which I use for training.",
            "which I use for training",
            # What others do is nothing to begin at.
            "",
        ),
        (
            "en",
            "I let guests flag a wrong bill, which I use for training.",
            "which I use for training",
            "I let guests flag a wrong bill",
        ),
        (
            "de",
            "Ich frage jeden Morgen nach, was sie wissen.",
            "nach, was sie wissen",
            "Ich frage jeden Morgen nach",
        ),
        (
            "fr",
            "Je note chaque départ, parce que la relève le lit.",
            "parce que la relève le lit",
            "Je note chaque départ",
        ),
        (
            "en",
            "Renting would have meant a second key for everybody.",
            "Renting would have meant a second key",
            "",
        ),
    ],
)
def test_words_that_hang_on_others_are_not_said_back_alone(
    language: str, answer: str, quote: str, back: str
) -> None:
    assert said_back(quote, "", answer, language) == back


@pytest.mark.parametrize("label", ["en", "de"])
def test_what_was_denied_is_nothing_to_begin_at(label: str) -> None:
    answer = {"en": "I have never run a till myself.", "de": "Ich habe keine Kasse geführt."}[label]
    point = way(("Run a till", "Count the float", "Sign the sheet"))
    verdict = heard(point, answer, 0)

    assert not list(
        anchors_of(point.key_points[1], verdict, point, "What about tills?", answer, Phase.TECHNICAL, label)
    )


@pytest.mark.parametrize(
    ("language", "asked", "missing", "answer", "words"),
    [
        (
            "en",
            "How do you close up?",
            "Document every reading",
            "Then I write it down in the book.",
            "write it down",
        ),
        (
            "de",
            "Wie schließen Sie ab?",
            "Alle Werte dokumentieren",
            "Ja, dann schreibe ich es auf.",
            "schreibe ich es auf",
        ),
        (
            "nl",
            "Hoe sluit u af?",
            "Alles rapporteren",
            "Daarna schrijf ik een rapport voor de baas.",
            "rapport",
        ),
    ],
)
def test_what_was_just_said_is_gone_into_and_not_asked_for(
    language: str, asked: str, missing: str, answer: str, words: str
) -> None:
    point = way((missing, "Turn the pumps off", "Lock the gate"))

    verdict = heard(point, answer, None)
    said = asks(point, point.key_points[0], asked, f"{answer} 24/7.", verdict, language)

    assert of_key(said, "deeper.record", language), said
    assert words in said


@pytest.mark.parametrize(
    ("language", "quote", "fits"),
    [
        ("en", "I moved the tills to the door", True),
        ("en", "Something with four bits", False),
        ("de", "Ich habe die Kassen an die Tür gestellt", True),
        ("de", "Irgendwas mit vier Bits", False),
    ],
)
def test_an_end_is_asked_of_what_was_done_alone(language: str, quote: str, fits: bool) -> None:
    missing = {"en": "Result: the queue dropped by half", "de": "Ergebnis: Die Schlange sank um die Hälfte"}
    point = way((missing[language], "Another", "And another"))
    gap = Weakness(target=Target.UNSURE_POINT, why="", key_point=point.key_points[0])

    said = draft.follow_up(
        gap,
        question="?",
        answer=f"{quote}. 24/7.",
        quote=quote,
        point=point,
        earlier=(),
        language=language,
        seed=1,
    )

    # What nobody did is not said back at all.
    assert (quote in said) is fits, said
    assert not any(of_key(said, key, language) for key in ("unsure", "unsure_figure")), said


@pytest.mark.parametrize(
    ("language", "quote", "fits"),
    [
        ("en", "all within six hours", False),
        ("en", "the filter pumps run on one shared line", False),
        ("en", "I run the filter pumps on one shared line", True),
        ("de", "alles in sechs Stunden", False),
        ("de", "Ich lege die Filterpumpen auf eine gemeinsame Leitung", True),
    ],
)
def test_what_goes_wrong_is_asked_of_something_that_can(language: str, quote: str, fits: bool) -> None:
    missing = {"en": "Errors go to a second line", "de": "Bei Fehlern springt eine zweite Pumpe an"}[language]
    point = way((missing, "Another", "And another"))
    gap = Weakness(target=Target.UNSURE_POINT, why="", key_point=point.key_points[0])

    said = draft.follow_up(
        gap,
        question="?",
        answer=f"{quote}. 24/7.",
        quote=quote,
        point=point,
        earlier=(),
        language=language,
        seed=1,
    )

    assert (quote in said) is fits, said
    assert not any(of_key(said, key, language) for key in ("unsure", "unsure_figure")), said


def test_the_same_kind_is_not_asked_for_twice() -> None:
    point = way(("I was a cook since 2011", "I began as a porter", "I studied at night"))
    first = options("follow_up_prober", "en", "about_yourself.history")[1]

    said = asks(
        point,
        point.key_points[1],
        "Tell me about yourself.",
        "I cook.\nBefore that I was a porter.",
        heard(point, "", None),
        "en",
        phase=Phase.OPENING,
        earlier=(first,),
    )

    assert not of_key(said, "about_yourself.history", "en"), said


@pytest.mark.parametrize("language", SPOKEN)
def test_nothing_is_asked_about_without_saying_what(language: str) -> None:
    quoting = (Place.BEFORE, Place.AFTER, Place.WITHIN)
    keys = [*(f"beside.{place}" for place in quoting), "unsure", "unsure_deed", "unsure_denied"]

    assert all("{quote}" in each for key in keys for each in options("follow_up_prober", language, key))
    # What is asked of a whole answer, or beside all of it, holds up no piece of it.
    whole = ["beside.beside", "beside.beside_then", "ask.proposal"]
    whole += [key for key in wordings("follow_up_prober", language) if key.startswith("plain.")]
    assert not any("{" in each for key in whole for each in options("follow_up_prober", language, key))


def test_only_a_way_is_in_order() -> None:
    _, asked, steps, _, _ = WAYS[0]

    assert is_in_order(way(steps), asked, Phase.TECHNICAL, "en")
    assert is_in_order(way(steps), "?", Phase.STORY, "en")
    assert not is_in_order(way(("Taste", "Yield", "Colour")), asked, Phase.TECHNICAL, "en")
    assert not is_in_order(way(steps), "What is a pool?", Phase.TECHNICAL, "en")
    assert not is_in_order(way(("Taste", "Yield", "Colour")), "?", Phase.STORY, "en")
    assert Anchor("so", Place.AFTER).place is Place.AFTER
