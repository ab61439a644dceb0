import pytest

from language.casing import sentence_case
from language.wording import (
    as_question,
    is_asked,
    listed,
    lower_first,
    pick,
    plain,
    shorten,
    spoken_time,
    to_second_person,
    without_repeated_labels,
)


def test_a_heading_in_title_case_becomes_a_sentence_and_names_keep_their_capitals() -> None:
    known = {"your", "experience", "designing", "systems"}

    said = sentence_case("Describe Your Experience Designing Kafka Systems", known)

    assert said == "Describe your experience designing Kafka systems"


def test_a_unit_behind_a_number_keeps_its_capital() -> None:
    assert (
        sentence_case("How Would You Scale to 10M Daily Orders?")
        == "How would you scale to 10M daily orders?"
    )
    assert sentence_case("Moving To 5G And 3D Scans") == "Moving to 5G and 3D scans"


def test_a_level_before_a_number_keeps_its_capital() -> None:
    assert sentence_case("German (B1)") == "German (B1)"
    assert sentence_case("Printing On A4 And MP3 Files") == "Printing on A4 and MP3 files"


def test_a_sentence_stays_as_it_is() -> None:
    assert sentence_case("How do you test Redis?", {"redis"}) == "How do you test Redis?"


def test_the_first_word_decides_between_question_mark_and_full_stop() -> None:
    assert as_question("How do you test") == "How do you test?"
    assert as_question("Describe a failure") == "Describe a failure."
    assert as_question("“Why us?”") == "Why us?"


def test_the_candidate_is_told_in_the_second_person() -> None:
    assert (
        to_second_person("I cut my own costs because I'm careful")
        == "you cut your own costs because you're careful"
    )
    assert to_second_person("In Idaho I was lucky") == "In Idaho you were lucky"


def test_text_is_cut_where_a_clause_ends() -> None:
    text = "We moved the nightly job to a stream, and then we removed the old tables from the warehouse."

    assert shorten(text, 50) == "We moved the nightly job to a stream …"
    assert shorten("short", 50) == "short"


def test_a_bullet_loses_its_mark_its_quotes_and_its_full_stop() -> None:
    assert plain("- “One run a night.”") == "One run a night."[:-1]


def test_names_keep_their_capital_inside_a_sentence() -> None:
    assert lower_first("SQL is enough") == "SQL is enough"
    assert lower_first("I was there") == "I was there"
    assert lower_first("The queue grew") == "the queue grew"


def test_the_same_seed_picks_the_same_words_and_seeds_spread_over_all_of_them() -> None:
    assert pick("abc", 7, "x") == pick("abc", 7, "x")
    assert {pick("abc", seed) for seed in range(40)} == {"a", "b", "c"}


def test_lists_and_times_are_said_as_a_person_says_them() -> None:
    assert listed(["a"]) == "a"
    assert listed(["a", "b", "c"]) == "a, b and c"
    assert spoken_time(60) == "a minute"
    assert spoken_time(120) == "two minutes"


def test_a_label_that_was_just_said_is_not_said_again() -> None:
    assert without_repeated_labels(
        [
            "four layers: Storage: two files",
            "four layers: Tracking: one table",
            "four layers: Tracking: a job",
            "cheap",
        ]
    ) == ["four layers: Storage: two files", "… Tracking: one table", "… a job", "cheap"]


def test_the_last_of_two_sentences_decides_about_the_mark() -> None:
    assert as_question("What is a paradox? Give an example") == "What is a paradox? Give an example."
    assert as_question("You know Rust. Why did you leave it") == "You know Rust. Why did you leave it?"


@pytest.mark.parametrize(
    "request_",
    [
        "Parlez-moi de vous",
        "Erklären Sie REST",
        "Vertel over een incident",
        "Parlami di un conflitto",
        "谈谈你的项目",
    ],
)
def test_a_request_is_asked_as_it_is_in_other_languages_too(request_: str) -> None:
    assert is_asked(request_)


def test_a_german_question_keeps_its_capitals() -> None:
    asked = "Wie gehen Sie mit Altsystemen um?"

    assert sentence_case(asked, {"sie", "altsystemen"}) == asked


def test_names_in_a_question_are_no_heading() -> None:
    asked = "What did you do as Duty Manager at Hotel Scheldezicht?"
    assert sentence_case(asked) == asked
    assert sentence_case("What Did You Do About Late Data?") == "What did you do about late data?"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "What it misses: a wrong article. We found 41 of those",
            "What it misses: a wrong article. You found 41 of those",
        ),
        ("I left. My colleague stayed", "you left. Your colleague stayed"),
        ("I let it say 'I don't know' once", "you let it say 'I don't know' once"),
        ("I asked “who of us notices?” and waited", "you asked “who of us notices?” and waited"),
        ("We hear of it ourselves", "you hear of it yourselves"),
        ("It's the neighbours' fence and I paint it", "It's the neighbours' fence and you paint it"),
    ],
)
def test_what_is_told_to_the_candidate_keeps_its_capitals_and_what_it_quotes(text: str, told: str) -> None:
    assert to_second_person(text) == told
