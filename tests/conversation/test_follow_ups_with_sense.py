"""A follow-up fits what was said: a place is no tool, a rule no success, what was told is not asked again."""

from __future__ import annotations

import pytest

from agents.follow_up_prober import draft
from agents.follow_up_prober.agent import aim
from agents.follow_up_prober.aims import Aim, fitting
from agents.follow_up_prober.listening import listen
from agents.follow_up_prober.policy import Circumstances, Target, Weakness, weakness
from agents.follow_up_prober.things import Thing, ThingKind, thing_in
from agents.sayings import SPOKEN, options
from domain.guide import TalkingPoint, TalkingPointKind
from domain.interview import FollowUp, Phase
from domain.verdict import Band, Evidence, KeyPointVerdict, Label, Provenance, Score, Surely, Verdict
from tests.support.talking import key_point, question, source

ASKED = "How do you run the shop?"


def taken_up(language: str, said: str) -> Thing | None:
    return thing_in(said, "?", listen([said], language), language)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "The nursery I looked after stands in Whitby."),
        ("en", "For two winters it was Teresa Obuya and nobody else."),
        ("en", "That was at LinkedIn, on the second floor."),
        ("en", "The doctor there, McAllister, was strict."),
        ("de", "Das war bei HelloFresh in Kassel."),
        ("de", "Eine Gärtnerei, die ich geleitet habe, liegt in Kassel."),
        ("fr", "La boulangerie que j'ai reprise est à Quimper."),
        ("fr", "C'était la boulangerie de Quimper, avec Yann Le Goff."),
        ("es", "Era la clínica de Albacete, con Rosa Molina."),
        ("nl", "Het was de kwekerij van Aalsmeer, met Joost Bakker."),
    ],
)
def test_places_people_and_employers_are_not_asked_about_as_tools(language: str, said: str) -> None:
    assert taken_up(language, said) is None


@pytest.mark.parametrize(
    ("language", "said", "name"),
    [
        ("en", "The rota is kept with the help of Deputy by each shift.", "Deputy"),
        ("en", "Every parcel is logged in BigQuery.", "BigQuery"),
        ("de", "Die Zahlen liegen in BigQuery.", "BigQuery"),
        ("fr", "La caisse tourne sur Odoo depuis mars.", "Odoo"),
        ("pt", "O estoque roda no MongoDB.", "MongoDB"),
    ],
)
def test_what_was_worked_with_is(language: str, said: str, name: str) -> None:
    assert taken_up(language, said) == Thing(name, ThingKind.NAME)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "For twelve years I checked the locks at the end of each shift."),
        ("en", "In those days we decided everything in the kitchen."),
        ("de", "Jahrelang habe ich abends die Türen geprüft."),
        ("es", "Siempre elegí el género yo mismo."),
        ("zh", "以前每天晚上我们都把门窗检查一遍。"),
    ],
)
def test_a_habit_is_no_decision_between_two_ways(language: str, said: str) -> None:
    assert taken_up(language, said) is None


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "I phoned the three families myself."),
        ("de", "Ich habe die drei Familien selbst angerufen und besucht."),
        ("fr", "J'ai appelé moi-même les trois familles."),
    ],
)
def test_a_deed_is_asked_about_as_one(language: str, said: str) -> None:
    thing = taken_up(language, said)

    assert thing is not None and thing.kind is ThingKind.DEED


@pytest.mark.parametrize(
    ("language", "said"),
    [
        # Rules, limits and plans.
        ("en", "If the oven drops below 180 degrees, the batch is thrown away."),
        ("en", "The target is a waste reduced by four percent."),
        ("en", "Next year the queue will be cut to five minutes."),
        ("en", "There are nine tables on the terrace."),
        ("de", "Sobald der Wert um 3 Prozent gesunken ist, ruft jemand an."),
        ("it", "Se la temperatura è calata di 4 gradi, il lotto si butta."),
        # What is at its end already.
        ("en", "The rent of the stand was reduced to zero."),
        ("en", "Attendance improved to 100 %."),
        ("en", "The breakages dropped to 0 plates."),
        ("de", "Der Verlust ist auf null gesunken, von 40 Euro."),
        ("pt", "A perda caiu de 40 euros para zero."),
    ],
)
def test_a_rule_a_plan_and_the_end_of_the_scale_are_no_success_to_go_beyond(language: str, said: str) -> None:
    assert taken_up(language, said) is None


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "The breakages dropped from 40 plates to 9."),
        ("de", "Der Bruch ist von 40 auf 9 Teller gesunken."),
        ("fr", "La casse a baissé de 40 assiettes à 9."),
    ],
)
def test_what_got_better_in_figures_is(language: str, said: str) -> None:
    thing = taken_up(language, said)

    assert thing is not None and thing.kind is ThingKind.NUMBER


