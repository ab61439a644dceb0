"""What is heard of a model's words before they are whole: none that fail the check, and none that stay."""

from __future__ import annotations

from typing import Any

from agents.aloud import Aloud, whole_words
from agents.coach import refine as coach
from agents.follow_up_prober import refine as prober
from agents.interviewer import refine as interviewer
from agents.reasons import note
from domain.errors import ModelUnavailable
from domain.report import Advice, Cited
from domain.verdict import Provenance
from models.scripted import Line, ScriptedModel
from tests.support.talking import question, source

QUESTION = "How did you make the nightly job faster?"
ANSWER = "We changed it last year and it got better."
MISSING = "Consumers are idempotent because redelivery is certain"
FOLLOW_UP = "What did that change rest on?"
ADVICE = Advice(
    opening="Nearly.",
    better_answer=(
        Cited(text="I replaced the nightly batch with a stream", sources=(source(10),)),
        Cited(text="The run went from four hours to forty minutes", sources=(source(12),)),
    ),
    provenance=Provenance(agent="coach"),
)


class Listener:
    """Keeps what was said, each time the whole of it."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def __call__(self, text: str) -> None:
        self.said.append(text)

    def __contains__(self, word: str) -> bool:
        return any(word in text for text in self.said)


async def asked(reply: Line) -> tuple[str, str, Listener]:
    heard = Listener()
    worded = await interviewer.phrase(QUESTION, "", "", ScriptedModel([reply]), heard)
    return worded.value, note(worded.made(Provenance(agent="interviewer"))), heard


async def probed(words: str) -> tuple[str, str, Listener]:
    heard = Listener()
    model = ScriptedModel([{"question": words}])
    worded = await prober.phrase(FOLLOW_UP, question(QUESTION, "p"), ANSWER, MISSING, model, heard)
    return worded.value, note(worded.made(Provenance(agent="follow_up_prober"))), heard


async def advised(*sentences: dict[str, Any]) -> tuple[Advice, str, Listener]:
    heard = Listener()
    model = ScriptedModel([{"sentences": list(sentences)}])
    worded = await coach.word(ADVICE, question(QUESTION, "p"), ANSWER, "not judged", model, heard)
    return worded.value, note(worded.made(Provenance(agent="coach"))), heard


async def test_a_question_is_heard_word_by_word_once_it_says_what_it_is_about() -> None:
    text, told, heard = await asked({"question": "So, how did you make the nightly job faster?"})

    assert (text, told) == ("So, how did you make the nightly job faster?", "")
    assert heard.said == [
        "So, how did you make the nightly",
        "So, how did you make the nightly job",
    ]


async def test_a_figure_of_the_models_own_is_never_heard() -> None:
    text, told, heard = await asked({"question": "How did you make the nightly job 97 % faster, I wonder?"})

    assert text == QUESTION
    assert "97" not in heard
    assert heard.said[-2:] == ["How did you make the nightly job", ""]
    assert told.endswith("it brought a figure of its own (its beginning was shown and taken back)")


async def test_a_question_that_only_its_end_shows_to_be_another_is_taken_back() -> None:
    text, told, heard = await asked({"question": "How do you like your nightly tea?"})

    assert text == QUESTION
    assert heard.said[-2:] == ["How do you like your nightly", ""]
    assert told.endswith("it asked something else (its beginning was shown and taken back)")


async def test_words_about_nothing_are_never_heard() -> None:
    text, told, heard = await asked({"question": "Tell me about something else."})

    assert (text, heard.said) == (QUESTION, [])
    assert told.endswith("it asked something else")


async def test_what_is_written_in_control_signs_is_never_heard() -> None:
    _, _, heard = await asked({"question": "How did you make the nightly \u001b[2J job faster?"})

    assert "\u001b" not in heard
    assert heard.said[-2:] == ["How did you make the nightly", ""]


async def test_a_model_that_breaks_off_leaves_nothing_standing() -> None:
    text, told, heard = await asked('{"question": "How did you make the nightly job fas')

    assert text == QUESTION
    assert heard.said[-1] == ""
    assert told.startswith("worded without the model: ")


async def test_a_model_that_is_gone_is_not_heard_and_nothing_is_taken_back() -> None:
    text, told, heard = await asked(ModelUnavailable("no answer"))

    assert (text, told, heard.said) == (QUESTION, "worded without the model: no answer", [])


async def test_the_point_that_must_stay_unsaid_is_never_heard() -> None:
    text, told, heard = await probed("What did that rest on, perhaps that the consumers are idempotent?")

    assert text == FOLLOW_UP
    assert "consumers" not in heard and "idempotent" not in heard
    assert heard.said[-1] == ""
    assert "it gave the missing point away" in told


async def test_a_better_answer_is_heard_sentence_by_sentence_once_it_cites_its_lines() -> None:
    advice, told, heard = await advised(
        {"lines": [1], "text": "I replaced the nightly batch."},
        {"lines": [2], "text": "It went from four hours to forty minutes."},
    )

    assert told == ""
    assert "I replaced the nightly batch. It went from four hours to forty" in heard
    assert [cited.text for cited in advice.better_answer] == [
        "I replaced the nightly batch.",
        "It went from four hours to forty minutes.",
    ]


async def test_words_that_name_their_lines_afterwards_are_heard_when_they_are_named() -> None:
    _, _, heard = await advised({"text": "I replaced the nightly batch.", "lines": [1]})

    assert heard.said == ["I replaced the nightly"]


async def test_a_sentence_that_cites_nothing_is_never_heard() -> None:
    advice, told, heard = await advised(
        {"lines": [1], "text": "I replaced the nightly batch."},
        {"lines": [9], "text": "Everybody was delighted."},
    )

    assert advice == ADVICE
    assert "Everybody" not in heard
    assert heard.said[-1] == ""
    assert "it cited no line of your guide" in told


async def test_a_name_that_is_not_in_the_guide_is_never_heard() -> None:
    _, told, heard = await advised(
        {"lines": [1], "text": "I replaced the nightly batch."},
        {"lines": [1], "text": "I replaced the batch with Kafka and a stream."},
    )

    assert "Kafka" not in heard
    assert heard.said[-2:] == ["I replaced the nightly", ""]
    assert "it brought a name that is not in your guide" in told


def test_another_attempt_takes_back_the_words_of_the_one_before() -> None:
    said = Listener()
    aloud = Aloud(said, lambda value: [value["text"]] if "text" in value else [], lambda text: None)
    assert aloud.hear is not None
    for value in ({}, {"text": "One two thr"}, {}, {"text": "Three fo"}):
        aloud.hear(value)

    assert said.said == ["One two", "", "Three"]


def test_after_a_fault_nothing_more_of_an_attempt_is_said() -> None:
    said = Listener()
    aloud = Aloud(said, lambda value: [value["text"]], lambda text: "bad" if text.endswith("b") else None)
    assert aloud.hear is not None
    for text in ("a ", "a b ", "a b c "):
        aloud.hear({"text": text})

    assert said.said == ["a"]


def test_without_anybody_to_hear_the_model_is_asked_plainly() -> None:
    assert Aloud(None, lambda value: [], lambda text: None).hear is None


async def test_instructions_are_held_back_before_they_are_recited() -> None:
    instructed = "You are an experienced interviewer, courteous and to the point."
    _, told, heard = await asked({"question": f"How did you make the job faster? {instructed}"})

    assert "You are an" not in heard
    assert "it repeated its instructions" in told


def test_words_that_only_look_like_instructions_are_said_with_the_next_ones() -> None:
    said = Listener()
    aloud = Aloud(
        said, lambda value: [value["text"]], lambda text: None, "Keep to the point of the draft at hand."
    )
    assert aloud.hear is not None
    for text in ("Come to ", "Come to the ", "Come to the point ", "Come to the point soon "):
        aloud.hear({"text": text})

    assert said.said == ["Come to", "Come to the", "Come to the point soon"]


def test_the_last_word_may_be_half_of_one() -> None:
    assert whole_words("It took forty") == "It took"
    assert whole_words("It took forty ") == "It took forty"
    assert whole_words("It") == whole_words("") == ""
