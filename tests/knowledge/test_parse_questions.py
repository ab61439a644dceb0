"""Questions and answers in the notations that guides use."""

from __future__ import annotations

import pytest

from domain.guide import TalkingPointKind
from tests.support.guides import points, titles, understood

ANSWERED = TalkingPointKind.QUESTION_ANSWER
UNANSWERED = TalkingPointKind.UNANSWERED_QUESTION
STORY = TalkingPointKind.STAR_STORY


@pytest.mark.parametrize(
    "heading",
    [
        "### **Q1: Why do you cache?**",
        '### Q: "Why do you cache?"',
        '### 1. "Why do you cache?"',
        "### Question 7 - Why do you cache?",
        "#### Q.3 Why do you cache?",
        "**Q: Why do you cache?**",
        "**Q3) Why do you cache?** (90 seconds)",
        '**"Why do you cache?"**',
        "Q: Why do you cache?",
        "1. **Why do you cache?**",
        "> **Q: Why do you cache?**",
        "4. ### Why do you cache?",
        "<summary><b>Why do you cache?</b></summary>",
    ],
)
@pytest.mark.parametrize(
    "answer",
    [
        "Because the source is slow.",
        "**Your Answer** (2 min): Because the source is slow.",
        '**What to Say:**\n"Because the source is slow."',
        '```\n"Because the source is slow."\n```',
        '*"Because the source is slow."*',
        "_Because the source is slow._",
        "> Because the source is slow.",
        "**Answer (personalise):** Because the source is slow.",
        "Strong answer: Because the source is slow.",
    ],
)
def test_a_question_and_its_answer_are_read_without_their_marks(heading: str, answer: str) -> None:
    found = points(f"## Questions\n\n{heading}\n\n{answer}\n")

    assert [(point.kind, point.title, point.text) for point in found] == [
        (ANSWERED, "Why do you cache?", "Because the source is slow.")
    ]
    assert found[0].source.first_line == 3
    assert found[0].source.heading_path[0] == "Questions"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("**Pregunta 1: ¿Por qué Kafka?**\n**Respuesta:** Porque releemos eventos.", "¿Por qué Kafka?"),
        ("### Pergunta 2: Por que Kafka?\n**Resposta:** Porque relemos eventos.", "Por que Kafka?"),
        ("Q：为什么选择 Kafka？\nA：因为需要重放。", "为什么选择 Kafka？"),
        ("问题3：为什么选择 Kafka？\n回答：因为需要重放。", "为什么选择 Kafka？"),
        ("**Frage 1: Warum Kafka?**\n**Antwort:** Weil wir Ereignisse wiederholen.", "Warum Kafka?"),
        ("**Question 1 : Pourquoi Kafka ?**\n**Réponse :** Parce que nous rejouons.", "Pourquoi Kafka ?"),
    ],
)
def test_labels_are_known_in_six_languages(text: str, title: str) -> None:
    assert titles(text, ANSWERED) == [title]
    assert "Kafka" not in points(text, ANSWERED)[0].text
    assert ":" not in points(text, ANSWERED)[0].text


def test_several_questions_stand_in_one_fence_with_hanging_indents() -> None:
    found = points(
        """
        ```
        Q: Batch or streaming?
        A: Whatever the reader's decision needs, and finance closes
           monthly.

        Q: Why shipments as key?
        A: Order only matters within one.
        ```

        Some remark of mine.
        """,
        ANSWERED,
    )

    assert [point.text for point in found] == [
        "Whatever the reader's decision needs, and finance closes monthly.",
        "Order only matters within one.",
    ]
    assert found[1].source.last_line == 7


def test_an_answer_goes_on_behind_nested_code_in_its_fence() -> None:
    (point,) = points(
        """
        ```
        Q: How do you check a citation?
        A: "First that it exists.

        ```python
        # ours or not?
        unknown = [c for c in cited if c not in sent]
        ```

        Then that it supports the sentence."
        ```
        """
    )

    assert point.text.startswith("First that it exists.")
    assert point.text.endswith("Then that it supports the sentence.")
    assert not any("unknown" in key_point.text for key_point in point.key_points)


def test_one_quoted_answer_runs_over_lists_and_bold_steps() -> None:
    (point,) = points(
        """
        ## Questions

        ### 2. "How do you plan a route?"

        **What to Say:**
        "I start with the depots.

        **Second step:**
        I draw the smallest map that can be wrong on a real road.

        The key is:
        - Seeing who is waiting
        - Knowing "done" from done

        That is how it ends."

        ---

        Good luck!
        """
    )

    assert point.text.startswith("I start with the depots.")
    assert '- Knowing "done" from done' in point.text
    assert point.text.endswith("That is how it ends.")
    assert "luck" not in point.text


