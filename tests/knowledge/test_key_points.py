"""Key points are clauses that stand alone, with the lines they were said on."""

from __future__ import annotations

from textwrap import dedent

from domain.guide import KeyPoint, KeyPointOrigin, Source, StarParts, TalkingPointKind
from knowledge.key_points import MOST_KEY_POINTS, key_points
from tests.support.guides import points

SOURCE = Source(guide="guide.md", first_line=10, last_line=20, heading_path=("Prep",))


def of_answer(answer: str) -> tuple[KeyPoint, ...]:
    """The key points of a question with this answer; the answer begins on line 2."""
    (point,) = points("**Q: Why is it built like this?**\n" + dedent(answer).strip("\n"))
    return point.key_points


def said(answer: str) -> list[str]:
    return [key_point.text for key_point in of_answer(answer)]


def test_sentences_and_bullets_are_key_points() -> None:
    answer = """
        The log keeps what a queue forgets. We replay it twice a year.

        - Each consumer is idempotent and upserts
        - Order holds only within one shipment
        """

    assert said(answer) == [
        "The log keeps what a queue forgets.",
        "We replay it twice a year.",
        "Each consumer is idempotent and upserts",
        "Order holds only within one shipment",
    ]


def test_a_key_point_cites_the_lines_it_stands_on() -> None:
    found = of_answer(
        """
        The log keeps what a queue forgets, and this is the reason why we took
        it. We replay it twice a year.

        - Each consumer is idempotent and upserts
        """
    )

    assert [(point.source.first_line, point.source.last_line) for point in found] == [(2, 3), (3, 3), (5, 5)]


def test_a_sub_head_goes_before_its_clauses() -> None:
    answer = """
        **Consumers:**
        - Each one upserts by the event's id
        - None of them keeps its own order

        DELIVERY:
        At least once, and the effect is idempotent.
        """

    assert said(answer) == [
        "Consumers: Each one upserts by the event's id",
        "Consumers: None of them keeps its own order",
        "Delivery: At least once, and the effect is idempotent.",
    ]


def test_a_line_that_only_introduces_is_no_key_point() -> None:
    answer = """
        My approach includes:
        - Measuring before the first meeting takes place
        - Writing down what would change my mind
        """

    assert said(answer) == [
        "Measuring before the first meeting takes place",
        "Writing down what would change my mind",
    ]


def test_nested_bullets_stand_under_their_label() -> None:
    answer = """
        1. Cache layers:
           - The inner one keeps hot queries for five minutes
           - The outer one is shared by all the servers
        2. One log with seven days of retention
        """

    assert said(answer) == [
        "Cache layers: The inner one keeps hot queries for five minutes",
        "Cache layers: The outer one is shared by all the servers",
        "One log with seven days of retention",
    ]


def test_bullets_of_a_word_or_two_make_one_clause() -> None:
    answer = """
        Commercial tools are better at:
        - Support
        - Less maintenance

        But knowing what is below makes me quicker with them.
        """

    found = of_answer(answer)

    assert [point.text for point in found] == [
        "Commercial tools are better at: Support; Less maintenance",
        "But knowing what is below makes me quicker with them.",
    ]
    assert (found[0].source.first_line, found[0].source.last_line) == (3, 4)


def test_a_sentence_of_a_word_goes_with_its_neighbour() -> None:
    assert said('"Replay. A queue forgets what it has delivered. Simple."') == [
        "Replay. A queue forgets what it has delivered. Simple."
    ]


def test_numbers_and_quotes_leave_no_fragments() -> None:
    answer = """
        "First: we measure what the readers need.

        1. *The data comes in through a gateway*
        2. *"lorry" and "truck" are close in it*"
        """

    assert said(answer) == [
        "we measure what the readers need.",
        "The data comes in through a gateway",
        '"lorry" and "truck" are close in it',
    ]


