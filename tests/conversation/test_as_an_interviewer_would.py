"""Follow-ups at what any interviewer would ask: the work first, what was done, what was never done."""

from __future__ import annotations

import pytest

from agents.coach.gaps import as_sure, gaps
from agents.follow_up_prober import draft
from agents.follow_up_prober.agent import aim
from agents.follow_up_prober.kinds import Kind, kind_of
from agents.follow_up_prober.listening import listen
from agents.follow_up_prober.policy import MARKS, Target
from agents.sayings import SPOKEN, options
from domain.guide import KeyPoint, KeyPointOrigin, StarParts, TalkingPoint, TalkingPointKind
from domain.interview import FollowUp, Phase
from domain.unscored import Unscored, UnscoredKind
from domain.verdict import (
    Band,
    Evidence,
    Flag,
    FlagKind,
    KeyPointVerdict,
    Label,
    Provenance,
    Score,
    Surely,
    Verdict,
)
from language.tongues_named import name_of
from tests.support.talking import key_point, question, source

NEVER = {
    "en": [
        "That wasnt me really, someone else chaired it. I never did that one.",
        "I've not done that myself, no.",
    ],
    "de": [
        "So etwas habe ich noch nie gemacht, ehrlich gesagt.",
        "Das war nicht ich, das war vor meiner Zeit.",
    ],
    "es": ["Eso nunca lo he hecho, la verdad.", "No fui yo, lo llevaba mi compañera."],
    "fr": ["Franchement je l'ai jamais fait.", "C'était pas moi, c'était ma collègue."],
    "it": ["Sinceramente non l'ho mai fatto.", "Non ero io, era la mia collega."],
    "nl": ["Dat heb ik eerlijk gezegd nooit gedaan.", "Dat was ik niet, dat was mijn collega."],
    "pt": ["Sinceramente nunca fiz isso.", "Não fui eu, foi a minha colega."],
    "zh": ["说实话，我没做过。", "那不是我做的，是同事做的。"],
}
TOLD = [
    "I've never had a complaint in nine years, and I ring every guest the next day.",
    "I never did that again: I moved the fridge sheet to the door and signed it each night.",
    "Nobody had done that before, so I wrote the list and trained all six of them.",
    "No promises, no secrets, I write it down in their words and go to the deputy.",
]
STORY = TalkingPoint(
    id="tp",
    kind=TalkingPointKind.STAR_STORY,
    title="The flooded archive",
    text="So.",
    star=StarParts(
        situation="Water stood in the basement of the archive.",
        task="The boxes were mine to save.",
        action="Formed a chain of forty pupils and froze the wet boxes.",
        result="All but two boxes were saved.",
    ),
    key_points=tuple(
        KeyPoint(id=name, text=text, weight=weight, origin=KeyPointOrigin.STAR, source=source())
        for name, text, weight in (
            ("situation", "Water stood in the basement of the archive.", 0.6),
            ("task", "The boxes were mine to save.", 0.6),
            ("action", "Formed a chain of forty pupils and froze the wet boxes.", 0.9),
            ("result", "All but two boxes were saved.", 1.0),
        )
    ),
    source=source(),
)


def heard(point: TalkingPoint, *labels: Label, quotes: tuple[str, ...] = (), credit: float = 0.3) -> Verdict:
    return Verdict(
        outcome=Score(value=0.4, low=0.2, high=0.6, band=Band.DEVELOPING),
        key_points=tuple(
            KeyPointVerdict(
                key_point=each,
                label=label,
                credit=1.0 if label is Label.COVERED else credit,
                evidence=Evidence(quote=quotes[at], start=0, end=len(quotes[at])) if quotes else None,
            )
            for at, (each, label) in enumerate(zip(point.key_points, labels, strict=True))
        ),
        provenance=Provenance(agent="evaluator"),
    )


def asked_before(mark: str) -> FollowUp:
    return FollowUp(text="And?", aim=mark, why="", sources=(source(),), provenance=Provenance(agent="prober"))


def words(verdict: Verdict, answer: str, *, phase: Phase = Phase.STORY, point: TalkingPoint = STORY) -> str:
    found = aim(verdict, question("The flooded archive", "tp", phase), (), answers=[answer], point=point)
    assert found is not None
    return draft.follow_up(
        found,
        question="The flooded archive",
        answer=answer,
        quote="",
        point=point,
        earlier=(),
        phase=phase,
        ended=draft.is_ended(point, verdict, answer, "en"),
        seed=1,
    )


@pytest.mark.parametrize(("language", "answer"), [(code, each) for code in SPOKEN for each in NEVER[code]])
def test_whoever_never_did_it_is_asked_for_what_comes_near_it_once(language: str, answer: str) -> None:
    asked = question("The flooded archive", "tp", Phase.STORY).model_copy(update={"language": language})
    verdict = heard(STORY, *[Label.MISSING] * 4)

    found = aim(verdict, asked, (), answers=[answer], point=STORY)

    assert found is not None and found.target is Target.NEVER_DID
    said = draft.follow_up(
        found,
        question=asked.text,
        answer=answer,
        quote="",
        point=STORY,
        earlier=(),
        phase=Phase.STORY,
        language=language,
        seed=1,
    )
    assert said in options("follow_up_prober", language, "never_did.story")
    again = [asked_before(MARKS[Target.NEVER_DID])]
    assert aim(verdict, asked, again, answers=["Well.", answer], point=STORY) is None


@pytest.mark.parametrize("answer", TOLD)
def test_who_tells_what_was_done_has_not_said_that_it_never_was(answer: str) -> None:
    assert not listen([answer], "en").never_did


