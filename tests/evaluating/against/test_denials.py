"""What an answer denies or turns round keeps no credit; what only sounds like it does."""

from __future__ import annotations

import pytest

from agents.evaluator.against.denials import Denial, Heard, affirmed_in, denials_of
from agents.evaluator.draft import draft
from agents.evaluator.material import Material
from domain.verdict import FlagKind, Label, Verdict
from evals.contradicted.statements import alarmed, judged, statements, tally
from language.text import read
from tests.evaluating.material import FULL_ANSWER, KEY_POINTS, question, talking_point
from tests.support.entailing import ABSENT, DENIED, WrittenEntailment


def denial(guide: str, said: str, language: str = "en") -> Denial | None:
    return denials_of([guide], Heard(read(said), language), [{}])[0]


def verdict_on(said: str) -> Verdict:
    return draft(said, question(), talking_point(*KEY_POINTS), Material()).verdict


@pytest.mark.parametrize(
    ("guide", "said"),
    [
        ("We used Kafka for the order events.", "We did not use Kafka for the order events."),
        ("I profiled it.", "I never profiled it."),
        ("The endpoint is not idempotent.", "The endpoint is idempotent."),
        ("The error rate decreased after the release.", "The error rate increased after the release."),
        ("The build went from 40 minutes to 4 minutes.", "The build went from 4 minutes to 40 minutes."),
        ("The producer waits for the broker.", "The broker waits for the producer."),
        (
            "Writes go to the leader and reads go to the copy.",
            "Writes go to the copy and reads go to the leader.",
        ),
    ],
)
def test_the_words_that_turn_a_statement_round_are_shown(guide: str, said: str) -> None:
    found = denial(guide, said)
    assert found is not None
    assert said[found.evidence.start : found.evidence.end] == found.evidence.quote


@pytest.mark.parametrize(
    ("guide", "said"),
    [
        ("The endpoint is not idempotent.", "The endpoint isn't idempotent."),
        ("I always check the backups.", "I never fail to check the backups."),
        ("I fixed the bug and wrote a test.", "I not only fixed the bug, I also wrote a test."),
        ("We chose Postgres for this.", "We chose not MongoDB but Postgres for this."),
        ("The night job finishes early.", "Back then the night job did not finish early."),
        ("I liked the vendor.", "Don't get me wrong, I liked the vendor."),
        ("Water is more dense than oil.", "Oil is less dense than water."),
        ("Reads are fast and writes are slow.", "Writes are slow and reads are fast."),
        ("The cache is dropped when a price changes.", "The cache is not dropped when nothing was sold."),
        ("", "We did not use Kafka."),
        (
            "We had two complaints instead of the eleven of the year before.",
            "We had two complaints where there were eleven the year before.",
        ),
        (
            "Audits take three days instead of the nine it took before.",
            "Audits take three days and took nine before.",
        ),
    ],
)
def test_what_only_sounds_like_a_denial_is_none(guide: str, said: str) -> None:
    assert denial(guide, said) is None


def test_the_same_word_denies_in_one_language_and_not_in_another() -> None:
    guide, said = "Usamos la cola nueva.", "No usamos la cola nueva."
    assert denial(guide, said, "es") is not None
    assert denial("Rodamos o teste no servidor.", "Rodamos o teste no servidor.", "pt") is None


def test_a_denied_key_point_is_contradicted_with_the_words_that_deny_it_and_no_credit() -> None:
    said = FULL_ANSWER.replace("I added the index", "I never added the index")
    found = verdict_on(said).key_points[2]
    assert found.label is Label.CONTRADICTED
    assert found.credit == 0
    assert found.evidence is not None
    assert "never added" in found.evidence.quote


def test_a_denied_lesser_part_costs_more_than_half_and_is_flagged() -> None:
    guide = "I moved the old monthly reports of every team to a replica elsewhere, and it was cheap to run."
    said = guide.replace("it was cheap to run", "it was not cheap to run")
    verdict = draft(said, question(), talking_point(guide), Material()).verdict
    assert verdict.key_points[0].label is Label.PARTLY
    assert verdict.key_points[0].credit < 0.5
    flags = [flag for flag in verdict.flags if flag.kind is FlagKind.CONTRADICTS_GUIDE]
    assert flags and flags[0].evidence is not None
    assert "not cheap" in flags[0].evidence.quote


