"""What of an answer is taken up: a deed of an introduction, a plan, another case of one's own."""

from __future__ import annotations

import pytest

from agents.follow_up_prober.agent import aim
from agents.follow_up_prober.listening import listen
from agents.follow_up_prober.policy import Target
from agents.follow_up_prober.things import ThingKind, greatest_deed, thing_in
from domain.interview import Phase
from domain.verdict import Band, Flag, FlagKind, KeyPointVerdict, Label, Provenance, Score, Verdict
from tests.support.probing import way
from tests.support.talking import key_point, question


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
        provenance=Provenance(agent="evaluator"),
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