def test_what_surrounds_an_answer_is_kept_apart() -> None:
    (point,) = points(
        """
        ### Q1: Why do you cache?

        **What They Want**: that you know the price.

        **Your Answer** (2-3 minutes):
        The source is slow and its data rarely changes.

        **Why This Works**: it names the price.

        **They will probably ask:**
        - What about invalidation?
        - Who owns the cache?
        """
    )

    assert point.what_they_want == "that you know the price."
    assert point.why_it_works == "it names the price."
    assert point.follow_up_hooks == ("What about invalidation?", "Who owns the cache?")
    assert point.spoken_seconds == (120, 180)
    assert point.text == "The source is slow and its data rarely changes."


def test_an_answer_may_follow_what_they_want_without_a_label() -> None:
    (point,) = points("### Q1: Why do you cache?\n\n**What they want:** a price.\n\nThe source is slow.\n")

    assert (point.text, point.what_they_want) == ("The source is slow.", "a price.")


def test_the_best_of_graded_sample_answers_is_the_answer() -> None:
    (point,) = points(
        """
        ### Q: Describe a conflict.
        **2-point answer:** We had one and solved it.
        **5-point answer:** I asked which figure would change her mind, and we measured it.
        """
    )

    assert point.text == "I asked which figure would change her mind, and we measured it."


def test_a_weak_answer_is_not_the_answer() -> None:
    (point,) = points(
        "### What is your weakness?\n**Weak answer:** I work too hard.\n**Strong answer:** I "
        "say yes too early."
    )

    assert (point.kind, point.text) == (ANSWERED, "I say yes too early.")


def test_an_answer_may_be_only_code() -> None:
    (point,) = points(
        "**Q: Dockerise it?**\n\n```dockerfile\nFROM python:3.12\n# install first, for the "
        "cache\nRUN pip install .\n```"
    )

    assert point.kind is ANSWERED
    assert "RUN pip install ." in point.text
    assert [key_point.text for key_point in point.key_points] == ["install first, for the cache"]


@pytest.mark.parametrize(
    "stub",
    [
        "",
        "> [STAR response]",
        "Answer here",
        "**Your Answer:** ____",
        "TBD",
        "[numbers from finance, to be written]",
        "Tu respuesta aquí",
        "...",
    ],
)
def test_a_stub_is_no_answer(stub: str) -> None:
    found = points(f"## Questions\n\n### Q1: Why do you cache?\n\n{stub}\n\n### Q2: Why not?\nIt is slow.")

    assert [(point.kind, point.title) for point in found] == [
        (UNANSWERED, "Why do you cache?"),
        (ANSWERED, "Why not?"),
    ]
    assert found[0].key_points == ()


def test_a_table_of_contents_is_nothing() -> None:
    found = points(
        """
        ## Table of Contents
        1. [What is a queue?](#queue)
        2. [What is a log?](#log)

        ### What is a queue?
        It forgets.
        """
    )

    assert [(point.kind, point.title) for point in found] == [(ANSWERED, "What is a queue?")]


def test_a_list_that_repeats_answered_questions_is_nothing() -> None:
    text = "## Questions\n- Why a log?\n- Why a queue?\n\n### Q1: Why a log?\nIt remembers."

    assert titles(text, ANSWERED) == ["Why a log?"]
    assert titles(text, UNANSWERED) == ["Why a queue?"]


def test_answers_may_stand_apart_under_the_numbers_of_their_questions() -> None:
    found = points(
        """
        ## Questions
        1. Why a log?
        2. Tell me about yourself

        ## Answers
        1. It remembers what was said.
        2. Six years of logistics.
        """,
        ANSWERED,
    )

    assert [(point.title, point.text) for point in found] == [
        ("Why a log?", "It remembers what was said."),
        ("Tell me about yourself", "Six years of logistics."),
    ]
    assert found[0].key_points[0].source.first_line == 6


def test_numbers_are_no_identity() -> None:
    text = "## Questions\n1. Why a log?\n   It remembers.\n\n1. Why a queue?\n\n   It forgets.\n"

    assert titles(text, ANSWERED) == ["Why a log?", "Why a queue?"]


def test_rows_of_a_question_table_are_pairs() -> None:
    found = points(
        "| # | Question | Answer |\n|---|---|---|\n| 1 | Why a log? | It remembers |\n| 2 | Why not? | TBD |"
    )

    assert [(point.kind, point.title) for point in found] == [
        (ANSWERED, "Why a log?"),
        (UNANSWERED, "Why not?"),
    ]