def test_who_says_it_right_after_all_has_taken_the_denial_back() -> None:
    said = f"We never added the index. Sorry, no: {FULL_ANSWER}"
    assert not verdict_on(said).labelled(Label.CONTRADICTED)


def test_a_denied_answer_scores_far_below_the_answer() -> None:
    denied = (
        "The nightly report did not take four hours and never came too late. I did not profile it and found "
        "no query without an index. I did not add the index and did not split the work by region. It went "
        "from thirty minutes to four hours."
    )
    right, wrong = verdict_on(FULL_ANSWER).score, verdict_on(denied).score
    assert right is not None and wrong is not None
    assert right.value > 0.9
    assert wrong.value < 0.2


def test_fair_statements_raise_few_alarms_and_contradictions_are_mostly_found() -> None:
    plain = [each for each in statements() if not each.harder]
    chosen = [each for each in plain if each.held_out]
    assert len(plain) >= 150
    assert len(chosen) == len(plain) / 2
    found = tally("held out", chosen)
    assert found.precision >= 0.93
    assert found.recall >= 0.8


def test_no_guide_is_called_contradictory_to_itself() -> None:
    guides = {each.guide: each for each in statements()}
    alarms = [
        guide for guide, each in guides.items() if alarmed(judged(each.model_copy(update={"said": guide})))
    ]
    assert alarms == []


def test_what_is_done_only_under_a_condition_is_not_denied_by_unless() -> None:
    guide = "I call the parents only if somebody was hurt."
    assert denial(guide, "The parents are not called unless one of them was hurt.") is None
    assert denial("I call the parents the same day.", "I do not call the parents the same day.") is not None


@pytest.mark.parametrize(
    ("guide", "said", "affirmed"),
    [
        ("The vet weighs every dog.", "The vet weighs every dog, cats are not weighed.", True),
        ("Weight matters more than age.", "Age matters less than weight.", True),
        ("The vet weighs every dog.", "The vet doesn't weigh every dog.", False),
        ("The vet weighs every dog.", "The vet weighs every dog, but the vet never weighs every dog.", False),
        ("Weight matters more than age.", "Weight matters less than age.", False),
    ],
)
def test_a_clause_that_says_it_affirms_it(guide: str, said: str, affirmed: bool) -> None:
    assert affirmed_in([guide], Heard(read(said), "en"), [{}]) == [affirmed]


@pytest.mark.parametrize(
    ("guide", "said", "language"),
    [
        ("Je ne dis jamais le prix au téléphone.", "Je dis pas le prix au téléphone.", "fr"),
        ("I'd rather hold no lock.", "Where I can't avoid a lock, I hold it briefly.", "en"),
    ],
)
def test_what_denies_as_the_guide_does_or_under_a_condition_denies_nothing(
    guide: str, said: str, language: str
) -> None:
    assert denial(guide, said, language) is None


def test_spoken_french_denies_without_its_first_half() -> None:
    assert denial("Je pèse chaque chien.", "Je pèse pas chaque chien.", "fr") is not None


def test_a_denial_heard_where_a_clause_plainly_says_it_is_doubted() -> None:
    encoder = WrittenEntailment(lambda said, point: DENIED if "dog" in point else ABSENT)
    point = talking_point(
        "The vet weighs every dog", "The owner waits outside", "The room is washed at night"
    )
    heard = "The vet weighs every dog, even when it's late."
    found = draft(heard, question(), point, Material(), entailment=encoder).verdict.key_points[0]
    assert found.label is Label.UNSURE


@pytest.mark.parametrize(
    ("language", "guide", "said"),
    [
        (
            "fr",
            "Les audits durent trois jours au lieu de neuf l'année précédente.",
            "Les audits durent trois jours et neuf l'année précédente.",
        ),
        (
            "it",
            "Gli audit durano tre giorni invece di nove l'anno precedente.",
            "Gli audit durano tre giorni e nove l'anno precedente.",
        ),
    ],
)
def test_how_much_it_was_before_is_denied_by_nobody(language: str, guide: str, said: str) -> None:
    assert denial(guide, said, language) is None


def test_what_is_chosen_against_is_still_denied() -> None:
    found = denial("We chose Postgres instead of the old database.", "We chose the old database.")
    assert found is not None