def test_figures_weigh_most_and_say_so() -> None:
    found = of_answer(
        "We left the nightly job behind. It ran 4 hours, and now it takes 40 minutes. I'm happy to tell more."
    )

    assert [point.origin for point in found] == [
        KeyPointOrigin.ANSWER,
        KeyPointOrigin.FIGURE,
        KeyPointOrigin.ANSWER,
    ]
    assert found[1].weight == 1
    assert found[2].weight < found[0].weight


def test_a_figure_in_words_weighs_as_much_as_one_in_digits() -> None:
    found = of_answer(
        "We left the nightly job behind for good. It went from four hours to forty minutes. "
        "The price is a fifth more code to keep. Nobody plans on old data now."
    )

    assert [point.weight for point in found] == [0.9, 1, 1, 0.65]


def test_a_labelled_result_weighs_most_though_it_has_no_figure() -> None:
    found = of_answer(
        "We left the nightly job behind for good. RESULT: dispatch stopped planning on old data. It is calm."
    )

    assert found[1].text.startswith("Result: ") and found[1].weight == 1


def test_a_long_answer_keeps_something_of_each_part() -> None:
    parts = "\n\n".join(
        f"**Part {name}:**\n"
        + "\n".join(f"- The {name} thing number {n} is done in its own way" for n in range(9))
        for name in ("one", "two", "three")
    )

    found = said(parts)

    assert len(found) == MOST_KEY_POINTS
    assert {text.partition(":")[0] for text in found} == {"Part one", "Part two", "Part three"}


def test_code_and_drawings_say_nothing() -> None:
    answer = """
        The client talks to the gateway and to nothing else.

        ```
        ┌────────┐
        │ Client │
        └────────┘
        ```

        ```python
        # not a key point
        run(client)
        ```
        """

    assert said(answer) == ["The client talks to the gateway and to nothing else."]


def test_star_parts_weigh_as_they_are_asked_for() -> None:
    star = StarParts(
        situation="Nobody owned the import.",
        task="I had to make it quick.",
        action="I removed two joins.",
        result="It runs in 35 minutes.",
    )

    found = key_points(TalkingPointKind.STAR_STORY, "Import", "", SOURCE, star=star)

    assert [point.origin for point in found] == [KeyPointOrigin.STAR] * 4
    weights = [point.weight for point in found]
    assert weights == sorted(weights)
    assert weights[-1] == 1


def test_what_they_want_and_why_it_works_are_not_to_be_said() -> None:
    (point,) = points(
        """
        ### Q1: Why is there a copy of it?

        **What They Want:** That you know the price of a copy.

        **Your Answer:** The source is slow and rarely changes.

        **Why This Works:** It names the trade-off first.
        """
    )

    assert [key_point.text for key_point in point.key_points] == ["The source is slow and rarely changes."]
    assert point.what_they_want and point.why_it_works


def test_ids_stay_when_a_guide_is_moved_or_renamed() -> None:
    text = "**Q: Why a log?**\nIt keeps what a queue forgets.\n"

    def ids(guide: str) -> list[str]:
        return [held for point in points(guide) for held in (point.id, *(kp.id for kp in point.key_points))]

    assert ids(text) == ids("# Moved\n\nA remark.\n\n" + text)


def test_the_same_talking_point_twice_has_two_ids() -> None:
    one = "### Pitch (30 seconds)\n\n" + "I build data platforms that people rely upon at night. " * 3
    ids = [point.id for point in points(f"# A\n\n{one}\n\n# B\n\n{one}\n")]

    assert len(ids) == len(set(ids)) == 2


def test_no_key_points_without_an_answer() -> None:
    assert key_points(TalkingPointKind.UNANSWERED_QUESTION, "Why?", "", SOURCE) == ()


def test_boxes_that_are_drawn_beside_each_other_are_no_key_points() -> None:
    answer = """
        Two readers stand behind the balancer.

            ┌──────────┐      ┌──────────┐
            │ Reader 1 │      │ Reader 2 │
            │ (ledger) │      │ (cards)  │
            │ 3 nodes  │      │ 5 nodes  │
            └────┬─────┘      └────┬─────┘

        The cards are cached for an hour.
        """

    assert said(answer) == ["Two readers stand behind the balancer.", "The cards are cached for an hour."]
