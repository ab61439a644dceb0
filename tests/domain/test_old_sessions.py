"""What sessions hold from before outcomes had types is read as these types, and told in the same words."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from agents import reasons
from domain.interview import Turn
from domain.refinement import Fault, Outcome, Refinement
from domain.routes import Route, RouteKind
from domain.scoring import BecauseKind, PartKind
from domain.unscored import Unscored, UnscoredKind
from domain.verdict import Provenance, Score, ScorePart, Verdict
from tests.memory.sample_values import turn

TAKEN_BACK = " (its beginning was shown and taken back)"


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ("Questions of your own are not scored.", Unscored(kind=UnscoredKind.OWN_QUESTIONS)),
        (
            "Your guides tell this in two ways, so there is no one answer to hold yours against.",
            Unscored(kind=UnscoredKind.TOLD_IN_TWO_WAYS),
        ),
        (
            "Your guide has no answer to this question yet, so there is nothing to hold yours against.",
            Unscored(kind=UnscoredKind.NOTHING_TO_HOLD_AGAINST),
        ),
        (
            "The answer is code, which this evaluator cannot judge; compare it with your guide yourself.",
            Unscored(kind=UnscoredKind.CODE),
        ),
        ("The answer is a drawing, which this evaluator cannot see.", Unscored(kind=UnscoredKind.DRAWING)),
        (
            "The answer is in Chinese or Japanese and your guide in English; "
            "only one language can be compared.",
            Unscored(kind=UnscoredKind.OTHER_LANGUAGE, spoken="Chinese or Japanese", written="English"),
        ),
        (
            "Your guide names no figure here, so there is none to know by heart.",
            Unscored(kind=UnscoredKind.NO_FIGURE),
        ),
        ("Your guides no longer have this question.", Unscored(kind=UnscoredKind.QUESTION_GONE)),
        ("Nobody knows {why}.", Unscored(kind=UnscoredKind.OLD, told="Nobody knows {why}.")),
    ],
)
def test_an_old_reason_is_a_kind_and_reads_as_before(reason: str, expected: Unscored) -> None:
    kept = {"outcome": {"reason": reason}, "provenance": {"agent": "evaluator"}}
    verdict = Verdict.model_validate(kept)

    assert verdict.outcome == expected
    assert reasons.unscored(expected) == reason
    assert Verdict.model_validate_json(verdict.model_dump_json()) == verdict


@pytest.mark.parametrize(
    ("reason", "kind"),
    [
        (
            "The answer is code, which this evaluator cannot run or read; "
            "compare it with your guide yourself.",
            UnscoredKind.CODE,
        ),
        (
            "The answer is in German and your guide in English; this evaluator compares within one language.",
            UnscoredKind.OTHER_LANGUAGE,
        ),
    ],
)
def test_reasons_that_nobody_writes_any_more_have_their_kind(reason: str, kind: UnscoredKind) -> None:
    assert Unscored.model_validate({"reason": reason}).kind is kind


def test_a_score_is_no_old_reason() -> None:
    score = {"value": 0.5, "low": 0.4, "high": 0.6, "band": "Developing"}
    verdict = Verdict.model_validate({"outcome": score, "provenance": {"agent": "evaluator"}})

    assert isinstance(verdict.outcome, Score)
    with pytest.raises(ValidationError):
        Unscored.model_validate({"reason": "why", "kind": "code"})


@pytest.mark.parametrize(
    ("agent", "told", "expected"),
    [
        (
            "interviewer",
            "the model's wording was dropped: it asked something else",
            Refinement(outcome=Outcome.REJECTED, fault=Fault.ASKED_ELSE),
        ),
        (
            "follow_up_prober",
            f"the model's wording was dropped: it gave the missing point away{TAKEN_BACK}",
            Refinement(outcome=Outcome.REJECTED, fault=Fault.GAVE_AWAY, taken_back=True),
        ),
        (
            "coach",
            f"the model's better answer was dropped: it brought a figure that is not in your guide (7)"
            f"{TAKEN_BACK}",
            Refinement(outcome=Outcome.REJECTED, fault=Fault.UNKNOWN_FIGURE, what="7", taken_back=True),
        ),
        (
            "coach",
            f"worded without the model: no answer (yet){TAKEN_BACK}",
            Refinement(outcome=Outcome.FAILED, what="no answer (yet)", taken_back=True),
        ),
        (
            "evaluator",
            "The model judge was not used: no answer within 20 s",
            Refinement(outcome=Outcome.FAILED, what="no answer within 20 s"),
        ),
        (
            "evaluator",
            "The model judge was not used: 3 of its 4 labels rested on words that you did not say.",
            Refinement(outcome=Outcome.REJECTED, fault=Fault.UNPROVED, dropped=3, labels=4),
        ),
        (
            "evaluator",
            "2 of the judge's labels dropped: their words are not in the answer.",
            Refinement(outcome=Outcome.REPAIRED, dropped=2),
        ),
    ],
)
def test_an_old_note_is_an_outcome_and_reads_as_before(agent: str, told: str, expected: Refinement) -> None:
    made = Provenance.model_validate({"agent": agent, "note": told})

    assert made.refinement == expected and made.outcome is expected.outcome
    assert reasons.note(made) == told
    assert Provenance.model_validate_json(made.model_dump_json()) == made


@pytest.mark.parametrize("note", ["", "something that nobody ever wrote"])
def test_a_note_that_says_nothing_leaves_what_was_made_as_it_is(note: str) -> None:
    assert Provenance.model_validate({"agent": "coach", "note": note}) == Provenance(agent="coach")
    with_model = Provenance.model_validate({"agent": "coach", "model": "a:b", "note": note})
    assert with_model.outcome is Outcome.ACCEPTED


def test_every_kind_and_every_fault_has_its_sentence() -> None:
    assert all(reasons.unscored(Unscored(kind=kind, told="x")) for kind in UnscoredKind)
    assert all(reasons.faulty(fault) for fault in Fault)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (
            "follow-up: said against key point k2; 1 left after it",
            Route(kind=RouteKind.FOLLOW_UP, still_open="said against key point k2", left=1),
        ),
        (
            "follow-ups used up with this still open: key points: 1 half said",
            Route(kind=RouteKind.NONE_LEFT, still_open="key points: 1 half said"),
        ),
        (
            "no follow-up left that would help, with this still open: nothing was said",
            Route(kind=RouteKind.NONE_WOULD_HELP, still_open="nothing was said"),
        ),
        ("no follow-up: nothing weighty is open", Route(kind=RouteKind.NOTHING_OPEN)),
        ("skipped", Route(kind=RouteKind.SKIPPED)),
        ("answer", Route(kind=RouteKind.ANSWER)),
    ],
)
def test_an_old_way_is_a_route_and_reads_as_before(told: str, expected: Route) -> None:
    kept = turn().model_dump(mode="json") | {"route": told}

    assert Turn.model_validate(kept).route == expected
    assert reasons.way(expected) == told


@pytest.mark.parametrize("told", ["", "a way that nobody ever went"])
def test_an_old_way_that_says_nothing_is_none(told: str) -> None:
    assert Turn.model_validate(turn().model_dump(mode="json") | {"route": told}).route is None


@pytest.mark.parametrize(
    ("name", "because", "kind", "kinds"),
    [
        (
            "key points conveyed",
            "93% of your key points, by their weight, came across; words alone add at most five points",
            PartKind.ENTAILED,
            (BecauseKind.ENTAILED, BecauseKind.FEW_FOR_WORDS),
        ),
        (
            "key points, by their words",
            "40% measured; times 0.62, because it is hardly about this question; "
            "times 0.85, for what is wrong in it",
            PartKind.KEY_POINTS,
            (BecauseKind.MEASURED, BecauseKind.HARDLY_ABOUT, BecauseKind.WRONG_IN_IT),
        ),
        (
            "length, up to the guide's",
            "70% measured; That repeats the question; the answer itself is still to come.",
            PartKind.LENGTH,
            (BecauseKind.MEASURED, BecauseKind.QUESTION_COPIED),
        ),
        ("figures, exact", "2 of 3, value and unit", PartKind.EXACT, (BecauseKind.EXACT,)),
        ("likeness", "as nobody says any more", PartKind.OLD, (BecauseKind.OLD,)),
    ],
)
def test_an_old_part_of_a_score_has_its_kinds(
    name: str, because: str, kind: PartKind, kinds: tuple[BecauseKind, ...]
) -> None:
    part = ScorePart.model_validate({"name": name, "value": 0.5, "weight": 0.4, "because": because})

    assert part.kind is kind
    assert tuple(reason.kind for reason in part.why) == kinds
    assert ScorePart.model_validate_json(part.model_dump_json()) == part


def test_an_old_part_reads_as_before_and_in_other_languages() -> None:
    told = "93% of your key points, by their weight, came across; words alone add at most five points"
    part = ScorePart.model_validate(
        {"name": "key points conveyed", "value": 0.5, "weight": 1, "because": told}
    )
    unknown = ScorePart.model_validate({"name": "likeness", "value": 0.5, "weight": 1, "because": "so it is"})

    assert (reasons.part(part), reasons.because(part)) == ("key points conveyed", told)
    assert reasons.because(part, "de").startswith("93 % Ihrer Kernpunkte")
    assert (reasons.part(unknown, "de"), reasons.because(unknown, "de")) == ("likeness", "so it is")