def test_another_table_in_an_answer_belongs_to_it() -> None:
    (point,) = points(
        "### Q1: Which index?\nIt depends.\n\n| Query | Best |\n|---|---|\n| Codes | BM25 "
        "|\n| Meaning | Dense |"
    )

    assert "Codes: BM25" in point.text


def test_a_transcript_is_questions_and_answers() -> None:
    text = """
        Interviewer: Why do you cache?
        Me: The source is slow, and its data rarely changes.

        Interviewer: And what does it cost you in return?
        Me: Staleness of about a minute.
        """

    assert [point.text for point in points(text)] == [
        "The source is slow, and its data rarely changes.",
        "Staleness of about a minute.",
    ]


def test_the_interviewers_name_is_no_question() -> None:
    assert points("**Interviewer:** Jo Doe\n**Role:** Engineer\n") == []


def test_questions_inside_an_answer_are_not_asked() -> None:
    text = """
        **"Why operations?"**

        *"I wanted the whole life of a system:*
        - *How do teams deploy?*
        - *How do they sleep?*

        *That is all."*
        """

    assert titles(text) == ["Why operations?"]


def test_a_bold_statement_is_no_question() -> None:
    assert points('## Core message\n\n**"I built this to learn how it works."**\n') == []


def test_a_star_answer_counts_twice() -> None:
    found = points(
        """
        **Question**: "Tell me about a time you mentored somebody."

        **STAR Answer**:

        - **Situation**: "Two analysts broke their reports every month."
        - **Task**: "Get them to own their models."
        - **Action**:
          - "Reviewed with questions only"
          - "Wrote none of the code"
        - **Result**: "Breakages fell from eleven to one a month."
        """
    )

    assert [(point.kind, point.title) for point in found] == [
        (ANSWERED, "Tell me about a time you mentored somebody."),
        (STORY, "Tell me about a time you mentored somebody."),
    ]
    star = found[1].star
    assert star is not None
    assert star.action == "- Reviewed with questions only\n- Wrote none of the code"
    assert found[1].source.first_line == 3


def test_bare_questions_outside_a_list_of_questions_are_left_alone() -> None:
    text = "## Demo\n\n1. Open the page\n2. Ask: what happens?\n\n- Is the light on?\n"

    assert titles(text) == []


def test_bold_questions_about_weaknesses_are_questions() -> None:
    text = """
        # Perguntas e respostas

        **1. Fale sobre você.**

        "Sete anos de dados em logística."

        **2. Quais são seus pontos fracos?**

        "Digo sim cedo demais."

        **3. Por que esta empresa?**
        """

    assert [(point.kind, point.title) for point in points(text)] == [
        (ANSWERED, "Fale sobre você."),
        (ANSWERED, "Quais são seus pontos fracos?"),
        (UNANSWERED, "Por que esta empresa?"),
    ]


def test_lines_without_a_talking_point_are_told() -> None:
    guide = understood("# Guide\n\nA remark.\n\n### Q1: Why?\nBecause it is slow.\n\n---\n\nGood luck!")

    assert guide.unparsed == (3, 10)
    assert guide.title == "Guide"


def test_a_labelled_question_with_its_answer_ends_a_checklist() -> None:
    text = (
        "## Checklist\n\n- [ ] Charge the laptop\n\n"
        "### Q9: What is a canary?\n\n**Answer:** A small share of traffic."
    )

    assert titles(text, ANSWERED) == ["What is a canary?"]
    assert titles(text, TalkingPointKind.CHECKLIST_ITEM) == ["Charge the laptop"]


def test_a_decimal_at_the_beginning_of_a_sentence_stays_whole() -> None:
    text = "### Q: How big is it?\n\n**Answer:** It was not the load. 2.4 million events a day is small."

    said = [key_point.text for key_point in points(text, ANSWERED)[0].key_points]
    assert "2.4 million events a day is small." in said


def test_what_a_design_scenario_gives_is_no_key_point() -> None:
    text = (
        "## System design\n\n### Design a parcel tracker\n\n"
        "Prompt: 24 million events a day. Nobody may wait.\n\n"
        "- A log for each region, mirrored to the other\n- One writer for each parcel\n"
    )

    design = points(text, TalkingPointKind.SYSTEM_DESIGN)[0]
    assert [key_point.text for key_point in design.key_points] == [
        "A log for each region, mirrored to the other",
        "One writer for each parcel",
    ]
    assert "24 million" in design.text


def test_a_million_in_a_question_is_no_time() -> None:
    (point,) = points(
        "### Q1: How do you scale to 100M queries a day?\n\nCaching first, then more servers.\n"
    )

    assert point.spoken_seconds is None