@pytest.mark.parametrize(
    ("language", "asked", "told", "fits"),
    [
        ("en", "What is a Fino?", "A dry sherry from under a layer of yeast", Aim.KNOWLEDGE),
        ("en", "Why is Fino served cold?", "Because warmth makes it flat", Aim.WHY),
        ("en", "How do you store an open Fino?", "Upright, cold, no longer than a week", Aim.METHOD),
        ("en", "Which sherries do you pour with soup?", "Amontillado from Jerez", Aim.KNOWLEDGE),
        ("en", "What is in the cellar?", "I built the racks out of oak", Aim.METHOD),
        ("de", "Was ist ein Fino?", "Ein trockener Sherry, der unter Hefe reift", Aim.KNOWLEDGE),
        ("de", "Wie lagern Sie offenen Sherry?", "Stehend und kühl", Aim.METHOD),
        ("fr", "Quelle est la différence entre un Fino et un Oloroso ?", "L'Oloroso est brun", Aim.KNOWLEDGE),
        ("fr", "Comment conservez-vous un vin ouvert ?", "Debout et au frais", Aim.METHOD),
        ("zh", "什么是菲诺雪莉？", "一种干型酒", Aim.KNOWLEDGE),
    ],
)
def test_who_was_asked_what_they_know_is_not_asked_for_steps(
    language: str, asked: str, told: str, fits: Aim
) -> None:
    point = key_point("kp1", told)
    kind = Aim.REASON if fits is Aim.WHY else Aim.METHOD

    assert fitting(kind, asked, point, language) is fits


def test_the_words_follow_the_kind_of_question() -> None:
    point = TalkingPoint(
        id="tp", kind=TalkingPointKind.QUESTION_ANSWER, title="?", text="So.", source=source()
    )
    gap = Weakness(target=Target.MISSING_POINT, why="", key_point=key_point("kp1", "A dry sherry"))

    def asks(asked: str) -> str:
        given = {"answer": "", "quote": "", "point": point, "earlier": (), "begun": False}
        return draft.follow_up(gap, question=asked, **given, seed=1)  # type: ignore[arg-type]

    assert asks("What is a Fino?") in options("follow_up_prober", "en", "ask.knowledge")
    assert asks("How do you pour a Fino?") in options("follow_up_prober", "en", "ask.method")


MEANING = {
    "en": "mean by",
    "de": "meinen Sie",
    "es": "se refiere",
    "fr": "entendez",
    "pt": "quer dizer",
    "it": "intende",
    "nl": "bedoelt",
    "zh": "指什么",
}


@pytest.mark.parametrize("language", SPOKEN)
def test_nobody_is_asked_what_a_plain_sentence_means(language: str) -> None:
    assert not any(MEANING[language] in each for each in options("follow_up_prober", language, "unsure"))


TOLD = [
    ("en", "I think I just told you that, didn't I?"),
    ("en", "As I said, the van was late."),
    ("en", "I've already answered that."),
    ("de", "Das habe ich doch schon gesagt."),
    ("de", "Wie gesagt, der Wagen kam zu spät."),
    ("es", "Eso ya lo he dicho."),
    ("fr", "Je viens de vous le dire."),
    ("pt", "Isso eu já disse."),
    ("it", "L'ho già detto."),
    ("nl", "Dat zei ik net al."),
    ("zh", "我刚才说过了。"),
]


@pytest.mark.parametrize(("language", "said"), TOLD)
def test_who_has_told_it_already_is_not_asked_again(language: str, said: str) -> None:
    found = judged(0.4, Label.MISSING)
    asked = question(ASKED, "tp").model_copy(update={"language": language})

    assert aim(found, asked, [follow_up("kp9")], answers=["Something else.", said]) is None
    assert aim(found, asked, [follow_up("kp9")], answers=[said, "Something else."]) is not None


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "I told my crew that the van was late."),
        ("en", "I have already told the crew."),
        ("de", "Ich habe der Mannschaft gesagt, dass der Wagen zu spät kommt."),
        ("fr", "J'ai déjà dit à l'équipe de charger."),
        ("zh", "我告诉司机先等一等。"),
    ],
)
def test_what_was_told_to_others_is_an_answer(language: str, said: str) -> None:
    assert not listen(["Something else.", said], language).told_before


