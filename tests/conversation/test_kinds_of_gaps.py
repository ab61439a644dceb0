"""What is missing is asked for by the kind of thing it is, where that tells it from the others."""

from __future__ import annotations

import pytest

from agents.follow_up_prober.aims import Aim, aim_of, fitting, is_telling, part_of_story
from agents.follow_up_prober.topics import topic_of
from domain.guide import KeyPointOrigin, StarParts
from tests.support.probing import way
from tests.support.talking import key_point


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


def test_a_storys_parts_are_not_named_to_be_asked_for() -> None:
    assert topic_of(key_point("kp", "Result: fewer breakages"), "?", "It pleased us.", "en") == ""


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
