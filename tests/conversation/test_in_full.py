"""A better answer holds only what one would want to say: no "I don't know", no "um", nothing beside it."""

from __future__ import annotations

import pytest

from agents.coach.better_answer import better_answer
from domain.guide import TalkingPoint, TalkingPointKind
from domain.verdict import Band, Evidence, KeyPointVerdict, Label, Provenance, Score, Verdict
from tests.support.talking import key_point, question, source

# Language, the answer, the words that count for the first key point, the two key points, and what is left
# of the answer in the better one. Written before the code.
SEEN = [
    (
        "en",
        "I don't know the exact name, but we keep a log of every key. Um, we keep a log at the desk.",
        "",
        ("We keep a log at the desk", "The log is signed at night"),
        ["We keep a log at the desk."],
    ),
    (
        "en",
        "We, uh, count the keys each evening. My cousin has a boat. The boat is blue.",
        "",
        ("We count the keys each evening", "The log is signed at night"),
        ["We count the keys each evening."],
    ),
    (
        "de",
        "Keine Ahnung, wie das genau heißt. Wir führen äh ein Buch über die Schlüssel.",
        "",
        ("Wir führen ein Buch über die Schlüssel", "Das Buch wird nachts unterschrieben"),
        ["Wir führen ein Buch über die Schlüssel."],
    ),
    (
        "es",
        "No sé cómo se llama. Eh, contamos las llaves cada noche.",
        "",
        ("Contamos las llaves cada noche", "El libro se firma por la noche"),
        ["Contamos las llaves cada noche."],
    ),
]
UNSEEN = [
    (
        "en",
        "I'm not sure about this one. I'd have to look it up. We rotate the stock every Monday, you know.",
        "",
        ("We rotate the stock every Monday", "Old stock goes to the charity"),
        ["We rotate the stock every Monday."],
    ),
    (
        "en",
        "Good question. We rotate the stock every Monday. Anyway, my train was late today.",
        "",
        ("We rotate the stock every Monday", "Old stock goes to the charity"),
        ["We rotate the stock every Monday."],
    ),
    (
        "fr",
        "Je ne sais plus trop. Euh, on compte les clés chaque soir.",
        "",
        ("On compte les clés chaque soir", "Le registre est signé la nuit"),
        ["On compte les clés chaque soir."],
    ),
    (
        "it",
        "Non ricordo bene. Contiamo, ehm, le chiavi ogni sera.",
        "",
        ("Contiamo le chiavi ogni sera", "Il registro si firma di notte"),
        ["Contiamo le chiavi ogni sera."],
    ),
]


@pytest.mark.parametrize(("language", "answer", "quote", "points", "left"), [*SEEN, *UNSEEN])
def test_only_what_one_would_say_is_left(
    language: str, answer: str, quote: str, points: tuple[str, str], left: list[str]
) -> None:
    quote = quote or answer
    said, unsaid = key_point("kp1", points[0]), key_point("kp2", points[1])
    evidence = Evidence(quote=quote, start=answer.index(quote), end=answer.index(quote) + len(quote))
    verdict = Verdict(
        outcome=Score(value=0.5, low=0.4, high=0.6, band=Band.of(0.5)),
        key_points=(
            KeyPointVerdict(key_point=said, label=Label.COVERED, credit=1.0, evidence=evidence),
            KeyPointVerdict(key_point=unsaid, label=Label.MISSING, credit=0.0),
        ),
        provenance=Provenance(agent="evaluator"),
    )
    point = TalkingPoint(
        id="tp",
        kind=TalkingPointKind.QUESTION_ANSWER,
        title="How do you close?",
        text=" ".join(points),
        source=source(),
        key_points=(said, unsaid),
    )
    asked = question("How do you close?", "tp", seconds=60).model_copy(update={"language": language})

    better = better_answer(point, verdict, answer, asked)

    assert [each.text for each in better if each.words is not None and each.words.value == "own"] == left


def test_what_is_put_in_is_not_said_again_in_the_candidates_words() -> None:
    answer = "I run a boat yard. I like engines a lot."
    points = (
        key_point("kp1", "I run a boat yard with forty boats and a crew of six near the harbour"),
        key_point("kp2", "I like boat engines"),
    )
    all_of_it = Evidence(quote=answer, start=0, end=len(answer))
    verdict = Verdict(
        outcome=Score(value=0.5, low=0.4, high=0.6, band=Band.of(0.5)),
        key_points=(
            KeyPointVerdict(key_point=points[0], label=Label.MISSING, credit=0.0),
            KeyPointVerdict(key_point=points[1], label=Label.COVERED, credit=1.0, evidence=all_of_it),
        ),
        provenance=Provenance(agent="evaluator"),
    )
    point = TalkingPoint(
        id="tp", kind=TalkingPointKind.PITCH, title="?", text="", source=source(), key_points=points
    )

    said = [each.text for each in better_answer(point, verdict, answer, question("?", "tp"))]

    assert "I run a boat yard." not in said
    assert any("forty boats" in each for each in said) and "I like engines a lot." in said
