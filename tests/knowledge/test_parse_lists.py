"""Pitches, facts, red flags, weak areas, checklists and the other kinds that stand in lists."""

from __future__ import annotations

import pytest

from domain.guide import TalkingPointKind as Kind
from tests.support.guides import points, titles, understood

SPEECH = (
    '"I build data platforms for a freight company, and for six years I have told people '
    "where a shipment is. "
    'I moved us from a nightly job to events."'
)


@pytest.mark.parametrize(
    ("heading", "seconds"),
    [
        ("## Elevator Pitch (30 seconds)", (30, 30)),
        ("## 60-SECOND ELEVATOR PITCH", (60, 60)),
        ("## Opening statement (15s)", (15, 15)),
        ("## Pitch (1-2 min)", (60, 120)),
        ("## Presentación (90 segundos)", (90, 90)),
        ("## 自我介绍（2分钟）", (120, 120)),
        ("## Selbstvorstellung (2 Minuten)", (120, 120)),
    ],
)
def test_a_pitch_has_the_time_of_its_heading(heading: str, seconds: tuple[int, int]) -> None:
    (pitch,) = points(f"# Prep\n\n{heading}\n\n{SPEECH}\n", Kind.PITCH)

    assert pitch.spoken_seconds == seconds
    assert pitch.text == SPEECH.strip('"')


def test_versions_of_one_pitch_are_two_pitches() -> None:
    versions = "".join(f"### **The {seconds}-Second Version**\n\n{SPEECH}\n\n" for seconds in (90, 60))
    text = f"## Tell me about yourself\n\n{versions}"

    assert titles(text, Kind.PITCH) == ["The 90-Second Version", "The 60-Second Version"]


def test_a_pitch_may_stand_behind_its_name_on_one_line() -> None:
    text = f"# Prep\n\n**My 30-second intro:** {SPEECH}\n\n**Why this role?** They own their data.\n"

    assert [(point.kind, point.title) for point in points(text)] == [
        (Kind.PITCH, "My 30-second intro"),
        (Kind.QUESTION_ANSWER, "Why this role?"),
    ]


def test_the_introduction_of_a_document_is_no_pitch() -> None:
    assert (
        points("# Prep\n\n## Introduction\n\n" + "This guide collects what I want to say on Tuesday. " * 5)
        == []
    )


@pytest.mark.parametrize(
    "text",
    [
        "## Demo\n\n1. Show query (30 seconds)\n2. Show result (1 minute)",
        "## Interview format\n\nA long talk about the system with two engineers who want to "
        "see how I think (60 min).",
        "### Technical review (2 hours)\n\nRead the notes about the pipeline again and "
        "redraw the whole topology from memory.",
    ],
)
def test_other_times_are_no_pitches(text: str) -> None:
    assert points(text, Kind.PITCH) == []


def test_follow_ups_under_a_heading_belong_to_the_pitch_before() -> None:
    hooks = '### Follow-up hooks\n\n- _"What did the events change?"_ ✅ ready\n'
    text = f"## Introduction\n\n### Pitch (60 s)\n\n{SPEECH}\n\n{hooks}"

    assert points(text, Kind.PITCH)[0].follow_up_hooks == ("What did the events change?",)


def test_rows_and_bullets_to_memorise_are_facts() -> None:
    text = """
        ## Numbers to memorize

        | Metric | Value | Context |
        |---|---|---|
        | p95 | <500ms | target |

        - 58 schemas
        - **Cost**: $19,000
        """

    assert [(fact.title, fact.text) for fact in points(text, Kind.FACT)] == [
        ("p95", "<500ms (target)"),
        ("58 schemas", ""),
        ("Cost", "$19,000"),
    ]


@pytest.mark.parametrize(
    "heading", ["Cifras clave", "Números-chave", "关键数字", "Wichtige Zahlen", "Chiffres à retenir"]
)
def test_facts_are_known_by_their_heading_in_other_languages(heading: str) -> None:
    assert titles(f"## {heading}\n\n- A: 4\n- B: 5\n", Kind.FACT) == ["A", "B"]


