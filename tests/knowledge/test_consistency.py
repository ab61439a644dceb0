"""Contradictions within a candidate's guides, mostly on made-up ones."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml

from domain.contradiction import Contradiction, ContradictionClass, Severity
from evals import consistency as evaluation
from knowledge.consistency import contradictions
from knowledge.consistency.statements import statements
from knowledge.consistency.voices import Mood, Voice
from knowledge.files.read import read_text

_HERE = Path(__file__).parent
_SAMPLES = Path(__file__).parents[2] / "knowledge" / "guides"
_SHARED = Path(__file__).parents[3] / "shared"


def _found(*texts: str) -> tuple[Contradiction, ...]:
    return contradictions([SimpleNamespace(name=f"{n}.md", text=text) for n, text in enumerate(texts)])


def _only(text: str) -> Contradiction:
    (found,) = _found(text)
    return found


# Years of experience


def test_two_lengths_of_one_experience_are_reported_with_both_places() -> None:
    found = _only(
        "# Notes\n\n## Pitch\nI have nine years of experience in mobile development.\n\n"
        "## History\n- 5 years of Android development, then a break\n"
    )
    assert found.check == "experience"
    assert found.kind is ContradictionClass.HARD
    assert (found.first.source.first_line, found.second.source.first_line) == (4, 7)
    assert found.first.source.heading_path == ("Notes", "Pitch")
    assert found.sentence == (
        "Your mobile development experience is nine years in one place and 5 years in another."
    )


def test_a_part_of_an_experience_cannot_be_longer_than_the_whole() -> None:
    found = _only(
        "I have 7 years of experience building production AI systems. "
        "About three years ago, I moved into machine learning.\n"
    )
    assert found.topic == "years of production AI"


def test_a_shorter_part_of_a_longer_experience_is_no_contradiction() -> None:
    assert _found("- 10 years of machine learning\n- 3+ years specifically in conversational AI\n") == ()


def test_a_requirement_ticked_off_against_fewer_years_is_reported() -> None:
    row = (
        "| Asked | Have | Evidence |\n|---|---|---|\n| **8+ years backend** | ✅ yes | 4 years, two firms |\n"
    )
    assert _only(row).topic == "years of backend engineering"


@pytest.mark.parametrize(
    "row",
    ["| 3+ years Terraform | ✅ yes | 6 years |", "| 8+ years backend | ❌ gap | 4 years |"],
    ids=["exceeded", "admitted"],
)
def test_a_requirement_that_is_exceeded_or_admitted_as_a_gap_is_none(row: str) -> None:
    assert _found(f"| Asked | Have | Evidence |\n|---|---|---|\n{row}\n") == ()


def test_an_answer_that_matches_a_longer_requirement_with_fewer_years_is_reported() -> None:
    found = _only('## "5-7 years in data engineering"\nI have 2 years of data engineering, which matches.\n')
    assert found.check == "requirement"
    assert (found.first.source.first_line, found.second.source.first_line) == (1, 2)


def test_what_the_job_asks_for_is_not_what_the_candidate_claims() -> None:
    assert _found("I have 6 years of backend work.\n\nThey ask: you need 9 years of backend work?\n") == ()
    assert _found("- 6 years of backend experience (they want 9 years of backend experience)\n") == ()


def test_the_years_in_brackets_belong_to_what_stands_in_them() -> None:
    text = "- Application security: 7 years (before that 2 years as a Java developer)\n"
    assert _found(text) == ()


# Used or not


def test_a_tool_never_used_and_built_with_is_reported() -> None:
    found = _only(
        "I haven't worked with Cassandra, but can learn.\n\n## Project\nBuilt a store with Cassandra.\n"
    )
    assert (found.check, found.topic) == ("usage", "Cassandra")
    assert found.question.startswith("Have you worked on Cassandra or not?")


def test_a_tool_the_candidate_could_learn_or_others_use_is_no_contradiction() -> None:
    text = (
        "I haven't used Cassandra.\n\n- I could use Cassandra for that\n- Your team runs Cassandra\n"
        "- Cassandra is similar to what I built\n- Have you deployed Cassandra?\n"
    )
    assert _found(text) == ()


def test_never_having_run_a_migration_is_not_never_having_used_the_tool() -> None:
    denial = "I've never run a Kubernetes migration myself.\n\n"
    assert _found(denial + "I deployed three services on Kubernetes.\n") == ()
    assert _only(denial + "I led the Kubernetes migration of all services.\n").topic == "Kubernetes migration"


# Figures


def test_one_change_with_two_results_is_reported() -> None:
    found = _only(
        "We cut the nightly import from 6 hours to 50 minutes.\n\n## Story\n"
        "The nightly import went from six hours to twenty minutes.\n"
    )
    assert found.check == "figure"
    assert "50 minutes" in found.sentence
    assert "twenty minutes" in found.sentence


def test_a_metric_of_one_named_thing_with_two_values_is_reported() -> None:
    found = _only("- RankNet reached 88.1% accuracy\n\n## Numbers\n| Accuracy | 90.4% | with RankNet |\n")
    assert found.topic == "accuracy"


def test_alternatives_listed_side_by_side_differ_without_contradiction() -> None:
    text = (
        "OPTION 1: RankNet\n- Accuracy: 88.1%\n- Training: 4 hours\n\n"
        "OPTION 2: RankNet with distillation\n- Accuracy: 86.9%\n- Training: 1 hour\n"
    )
    assert _found(text) == ()


def test_a_rounded_or_open_figure_agrees_with_the_exact_one() -> None:
    assert _found("- RankNet: 88%+ accuracy\n- RankNet on the test set: 88.1% accuracy\n") == ()
    assert _found("- about 90% accuracy with RankNet\n\n## Numbers\n- RankNet accuracy: 89.6%\n") == ()


def test_rates_of_one_kind_that_are_far_apart_are_reported() -> None:
    found = _only("The platform handles 400K daily orders.\n\n## Story\n- Order service: 60K+ daily orders\n")
    assert found.topic == "orders"


def test_a_count_that_differs_from_the_one_told_twice_is_reported() -> None:
    found = _only(
        "## Pitch\nI run 22 services.\n\n## Story\n22 services in Go.\n\n## Ops\nDashboards for 9 services.\n"
    )
    assert "22 services" in found.sentence
    assert "9 services" in found.sentence


def test_some_of_the_services_in_an_incident_are_no_contradiction() -> None:
    text = (
        "## Pitch\nI run 22 services.\n\n## Story\n22 services in Go.\n\n## Outage\n9 services were down.\n"
    )
    assert _found(text) == ()


def test_a_statement_that_names_both_counts_contradicts_neither() -> None:
    text = "- 90 public and internal applications, 25 public\n\nWe scan 25 public internal applications.\n"
    assert _found(text) == ()


def test_before_and_after_in_a_story_are_no_contradiction() -> None:
    text = (
        "**Situation**: The crash rate was 3.1 %.\n**Task**: bring it down\n**Result**: Crash rate 0.4 %.\n"
    )
    assert _found(text) == ()


def test_a_plan_for_a_larger_load_is_no_contradiction() -> None:
    text = (
        "## My system\nIt takes 2 million events a day.\n\n## How would you scale this tenfold?\n"
        "- The log takes 20 million events a day\n"
    )
    assert _found(text) == ()


# Arithmetic, targets, spoken time


def test_parts_that_exceed_their_total_are_reported() -> None:
    found = _only("## Latency\n- Network: 800 ms\n- Rendering: 700 ms\n- Total: 1.2 s\n")
    assert found.check == "sum"
    assert found.sentence == "The parts (800 ms + 700 ms) come to more than the total you give (1.2 s)."


def test_parts_that_fit_their_total_are_not() -> None:
    assert _found("## Latency\n- Network: 300 ms\n- Rendering: 700 ms\n- Total: 1.2 s\n") == ()


def test_growth_that_todays_throughput_covers_is_reported() -> None:
    found = _only(
        "## How would you scale to ten times that?\nCurrent:\n- Throughput: 900 requests per second\n\n"
        "At ten times (~120 requests per second on average):\n- more replicas\n"
    )
    assert found.check == "load"


def test_a_target_told_as_a_result_is_a_mislabelled_figure() -> None:
    found = _only(
        "My service handles 3M+ daily payments.\n\n| Metric | Value | Note |\n|---|---|---|\n"
        "| Daily payments | 3M+ | target for next year |\n"
    )
    assert (found.check, found.kind) == ("target", ContradictionClass.LABEL)


@pytest.mark.parametrize(("words", "reported"), [(70, 0), (120, 1), (31, 1)])
def test_a_pitch_is_held_against_its_time(words: int, reported: int) -> None:
    # At 150 words a minute 30 seconds take 75 words.
    assert len(_found("## Pitch (30 seconds)\n" + "word " * words + "\n")) == reported


# Done or not


def test_a_degree_finished_and_under_way_is_reported() -> None:
    found = _only(
        "- Completed a Bachelor's in physics\n\n## Plans\n- Studying for my Bachelor's, two terms left\n"
    )
    assert found.topic == "the Bachelor's degree"


def test_a_certificate_held_and_studied_for_is_reported() -> None:
    assert _only("I hold the CISSP.\n\n- Studying for the CISSP, exam in May\n").topic == "CISSP"
    assert _found("I hold the CISSP.\n\n- Studying for the CISM, exam in May\n") == ()


def test_two_degrees_of_different_kind_are_not_confused() -> None:
    assert _found("- Completed a Bachelor's in physics\n- Pursuing a Master's in statistics\n") == ()


def test_automated_work_with_a_manual_step_is_reported() -> None:
    found = _only(
        "# App\n## Pitch\nReleases are fully automated.\n\n## Steps\n1. Manually upload the release\n"
    )
    assert found.check == "automation"


def test_manual_work_that_was_replaced_is_no_contradiction() -> None:
    assert _found("# App\n- Automated releases\n- Replaced manual release steps, saving a day a week\n") == ()


def test_two_job_titles_are_drift() -> None:
    found = _only(
        "My title was Platform Lead at the time.\n\n## Later\nMy title was Platform Engineer, on paper.\n"
    )
    assert found.kind is ContradictionClass.DRIFT
    assert found.severity is Severity.LOW


# Who says it, and which guides belong together


def test_guides_of_two_people_are_not_held_against_each_other() -> None:
    assert (
        _found("I have nine years of Android experience.\n", "I have two years of Android experience.\n")
        == ()
    )


def test_guides_that_tell_the_same_facts_are_one_candidates() -> None:
    facts = "- 22 services in Go\n- crash rate 0.4 %\n- 300 tests\n- a team of 7 engineers\n"
    (found,) = _found(
        facts + "- nine years of Android experience\n", facts + "- four years of Android experience\n"
    )
    assert (found.first.source.guide, found.second.source.guide) == ("0.md", "1.md")


def test_a_guide_that_names_the_other_file_is_the_same_candidates() -> None:
    (found,) = _found("Nine years of Android experience.\n", "See 0.md. Four years of Android experience.\n")
    assert found.topic == "years of mobile development"


def test_what_the_candidate_must_not_say_is_not_held_against_them() -> None:
    assert (
        _found('I have 6 years of backend work.\n\n❌ Don\'t say "I have 12 years of backend work"\n') == ()
    )


def test_code_holds_no_claims_and_a_bare_fence_holds_speech() -> None:
    code = "```python\nYEARS = 3  # 3 years of backend experience\n```\n"
    speech = '```\n"I have 9 years of backend experience."\n```\n'
    assert _found("I have 6 years of backend experience.\n\n" + code) == ()
    assert len(_found("I have 6 years of backend experience.\n\n" + speech)) == 1


def test_a_sentence_that_is_wrapped_is_read_whole_and_keeps_its_lines() -> None:
    text = "I took over a platform that nobody in the firm had wanted to run, and\nit grew to 22 services.\n"
    (statement,) = statements(SimpleNamespace(name="g.md", text=text))
    assert (statement.line, statement.last_line) == (1, 2)
    assert statement.text.endswith("it grew to 22 services.")


def test_statements_know_who_speaks_and_what_is_only_planned() -> None:
    text = "**They ask**: sure?\n\nI built it.\n\n## How would you scale it?\nTen shards.\n\nGoal: 99 %.\n"
    found = [(held.voice, held.mood) for held in statements(SimpleNamespace(name="g.md", text=text))]
    assert found == [
        (Voice.OTHERS, Mood.FACT),
        (Voice.CANDIDATE, Mood.FACT),
        (Voice.CANDIDATE, Mood.HYPOTHESIS),
        (Voice.CANDIDATE, Mood.TARGET),
    ]


@pytest.mark.parametrize(
    "text", ["", "\n\n", "|||\n|-|\n", "# \n- \n1. \n```\n", "- 5 services\n" * 3000, "a: " * 9000]
)
def test_a_strange_guide_is_checked_all_the_same(text: str) -> None:
    assert isinstance(_found(text), tuple)


# The guides that ship with the program, and the reference guides


def test_the_contradictions_planted_in_the_sample_guides_are_found_and_no_others() -> None:
    planted = yaml.safe_load((_HERE / "sample_contradictions.yaml").read_text(encoding="utf-8"))
    found = contradictions([read_text(path) for path in sorted(_SAMPLES.glob("*.md"))])
    assert len(found) == len(planted)
    for wanted in planted:
        places = {
            (place["guide"], place["line"]) for side in ("one_side", "other_side") for place in wanted[side]
        }
        assert any(_stands_at(report, places) for report in found), wanted["id"]


def _stands_at(report: Contradiction, places: set[tuple[str, int]]) -> bool:
    return all(
        any(source.guide == guide and source.first_line <= line <= source.last_line for guide, line in places)
        for source in (report.first.source, report.second.source)
    )


def test_the_list_of_known_contradictions_is_read_with_its_places() -> None:
    text = (
        "## Candidate Z (010 and 011)\n| # | class | fact | one | other |\n|---|---|---|---|---|\n"
        '| Z1 | hard | lights | 010:12, 14 "70 lamps" | 011:3-4 "1,357 lamps" for 5 years |\n'
    )
    (row,) = evaluation.listed(text)
    assert (row.name, row.kind) == ("Z1", "hard")
    assert row.one == {("010", 12), ("010", 14)}
    assert row.other == {("011", 3), ("011", 4)}


def test_at_least_half_of_the_known_hard_contradictions_are_found_with_few_false_alarms() -> None:
    if not (_SHARED / "gold" / "contradictions.md").exists():
        pytest.skip("the reference guides are not beside this checkout")
    result = evaluation.evaluate(*evaluation.reference_guides(_SHARED))
    assert len(result.found("hard")) * 2 >= result.of_kind("hard")
    assert result.precision >= 0.8


OUTLINE = "- Present ({}): what I do today, with two numbers\n- Past ({}): how I came to it, step by step\n"


@pytest.mark.parametrize(
    ("heading", "part", "words"),
    [
        ("Tell me about yourself (1-minute pitch)", "30 sec", 130),
        ("Mein Pitch (1 Minute)", "30 Sekunden", 130),
        ("Mi pitch (1 minuto)", "30 segundos", 130),
    ],
)
def test_the_outline_of_a_pitch_is_not_spoken_beside_its_text(heading: str, part: str, words: int) -> None:
    outline = OUTLINE.format(part, part) * 4
    text = "I plan the routes of forty drivers, "
    spoken = (text * (words // 7))[:-2] + "."

    assert _found(f"## {heading}\n\n{outline}\n> {spoken}\n") == ()
    assert len(_found(f"## {heading}\n\n> {spoken} {spoken}\n")) == 1


@pytest.mark.parametrize(
    ("heading", "text", "question"),
    [
        ("A 2-minute pitch", "I plan the routes of forty drivers. ", "Can you tell me that in 2 minutes?"),
        (
            "Mein Pitch (60 Sekunden)",
            "Ich plane die Touren von vierzig Fahrern. ",
            "Können Sie mir das in 1 Minute erzählen?",
        ),
        (
            "Mon pitch (45 secondes)",
            "Je prépare les tournées de quarante chauffeurs. ",
            "Pouvez-vous me raconter cela en 45 secondes ?",
        ),
    ],
)
def test_a_time_is_asked_for_in_words(heading: str, text: str, question: str) -> None:
    (found,) = _found(f"## {heading}\n\n{text * 80}\n")

    assert found.question == question