def test_no_is_an_answer_to_whether_one_ever_did() -> None:
    assert listen(["no, not me"], "en", "Have you ever failed an inspection?").never_did
    assert not listen(["no, not me"], "en", "How do you pass an inspection?").never_did


def test_a_story_in_which_nothing_is_done_is_asked_what_was() -> None:
    verdict = heard(STORY, Label.PARTLY, Label.PARTLY, Label.MISSING, Label.PARTLY)

    said = words(verdict, "Yeah, that was in June. Everything was wet. We managed.")

    assert said in options("follow_up_prober", "en", "ask.action")


def test_of_a_story_with_a_deed_its_end_is_asked_for() -> None:
    verdict = heard(STORY, Label.PARTLY, Label.PARTLY, Label.COVERED, Label.MISSING)

    said = words(verdict, "Everything was wet, and I put forty pupils in a chain and froze what was soaked.")

    assert said in options("follow_up_prober", "en", "ask.outcome")


def test_whose_end_was_heard_is_not_asked_how_it_ended() -> None:
    verdict = heard(STORY, Label.UNSURE, Label.UNSURE, Label.UNSURE, Label.COVERED)
    answer = "I put forty pupils in a chain, froze what was soaked, and lost two boxes of hundreds."

    assert draft.is_ended(STORY, verdict, answer, "en")
    assert words(verdict, answer) not in options("follow_up_prober", "en", "ask.outcome")


def test_words_that_tell_something_else_are_no_half_of_an_end() -> None:
    wet = "everything was wet"
    verdict = heard(
        STORY,
        Label.COVERED,
        Label.MISSING,
        Label.MISSING,
        Label.PARTLY,
        quotes=(wet, "", "", wet),
        credit=0.44,
    )

    assert not draft.is_ended(STORY, verdict, "It was June, and everything was wet.", "en")


def test_an_introduction_is_asked_for_the_work_before_what_draws_one_here() -> None:
    pitch = TalkingPoint(
        id="tp",
        kind=TalkingPointKind.PITCH,
        title="Pitch",
        text="So.",
        key_points=(key_point("kp1", "I'm looking for a house where the archive is used"),),
        source=source(),
    )
    verdict = heard(pitch, Label.MISSING)

    short = words(verdict, "I've been in archives a long time.", phase=Phase.OPENING, point=pitch)
    longer = words(
        verdict,
        "I've been an archivist since 2013, first in a parish, then in the port, and now I look after maps, "
        "the reading room and the loans to museums, with two colleagues and a conservator on Fridays.",
        phase=Phase.OPENING,
        point=pitch,
    )

    assert short in options("follow_up_prober", "en", "about_yourself.method")
    assert longer in options("follow_up_prober", "en", "about_yourself.outcome")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "What do you know about Northgate?"),
        ("en", "What do you know about us?"),
        ("de", "Was wissen Sie über unser Haus?"),
        ("es", "¿Qué sabe de nosotros?"),
        ("fr", "Que savez-vous de notre maison ?"),
        ("it", "Che cosa sa di noi?"),
        ("nl", "Wat weet u van ons?"),
        ("pt", "O que você sabe sobre nós?"),
        ("zh", "您了解我们公司吗？"),
    ],
)
def test_what_one_knows_of_the_house_has_follow_ups_of_its_own(language: str, text: str) -> None:
    assert kind_of(text, language) is Kind.KNOWN


def test_what_one_knows_of_a_matter_has_none() -> None:
    assert kind_of("What do you know about the storage of glass negatives?", "en") is None


def unscored(spoken: str, written: str) -> Verdict:
    why = Unscored(kind=UnscoredKind.OTHER_LANGUAGE, spoken=name_of(spoken), written=name_of(written))
    return Verdict(
        outcome=why,
        flags=(Flag(kind=FlagKind.OTHER_LANGUAGE, message="The answer is in another language."),),
        provenance=Provenance(agent="evaluator"),
    )


@pytest.mark.parametrize("language", SPOKEN)
def test_another_language_than_the_guides_is_asked_for_in_that_once(language: str) -> None:
    spoken = "de" if language == "en" else "en"
    asked = question("?", "tp").model_copy(update={"language": language})
    verdict = unscored(spoken, language)

    found = aim(verdict, asked, (), answers=["I would say so."], point=STORY)

    assert found is not None and found.target is Target.OTHER_LANGUAGE
    mark = asked_before(MARKS[Target.OTHER_LANGUAGE])
    assert aim(verdict, asked, [mark], answers=["So.", "I would say so."], point=STORY) is None


def test_a_language_that_nobody_here_speaks_is_not_asked_for() -> None:
    asked = question("?", "tp").model_copy(update={"language": "sv"})

    assert aim(unscored("en", "sv"), asked, (), answers=["I would."], point=STORY) is None


def test_what_has_half_its_words_in_the_answer_is_not_called_left_out() -> None:
    point = STORY.model_copy(
        update={
            "key_points": (
                key_point(
                    "kp1", "Turned the pump off, drained the tank by hand, then added a filter and a cap."
                ),
                key_point("kp2", "Wrote the report the same evening."),
            )
        }
    )
    verdict = heard(point, Label.MISSING, Label.MISSING)
    sure = Surely(covered=0.1, partly=0.0, absent=0.9, denied=0.0)
    verdict = verdict.model_copy(
        update={"key_points": tuple(each.model_copy(update={"surely": sure}) for each in verdict.key_points)}
    )
    answer = "I stopped the pump and drained the tank by hand, slowly, then put a filter and a cap in."

    left = gaps(as_sure(verdict, answer, question("An outage?", "tp")))

    assert [each.key_point.id for each in left] == ["kp2"]