def test_figures_in_an_answer_are_no_facts() -> None:
    text = "### Q1: How do you watch it?\n\n**Metrics:**\n- p95 latency\n- error rate of 1%\n"

    assert titles(text) == ["How do you watch it?"]


@pytest.mark.parametrize(
    "text",
    [
        '❌ "We have big data" → ✅ "2.4 million events"',
        '❌ Don\'t say "We have big data"  \n✅ Say "2.4 million events"',
        '| Don\'t say | Why | Say |\n|---|---|---|\n| "We have big data" | vague | "2.4 million events" |',
        '| Do | Don\'t |\n|---|---|\n| "2.4 million events" | "We have big data" |',
        '- "We have big data" -> "2.4 million events"',
        '- ❌ "We have big data"\n  - ✅ "2.4 million events"',
        '- **Don\'t say:** "We have big data"\n- **Say instead:** "2.4 million events"',
        '- Don\'t say: "We have big data" Say instead: "2.4 million events"',
    ],
)
def test_a_red_flag_and_what_to_say_instead_are_one(text: str) -> None:
    (flag,) = points(f"## Red flags to avoid\n\n{text}\n", Kind.RED_FLAG)

    assert (flag.title, flag.say_instead) == ("We have big data", "2.4 million events")


def test_warning_signs_about_the_company_are_no_red_flags() -> None:
    assert (
        points("## Red flags about the company\n\n- Nobody can say what success is\n- High turnover\n") == []
    )


def test_what_to_do_is_no_red_flag() -> None:
    text = "## Do's and don'ts\n\n### Do\n- Smile\n\n### Don't\n- Talk about salary\n"

    assert titles(text, Kind.RED_FLAG) == ["Talk about salary"]


def test_an_objection_with_a_response_is_a_weak_area_and_a_question() -> None:
    text = (
        '## Concerns\n\n### GAP 2: "You have no degree."\n**Response:** "I came to queues '
        'through real ones."\n'
    )

    found = points(text)

    assert [(point.kind, point.title) for point in found] == [
        (Kind.WEAK_AREA, "You have no degree."),
        (Kind.QUESTION_ANSWER, "You have no degree."),
    ]
    assert {point.text for point in found} == {"I came to queues through real ones."}


@pytest.mark.parametrize(
    "text",
    [
        "- **No Go**: learnt Rust in a month",
        "| Gap | How to address |\n|---|---|\n| No Go | learnt Rust in a month |",
        "### Area 1: No Go\n\nlearnt Rust in a month",
        '**"No Go"**\n→ "learnt Rust in a month"',
        "**Gap:** No Go\n**Response:** learnt Rust in a month",
    ],
)
def test_weak_areas_stand_in_many_forms(text: str) -> None:
    (area,) = points(f"## Weak areas\n\n{text}\n", Kind.WEAK_AREA)

    assert (area.title, area.text) == ("No Go", "learnt Rust in a month")


def test_questions_to_ask_are_told_from_their_reasons() -> None:
    text = """
        ## Questions to ask them

        ### The team

        1. **"Who is on call? How often?"**
           - Shows that you care: do they?
        2. "What broke last?"
        - Tells you about their reviews. Is it true?

        ### Technical questions

        ✅ "Who decides?"

        ### Questions to avoid
        - What does your company do?
        """

    asked = ["Who is on call? How often?", "What broke last?", "Who decides?"]
    assert titles(text, Kind.QUESTION_TO_ASK) == asked
    assert titles(text) == [*asked, "What does your company do?"]
    assert titles(text, Kind.RED_FLAG) == ["What does your company do?"]


@pytest.mark.parametrize(
    "heading",
    [
        "Questions for the interviewer",
        "What I'd ask them",
        "Your questions",
        "Smart questions to ask",
        "Preguntas para el entrevistador",
        "Perguntas para fazer",
        "反问面试官",
        "Fragen an das Team",
        "Questions à poser",
        "7. 🎤 **Questions You Should Ask**",
    ],
)
def test_headings_of_questions_to_ask(heading: str) -> None:
    assert titles(f"## {heading}\n\n- Who is on call?\n", Kind.QUESTION_TO_ASK) == ["Who is on call?"]


