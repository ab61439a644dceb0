"""The guide's own terms are found, and figures are never among what a recogniser is told."""

from __future__ import annotations

import pytest

from domain.guide import TalkingPoint, TalkingPointKind
from tests.support.talking import source
from voice.terms import as_prompt, is_shaped, terms_of


def a_point(text: str, title: str = "How did it go?") -> TalkingPoint:
    return TalkingPoint(
        id=title, kind=TalkingPointKind.QUESTION_ANSWER, title=title, text=text, source=source()
    )


@pytest.mark.parametrize(
    ("language", "text", "names"),
    [
        ("en", "We moved it to Kafka and gRPC. It runs on S3, under IAM.", {"Kafka", "gRPC", "S3", "IAM"}),
        ("de", "Wir haben sie mit dbt nach PostgreSQL gebracht, die KPI in S3.", {"PostgreSQL", "KPI", "S3"}),
        ("es", "Lo pasamos a Terraform y a un clúster con GPU.", {"Terraform", "GPU"}),
        ("fr", "Le service écrit dans OpenSearch et dans Grafana.", {"OpenSearch", "Grafana"}),
        ("it", "Usiamo RabbitMQ con FastAPI.", {"RabbitMQ", "FastAPI"}),
        ("zh", "我们用Kafka和gRPC处理数据。", {"Kafka", "gRPC"}),
    ],
)  # fmt: skip
def test_names_products_and_acronyms_are_terms(language: str, text: str, names: set[str]) -> None:
    assert names <= set(terms_of([a_point(text)], language=language).names)


@pytest.mark.parametrize(
    "text",
    ["It went from 0.71 to 0.84 in 3 weeks.", "At p95 it took 40ms, 3x faster.", "In 2023 we had 1.5M rows."],
)  # fmt: skip
def test_no_figure_is_a_term(text: str) -> None:
    assert not [name for name in terms_of([a_point(text)]).names if any(sign.isdigit() for sign in name)]


def test_a_sentences_first_word_is_no_name() -> None:
    assert terms_of([a_point("Nobody knew. Yesterday it broke. “Please wait” it said.")]).names == ()


def test_a_word_that_is_also_written_small_is_no_name() -> None:
    assert terms_of([a_point("Ask the Platform team. The platform is theirs.")]).names == ()


def test_a_heading_in_title_case_or_capitals_names_nothing() -> None:
    point = a_point("WHAT NOT TO SAY\nTell Me About The Hardest Problem You Solved Here")

    assert terms_of([point]).names == ()


def test_those_of_the_question_that_is_asked_come_first() -> None:
    points = [
        a_point("We use Kafka. And Kafka again, with Flink.", "one"),
        a_point("It is in Vitess.", "two"),
    ]

    assert terms_of(points, asked=points[1]).names[0] == "Vitess"


def test_the_recogniser_is_told_no_more_than_it_reads() -> None:
    told = as_prompt([f"Product{sign}" * 4 for sign in "abcdefghijklmnopqrstuvwxyz"])

    assert len(told) <= 480
    assert told.startswith("Producta")
    assert not told.endswith(",")


@pytest.mark.parametrize(
    ("word", "shaped"), [("gRPC", True), ("SQL", True), ("S3", True), ("Kafka", False), ("a", False)]
)
def test_a_words_letters_may_say_that_it_is_a_name(word: str, shaped: bool) -> None:
    assert is_shaped(word) is shaped
