"""What is missing is asked for beside what was said: by its place, about a named thing."""

from __future__ import annotations

import pytest

from agents.follow_up_prober import draft
from agents.follow_up_prober.agent import aim
from agents.follow_up_prober.aims import Aim, aim_of, fitting, is_telling, part_of_story
from agents.follow_up_prober.anchors import Anchor, Place, anchors_of, is_in_order, said_back
from agents.follow_up_prober.listening import listen
from agents.follow_up_prober.policy import Target, Weakness
from agents.follow_up_prober.things import ThingKind, greatest_deed, thing_in
from agents.follow_up_prober.topics import topic_of
from agents.follow_up_prober.wording import unquoted
from agents.sayings import SPOKEN, options, wordings
from domain import verdict as verdicts
from domain.guide import KeyPoint, KeyPointOrigin, StarParts, TalkingPoint, TalkingPointKind
from domain.interview import Phase
from domain.verdict import Band, Evidence, Flag, FlagKind, KeyPointVerdict, Label, Score, Verdict
from tests.support.talking import key_point, question, source

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


def way(steps: tuple[str, ...]) -> TalkingPoint:
    points = tuple(key_point(f"kp{number}", text) for number, text in enumerate(steps))
    return TalkingPoint(
        id="tp",
        kind=TalkingPointKind.QUESTION_ANSWER,
        title="?",
        text=" ".join(steps),
        key_points=points,
        source=source(),
    )


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


def test_a_step_of_a_way_is_no_proof_and_the_question_is_not_asked_again() -> None:
    checks = way(("Check who cannot wait", "Ring the pool", "Move the visits"))
    metrics = way(("Precision at ten", "Compare with a benchmark", "Time saved"))

    assert aim_of(key_point("kp", "Compare with a benchmark")) is Aim.PROOF
    assert is_telling(Aim.PROOF, metrics.key_points[1], metrics, "What did you build?", "en")
    assert not is_telling(Aim.PROOF, metrics.key_points[1], metrics, "How do you test retrieval?", "en")
    assert not is_telling(Aim.PROOF, checks.key_points[0], checks, "How do you plan?", "en", ordered=True)


def test_what_says_many_things_is_of_no_one_kind() -> None:
    parts = (
        "water filter pump heater slide tower gate till bench locker shower monitoring lamp clock rope ladder"
    )
    whole = way((f"Pool: {parts}", "Another", "And another"))
    part = way(("Pool: monitoring of the filter", "Another", "And another"))

    assert not is_telling(Aim.PROOF, whole.key_points[0], whole, "What did you build?", "en")
    assert is_telling(Aim.PROOF, part.key_points[0], part, "What did you build?", "en")


def test_who_is_asked_about_their_own_work_is_asked_for_what_is_missing_of_it() -> None:
    missing = key_point("kp", "When the model isn't sure it hands over to a person")

    assert fitting(Aim.EXCEPTION, "How does your assistant answer?", missing, "en") is Aim.EXCEPTION
    assert fitting(Aim.EXCEPTION, "How does a heat pump work?", missing, "en") is Aim.KNOWLEDGE


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


def test_the_result_of_a_story_is_asked_for_as_one_without_its_label() -> None:
    point = way(("It was loud", "I moved the tills", "Now it takes four minutes"))
    own = tuple(each.model_copy(update={"origin": KeyPointOrigin.STAR}) for each in point.key_points)
    told = StarParts(
        situation="It was loud.", action="I moved the tills.", result="Now it takes four minutes."
    )
    story = point.model_copy(update={"key_points": own, "star": told})

    assert part_of_story(own[0], story) is Aim.SITUATION
    assert part_of_story(own[1], story) is None
    assert part_of_story(own[2], story) is Aim.OUTCOME
    assert part_of_story(own[2], point) is None


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


@pytest.mark.parametrize(
    ("language", "said", "deed"),
    [
        (
            "en",
            "I'm a gardener. I started with hedges, then built the rose terrace over ten beds in Bath.",
            "built the rose terrace over ten beds in Bath",
        ),
        (
            "de",
            "Ich suche etwas Neues. Letztes Jahr habe ich die Rosenterrasse mit zehn Beeten angelegt.",
            "Letztes Jahr habe ich die Rosenterrasse mit zehn Beeten angelegt",
        ),
        ("de", "Ich suche eine neue Stelle in der Nähe.", ""),
        (
            "en",
            "I moved it to an event log. That is from the inventory we made.",
            "I moved it to an event log",
        ),
        ("en", "From the inventory we made in my first month.", ""),
    ],
)
def test_an_introduction_is_asked_about_what_was_done(language: str, said: str, deed: str) -> None:
    assert greatest_deed(said, language) == deed


@pytest.mark.parametrize(
    ("language", "asked", "said"),
    [
        (
            "en",
            "How would you run the kitchen?",
            "I'd split it. A second cook checks every plate before it leaves the pass.",
        ),
        (
            "de",
            "Wie würden Sie die Küche führen?",
            "Ich würde sie teilen. Eine zweite Köchin prüft jeden Teller vor der Ausgabe.",
        ),
        (
            "fr",
            "Comment organiseriez-vous la cuisine ?",
            "En deux. Un second cuisinier contrôle chaque assiette avant le service.",
        ),
    ],
)
def test_a_plan_is_taken_up_where_one_was_asked_for(language: str, asked: str, said: str) -> None:
    thing = thing_in(said, asked, listen([said], language), language)

    assert thing is not None and thing.kind is ThingKind.PLAN
    assert thing_in(said, "?", listen([said], language), language) != thing


def off_topic() -> Verdict:
    return Verdict(
        outcome=Score(value=0.02, low=0, high=0.1, band=Band.WEAK),
        flags=(Flag(kind=FlagKind.OFF_TOPIC, message=""),),
        key_points=(KeyPointVerdict(key_point=key_point("kp1", "The lift"), label=Label.MISSING, credit=0),),
        provenance=verdicts.Provenance(agent="evaluator"),
    )


CASE = (
    "The hardest one was the old orchard. Every tree had another name in every list, so a third of them got "
    "lost. I wrote a key of site, age and graft, and let the pickers settle what was doubtful."
)


@pytest.mark.parametrize(
    ("asked", "answer", "target"),
    [
        ("Describe a complex challenge you solved.", CASE, Target.STRETCH),
        ("Describe a complex challenge you solved.", "I have solved many things.", Target.BACK_TO_QUESTION),
        ("Tell me this story: the lift. What was your part?", CASE, Target.BACK_TO_QUESTION),
    ],
)
def test_another_case_than_the_guides_is_no_way_round_a_question_for_any(
    asked: str, answer: str, target: Target
) -> None:
    point = way(("The lift",))
    put = question(asked, "tp").model_copy(update={"phase": Phase.STORY})

    found = aim(off_topic(), put, (), answers=[answer], point=point)

    assert found is not None and found.target is target


def test_a_storys_parts_are_not_named_to_be_asked_for() -> None:
    assert topic_of(key_point("kp", "Result: fewer breakages"), "?", "It pleased us.", "en") == ""


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


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "Result: Not one error with an allergy in a year."),
        ("es", "Resultado: En un año no hubo ningún error de alérgenos."),
        ("de", "Ergebnis: In einem Jahr gab es keinen einzigen Fehler bei Allergien."),
    ],
)
def test_a_labelled_result_is_asked_for_as_what_came_of_it_wherever_it_stands(
    language: str, told: str
) -> None:
    assert aim_of(key_point("kp1", told), language=language) is Aim.OUTCOME