@pytest.mark.parametrize(
    "heading",
    [
        "Questions they may ask you",
        "Questions you will be asked",
        "What interviewers ask",
        "Commonly asked questions",
    ],
)
def test_headings_of_questions_to_the_candidate(heading: str) -> None:
    assert titles(f"## {heading}\n\n- Who are you?\n", Kind.UNANSWERED_QUESTION) == ["Who are you?"]


def test_boxes_anywhere_and_bullets_of_a_checklist_are_its_items() -> None:
    assert titles(
        "## Before\n\n- [ ] Water\n□ Notes\n\n## Day-of checklist\n- Sleep\n", Kind.CHECKLIST_ITEM
    ) == [
        "Water",
        "Notes",
        "Sleep",
    ]


def test_a_checklist_with_boxes_counts_only_those() -> None:
    text = "## Checklist\n\nRemember:\n- one remark\n\n### Night\n- [ ] Sleep\n"

    assert titles(text, Kind.CHECKLIST_ITEM) == ["Sleep"]


def test_requirements_stand_in_tables_and_under_headings() -> None:
    table = "| Required Skill | You Have | Evidence |\n|---|---|---|\n| **Python** | YES | six years |\n"
    section = (
        '## Talking points by job requirement\n\n### 1. "4 years of Python"\n\n**Your '
        'Experience:**\n- six years\n\n**What to Say:**\n"I wrote it daily."\n'
    )

    assert [(point.title, point.text) for point in points(table, Kind.REQUIREMENT)] == [
        ("Python", "YES; six years")
    ]
    assert [(point.title, point.text) for point in points(section, Kind.REQUIREMENT)] == [
        ("4 years of Python", "I wrote it daily.")
    ]
    assert points(section, Kind.QUESTION_ANSWER) == []


@pytest.mark.parametrize(
    "text",
    [
        "**Depth** (40%):\n\n- Knows why",
        "| Criterion | Weight | Meaning |\n|---|---|---|\n| Depth | 40% | Knows why |",
        "- Depth: 40%",
    ],
)
def test_criteria_have_their_weight(text: str) -> None:
    (criterion,) = points(f"## How they score\n\n{text}\n", Kind.RUBRIC_CRITERION)

    assert (criterion.title, criterion.weight_percent) == ("Depth", 40)


def test_a_schedule_has_minutes() -> None:
    table = "## Flow\n\n| Time | What |\n|---|---|\n| 0-5 min | Hello |\n| 5–20 | Deep dive |\n"
    stages = (
        "## Interview format\n\n1. **Coding** (30-40 min): a function\n2. **Design** (20 min): a system\n"
    )

    assert [(item.title, item.minutes) for item in points(table, Kind.SCHEDULE_ITEM)] == [
        ("Hello", (0, 5)),
        ("Deep dive", (5, 20)),
    ]
    assert [(item.title, item.minutes) for item in points(stages, Kind.SCHEDULE_ITEM)] == [
        ("Coding", (0, 35)),
        ("Design", (35, 55)),
    ]


def test_strengths_are_bullets_under_their_heading() -> None:
    text = (
        "## My strengths\n\n1. **Six years of data** (more than they ask)\n2. **Runbooks** "
        "others can follow\n"
    )

    assert titles(text, Kind.STRENGTH) == ["Six years of data", "Runbooks others can follow"]


