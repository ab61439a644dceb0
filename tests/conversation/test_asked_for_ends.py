"""A story is asked for its end where none was told, and a deed that was done once for what else there was."""

from __future__ import annotations

import pytest

from agents.follow_up_prober.agent import aim
from agents.follow_up_prober.aims import Aim, part_of_story, tells_an_end
from agents.follow_up_prober.clauses import told
from agents.sayings import SPOKEN, options
from domain.guide import Source, TalkingPoint, TalkingPointKind
from domain.interview import Phase
from domain.verdict import Band, Evidence, KeyPointVerdict, Label, Provenance, Score, Verdict
from knowledge.key_points import key_points
from language.hesitating import trimmed
from tests.support.talking import question

STORY = (
    "The pump in the laundry had broken on a Friday. There were 40 beds to make. "
    "I rang the hotel across the road. We carried the linen over in baby baths. "
    "Every bed was made by six. The two houses share a spare pump today."
)
ANSWER = "The laundry pump broke on a Friday, forty beds. So I rang the hotel nearby, we carried it all."


def story(text: str = STORY) -> TalkingPoint:
    source = Source(guide="guide.md", first_line=3, last_line=4)
    kind = TalkingPointKind.STAR_STORY
    return TalkingPoint(
        id="p",
        kind=kind,
        title="The pump",
        text=text,
        source=source,
        key_points=key_points(kind, "The pump", text, source),
    )


def verdict(point: TalkingPoint, labels: str) -> Verdict:
    """`labels` are the first letters: covered, unsure, missing."""
    by_letter = {"c": Label.COVERED, "u": Label.UNSURE, "m": Label.MISSING}
    return Verdict(
        outcome=Score(value=0.5, low=0.3, high=0.7, band=Band.DEVELOPING),
        key_points=tuple(
            KeyPointVerdict(
                key_point=key_point,
                label=by_letter[letter],
                credit={"c": 1.0, "u": 0.5, "m": 0.0}[letter],
                evidence=Evidence(quote=ANSWER, start=0, end=len(ANSWER)) if letter != "m" else None,
            )
            for key_point, letter in zip(point.key_points, labels, strict=True)
        ),
        provenance=Provenance(agent="evaluator"),
    )


def test_what_stands_after_the_last_deed_is_the_end_and_weighs_most() -> None:
    weights = [key_point.weight for key_point in story().key_points]

    assert weights == [0.5, 0.5, 0.9, 0.9, 1.0, 1.0]
    assert [part_of_story(each, story()) for each in story().key_points] == [None] * 4 + [Aim.OUTCOME] * 2


def test_a_story_that_ends_with_a_deed_or_has_its_parts_marked_is_weighed_as_before() -> None:
    with_a_deed = story("The pump had broken. There were 40 beds. I rang the hotel across the road.")
    marked = story("Situation: the pump broke. Action: I rang the hotel. Result: every bed was made.")

    assert max(with_a_deed.key_points, key=lambda each: each.weight).text.startswith("I rang")
    assert [each.weight for each in marked.key_points] == [0.5, 0.9, 1.0]


def test_what_was_learnt_weighs_less_than_what_came_of_it() -> None:
    told_with_it = story(f"{STORY} What I learned: ask the neighbours first.")

    assert [each.weight for each in told_with_it.key_points][-3:] == [1.0, 1.0, 0.8]


def test_its_end_is_asked_for_before_what_may_have_been_said() -> None:
    point = story()
    asked = question("Tell me about the pump.", "p", Phase.STORY)

    wanted = aim(verdict(point, "ccucmm"), asked, [], answers=[ANSWER], point=point)
    told_anyway = aim(
        verdict(point, "ccucmm"),
        asked,
        [],
        answers=[f"{ANSWER} In the end it all worked out."],
        point=point,
    )

    assert wanted is not None and wanted.key_point in point.key_points[4:]
    assert told_anyway is not None and told_anyway.key_point == point.key_points[2]


@pytest.mark.parametrize(
    ("language", "answer", "ended"),
    [
        ("en", "I rang them. Since then we share a pump.", True),
        ("en", "I rang them. We carried the linen over.", False),
        ("de", "Ich rief an. Seitdem teilen wir die Pumpe.", True),
        ("de", "Ich rief an. Wir trugen die Wäsche hinüber.", False),
        ("fr", "Je les ai appelés. Maintenant on partage la pompe.", True),
        ("fr", "Ils ne se parlaient plus depuis Noël. Je les ai appelés.", False),
        ("pt", "Liguei. Desde então partilhamos a bomba.", True),
        ("zh", "我打了电话。从那以后我们共用一台泵。", True),
    ],
)
def test_an_end_is_heard_in_the_last_sentences(language: str, answer: str, ended: bool) -> None:
    assert tells_an_end(answer, language) is ended


@pytest.mark.parametrize("language", SPOKEN)
def test_no_steps_are_asked_of_what_was_done_once(language: str) -> None:
    assert not set(options("follow_up_prober", language, "beside.within_then")) & set(
        options("follow_up_prober", language, "unsure_deed")
    )


@pytest.mark.parametrize(
    ("language", "said", "back"),
    [
        ("en", "instead I went to the ward", "I went to the ward"),
        ("fr", "Ensuite on remet le planning", "on remet le planning"),
        ("es", "Primero yo hablo con ellos", "yo hablo con ellos"),
    ],
)
def test_what_leads_up_to_a_clause_is_not_said_back(language: str, said: str, back: str) -> None:
    assert [clause for sentence in told(said, language) for clause in sentence.clauses] == [back]


def test_first_is_kept_where_it_belongs_to_its_noun() -> None:
    (sentence,) = told("First person I hired was a cook", "en")

    assert sentence.clauses == ("First person I hired was a cook",)


@pytest.mark.parametrize(
    ("language", "said", "back"),
    [("en", "The list I think", "The list"), ("de", "Die Liste, würde ich sagen", "Die Liste")],
)
def test_how_sure_one_is_is_not_said_back(language: str, said: str, back: str) -> None:
    assert trimmed(said, language) == back
