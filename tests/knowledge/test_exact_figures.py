import pytest

from domain.guide import TalkingPoint, TalkingPointKind
from domain.verdict import FigureLabel
from knowledge.figures.exact import asked_for, recall
from tests.support.knowledge import talking_point


def a_fact(text: str, title: str = "Accuracy") -> TalkingPoint:
    return talking_point(title, text, TalkingPointKind.FACT)


@pytest.mark.parametrize(
    ("fact", "said"),
    [
        ("91.2%", "91.2 percent"),
        ("91.2% (macro F1 0.9)", "It was 91.2 %."),
        ("4 hours", "240 minutes"),
        ("2.4 million", "2,400,000 events"),
        ("4+ hours", "four hours"),
        ("210 a second", "210 per second"),
    ],
)
def test_the_very_value_in_its_unit_is_exact_however_it_is_written(fact: str, said: str) -> None:
    (found,) = recall(said, a_fact(fact))

    assert found.exact and found.label is FigureLabel.RIGHT


@pytest.mark.parametrize(
    ("fact", "said", "why"),
    [
        ("91.2%", "91 %", "it is close, and not exact"),
        ("91.2%", "about 91.2 %", "“about” is not exact"),
        ("91.2%", "92 %", "it is another figure"),
        ("91.2%", "91 to 92 %", "it is a range"),
        ("91.2%", "91.2", "it lacks its unit"),
        ("91.2%", "91.2 seconds", "it is a figure of another kind"),
        ("91.2%", "I don't remember", "it was not said"),
        ("3 to 5 days", "4 days", "it is a range in your guide"),
    ],
)
def test_what_is_not_exact_is_told_why(fact: str, said: str, why: str) -> None:
    (found,) = recall(said, a_fact(fact))

    assert not found.exact and found.why == why


@pytest.mark.parametrize(
    ("title", "fact", "said"),
    [
        ("Events per day", "2.4 million", "2.4 million events a day"),
        ("Events per day", "2.4 million", "2.4 million"),
        ("Events per day", "2.4 million per day", "2.4 million"),
        ("Monthly cost", "$31,000", "$31,000 a month"),
        ("Calls a week", "34", "it was 34 a week"),
    ],
)
def test_a_period_that_the_title_names_may_be_said_or_left_out(title: str, fact: str, said: str) -> None:
    (found,) = recall(said, a_fact(fact, title))

    assert found.exact and found.label is FigureLabel.RIGHT


@pytest.mark.parametrize(
    ("title", "fact", "said"),
    [
        ("Events per day", "2.4 million", "2.4 million an hour"),
        ("Events per day", "2.4 million", "3 million a day"),
        ("Backfill", "1 billion events", "1 billion a day"),
    ],
)
def test_another_period_is_another_figure(title: str, fact: str, said: str) -> None:
    (found,) = recall(said, a_fact(fact, title))

    assert not found.exact and found.label is FigureLabel.WRONG


def test_every_figure_of_a_fact_is_asked_for_and_each_that_was_said_counts_once() -> None:
    first, second = recall("40 minutes", a_fact("4 hours → 40 minutes"))

    assert (first.exact, second.exact) == (False, True)


def test_a_wrong_figure_beside_the_right_one_does_not_take_its_place() -> None:
    (found,) = recall("It was 88 % at first and 91.2 % in the end.", a_fact("91.2%"))

    assert found.exact


def test_asides_in_brackets_are_not_asked_for_unless_there_is_nothing_else() -> None:
    assert [figure.quote for figure in asked_for(a_fact("99% within 5 minutes (over 28 days)"))] == [
        "99%",
        "within 5 minutes",
    ]
    assert [figure.quote for figure in asked_for(a_fact("the usual (28 days)"))] == ["28 days"]


def test_a_fact_told_in_its_title_is_asked_for_too() -> None:
    assert [figure.quote for figure in asked_for(a_fact("", "420 test questions"))] == ["420"]
