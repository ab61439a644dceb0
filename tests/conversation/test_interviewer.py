from pathlib import Path

from agents.interviewer import agent
from domain.interview import Agenda, AgendaItem, Phase
from tests.support.interviews import POINTS, some_knowledge

AGENDA = Agenda(
    items=tuple(
        AgendaItem(talking_point_id=point.id, phase=Phase.TECHNICAL, seconds=60, reason="")
        for point in POINTS
    ),
    minutes=30,
)
CLOSE_BY = {
    "That brings me to something I wanted to ask anyway.",
    "You've just come close to my next question.",
    "Let's stay with that.",
}


async def test_an_answer_that_comes_near_the_next_question_leads_over_to_it(tmp_path: Path) -> None:
    knowledge = some_knowledge(tmp_path, *POINTS)
    said = (
        "How we handle schema changes is a story of its own, because every topic has a schema in a registry."
    )

    near = await agent.ask(AGENDA, 1, knowledge, seed=1, previous=said)
    far = await agent.ask(AGENDA, 1, knowledge, seed=1, previous="")

    assert near.lead in CLOSE_BY
    assert far.lead not in CLOSE_BY
    assert near.text == far.text == "How do you handle schema changes?"


async def test_a_question_names_its_place_and_who_worded_it(tmp_path: Path) -> None:
    asked = await agent.ask(AGENDA, 0, some_knowledge(tmp_path, *POINTS), seed=1)

    assert str(asked.sources[0]) == "guide.md:10"
    assert asked.provenance.agent == "interviewer" and asked.provenance.model == "draft"