def test_a_first_answer_may_say_as_i_said_in_passing() -> None:
    long = (
        "We load at night, and as I said to begin with nobody knows the roads to the villages up there "
        "like our two oldest drivers do."
    )

    assert not listen([long], "en").told_before
    assert listen(["Before.", long], "en").told_before


def judged(
    value: float, *labels: Label, denied: float | None = None, quote: str = "", text: str = ""
) -> Verdict:
    surely = None if denied is None else Surely(covered=0, partly=0, absent=1 - denied, denied=denied)
    return Verdict(
        outcome=Score(value=value, low=value, high=value, band=Band.of(value)),
        key_points=tuple(
            KeyPointVerdict(
                key_point=key_point(f"kp{number}", text or f"Point {number}"),
                label=label,
                credit=1.0 if label is Label.COVERED else 0.0,
                evidence=Evidence(quote=quote, start=0, end=len(quote)) if quote else None,
                surely=surely,
            )
            for number, label in enumerate(labels, start=1)
        ),
        provenance=Provenance(agent="evaluator"),
    )


def follow_up(mark: str) -> FollowUp:
    return FollowUp(
        text="And?", aim=mark, why="", sources=(source(),), provenance=Provenance(agent="follow_up_prober")
    )


@pytest.mark.parametrize(
    ("denied", "target"),
    [(0.55, None), (0.95, Target.CONTRADICTION), (None, Target.CONTRADICTION)],
)
def test_only_a_sure_denial_is_asked_about(denied: float | None, target: Target | None) -> None:
    found = weakness(judged(0.9, Label.CONTRADICTED, denied=denied), Phase.TECHNICAL)

    assert (found.target if found is not None else None) is target


@pytest.mark.parametrize(
    ("language", "told", "quote", "text"),
    [
        ("en", "I ran the stall for nine weeks.", "I ran the stall for nine weeks", "I never ran it alone"),
        (
            "de",
            "Neun Wochen lang führte ich den Stand.",
            "Neun Wochen lang führte ich den Stand",
            "Nie allein",
        ),
        ("es", "Llevé el puesto nueve semanas.", "llevé el puesto, nueve semanas", "Nunca lo llevé solo"),
    ],
)
def test_the_guides_own_words_are_not_doubted(language: str, told: str, quote: str, text: str) -> None:
    found = judged(0.9, Label.CONTRADICTED, denied=0.99, quote=quote, text=text)
    asked = question(ASKED, "tp").model_copy(update={"language": language})

    def target(*guide: str) -> Target | None:
        weak = aim(found, asked, (), answers=[quote], guide=guide)
        return weak.target if weak is not None else None

    assert target("Monday.\n\n" + told + " And more.") is None
    assert target("Something else.") is Target.CONTRADICTION


HOOKED = TalkingPoint(
    id="tp",
    kind=TalkingPointKind.QUESTION_ANSWER,
    title=ASKED,
    text="So.",
    source=source(),
    follow_up_hooks=("Who opens on Sunday?",),
)


@pytest.mark.parametrize(
    ("labels", "target"),
    [
        ((Label.COVERED, Label.COVERED, Label.COVERED, Label.MISSING), Target.MISSING_POINT),
        ((Label.COVERED, Label.COVERED, Label.COVERED, Label.UNSURE), Target.UNSURE_POINT),
        ((Label.COVERED, Label.COVERED, Label.COVERED, Label.PARTLY), Target.HALF_POINT),
        ((Label.COVERED, Label.COVERED), Target.STRETCH),
    ],
)
def test_what_a_strong_answer_left_out_goes_before_a_stretch(
    labels: tuple[Label, ...], target: Target
) -> None:
    found = aim(judged(0.85, *labels), question(ASKED, "tp"), (), answers=["So."], point=HOOKED, further=True)

    assert found is not None and found.target is target


def test_a_strong_answer_is_not_asked_for_what_it_left_out_where_time_is_short_or_it_was_asked() -> None:
    found = judged(0.85, Label.COVERED, Label.COVERED, Label.COVERED, Label.MISSING)
    asked = question(ASKED, "tp")

    assert aim(found, asked, (), answers=["So."], point=HOOKED, further=False) is None
    assert aim(found, asked, [follow_up("kp4")], answers=["So."], point=HOOKED, further=True) is None
    assert weakness(found, Phase.TECHNICAL, known=Circumstances()) is None