def test_challenges_scenarios_and_reviews_are_told_apart() -> None:
    text = """
        ## Coding challenges

        #### 1. **Merge two lists**

        **Challenge**: _"Merge two sorted lists."_

        ```python
        # Question: none
        def merge(a, b):
            return sorted(a + b)
        ```

        ## System design

        ### Scenario 1: Design a queue for ten times the volume

        **Interviewer**: "Design a queue that never forgets."

        1. Say the numbers first, then the boxes, then what fails
        2. A log per region, mirrored in the background

        ## Code review scenarios

        ### Example: a slow consumer

        ```python
        for message in consumer:
            consumer.commit()
        ```

        **What I'd say:**
        - It commits before the work
        """

    assert [(point.kind, point.title) for point in points(text)] == [
        (Kind.CODING_CHALLENGE, "Merge two lists"),
        (Kind.SYSTEM_DESIGN, "Design a queue for ten times the volume"),
        (Kind.CODE_REVIEW, "a slow consumer"),
    ]


def test_advice_on_coding_is_no_challenge() -> None:
    assert (
        points("### Live coding best practices\n\n```python\nx = compute(1)\n```\n\n- Think out loud\n") == []
    )


def test_a_labelled_question_about_design_is_a_question() -> None:
    text = (
        "## System design\n\n**Q: How would you scale it?**\n\nShard by customer, then cache "
        "what is read most.\n"
    )

    assert [point.kind for point in points(text)] == [Kind.QUESTION_ANSWER]


def test_bold_titles_are_headings_where_there_are_no_others() -> None:
    text = (
        "**Questions to ask**\n\n- Who is on call?\n\nRED FLAGS TO AVOID\n\n- Blaming a "
        "partner\n\n**Day-of checklist:**\n\n- Water\n"
    )

    assert [point.kind for point in points(text)] == [
        Kind.QUESTION_TO_ASK,
        Kind.RED_FLAG,
        Kind.CHECKLIST_ITEM,
    ]


def test_plain_text_with_capital_titles_is_read_like_headings() -> None:
    text = """
        SECTION 1: TECHNICAL QUESTIONS

        1) What is a deadlock?
        Two threads wait for each other.

        Q: How do you prioritize?
        A: By the cost of delay.

        SECTION 2: QUESTIONS TO ASK THE INTERVIEWER

        - What does a normal week look like?

        SECTION 3: NUMBERS TO REMEMBER

        Uptime: 99.95%
        """

    assert [(point.kind, point.title, point.source.first_line) for point in points(text)] == [
        (Kind.QUESTION_ANSWER, "What is a deadlock?", 3),
        (Kind.QUESTION_ANSWER, "How do you prioritize?", 6),
        (Kind.QUESTION_TO_ASK, "What does a normal week look like?", 11),
        (Kind.FACT, "Uptime", 15),
    ]


def test_chinese_chapters_are_headings() -> None:
    text = """
        一、常见问题

        1. 你最大的缺点是什么？
        答：我答应得太快。

        二、反问环节

        - 团队如何评估绩效？

        三、弱点
        - 没有计算机学位：我学的是交通工程
        """

    assert [(point.kind, point.title) for point in points(text)] == [
        (Kind.QUESTION_ANSWER, "你最大的缺点是什么？"),
        (Kind.QUESTION_TO_ASK, "团队如何评估绩效？"),
        (Kind.WEAK_AREA, "没有计算机学位"),
    ]


@pytest.mark.parametrize(
    ("file", "lines", "kind"),
    [
        (
            "notes/questions-to-ask.md",
            "- How is the mill run at night?\n- Who keeps the keys?",
            Kind.QUESTION_TO_ASK,
        ),
        ("preguntas_para_el_entrevistador.md", "- ¿Cómo se reparte el turno de noche?", Kind.QUESTION_TO_ASK),
        ("Red Flags.md", "- Nobody knows who is on call", Kind.RED_FLAG),
        ("strengths.md", "- Patient with old machines", Kind.STRENGTH),
    ],
)
def test_a_file_without_headings_lists_what_its_name_says(file: str, lines: str, kind: Kind) -> None:
    assert {point.kind for point in understood(lines, file).talking_points} == {kind}


def test_a_heading_counts_for_more_than_the_name_of_the_file() -> None:
    found = understood("# The mill\n\n- Patient with old machines\n", "strengths.md").talking_points

    assert not found
