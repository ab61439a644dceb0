"""What a run tells while it goes on."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel

from app.settings import AGENTS
from domain.prompting import RenderedPrompt
from graphs.telling import Coached, Drafted, Event, Planned, Words
from models.scripted import Line, ScriptedModel
from tests.support.forthcoming import dug, in_one_breath
from tests.support.interviews import (
    POINTS,
    WITH_AN_ASIDE,
    a_session,
    an_interview,
    says,
    some_knowledge,
    whole_answer,
)


def reply(prompt: RenderedPrompt, schema: type[BaseModel]) -> Line:
    match prompt.reference.split("@")[0]:
        case "interviewer/ask":
            title = next(point.title for point in POINTS if point.title in prompt.user)
            return {"question": f"So: {title}"}
        case "follow_up_prober/probe":
            return {"question": dug(prompt.user)}
        case "coach/advise":
            return {"sentences": [{"lines": [1], "text": in_one_breath(prompt.user)}]}
        case _:
            return {"key_points": [{"number": 1, "label": "missing", "quote": "judged"}]}


async def told(folder: Path, *, models: bool) -> list[list[Event]]:
    """What is told at the beginning, after a weak answer, after a full one."""
    script = ScriptedModel(reply)
    interview, _ = an_interview(
        some_knowledge(folder, *WITH_AN_ASIDE), models=dict.fromkeys(AGENTS, script) if models else {}
    )
    heard: list[list[Event]] = [[]]
    step = await interview.begin(a_session(), heard[0].append)
    assert step.waiting is not None
    point = next(p for p in POINTS if p.id == step.waiting.question.talking_point_id)
    for number, text in ((1, f"{point.key_points[0].text}, and so on."), (2, whole_answer(point))):
        heard.append([])
        await interview.answer(number, says(text), heard[-1].append)
    return heard


async def test_words_are_told_as_they_come_and_the_judges_never(tmp_path: Path) -> None:
    begun, probed, coached = await told(tmp_path, models=True)

    assert isinstance(begun[0], Planned) and len(begun[0].agenda.items) == 3
    said = [event.text for event in begun if isinstance(event, Words)]
    assert len(said) > 2
    assert [event.text for event in probed if isinstance(event, Words)][-1].startswith(
        "What else goes with “"
    )
    assert {event.agent for event in (*begun, *probed, *coached) if isinstance(event, Words)} == {
        "interviewer",
        "follow_up_prober",
        "coach",
    }
    assert "judged" not in str(probed)


async def test_the_advice_is_told_before_its_better_answer_and_before_the_next_question(
    tmp_path: Path,
) -> None:
    *_, coached = await told(tmp_path, models=True)

    kinds = [event.agent if isinstance(event, Words) else type(event).__name__ for event in coached]
    order = list(dict.fromkeys(kinds))
    assert order == ["Drafted", "coach", "Coached", "interviewer"]
    drafted, kept = coached[0], next(event for event in coached if isinstance(event, Coached))
    assert isinstance(drafted, Drafted) and kept.turn.advice is not None
    assert drafted.verdict == kept.turn.verdict
    assert kept.turn.advice.better_answer[0].text.endswith(", in one breath.")
    assert drafted.advice.landed == kept.turn.advice.landed


async def test_without_a_model_nothing_is_said_before_it_is_final(tmp_path: Path) -> None:
    begun, probed, coached = await told(tmp_path, models=False)

    assert [type(event) for event in begun] == [Planned]
    assert probed == []
    assert [type(event) for event in coached] == [Coached]
