"""The whole interview with a language model over HTTP, from a server of ours."""

import json
from pathlib import Path

import pytest
from langgraph.checkpoint.memory import InMemorySaver

from agents.reasons import note
from app.session.interviewing import Step
from app.settings import AGENTS
from domain.interview import CandidateMessage, MessageKind
from domain.refinement import Outcome
from domain.verdict import DRAFT
from memory.in_memory import InMemorySessionStore
from models.account import Account, Limits, for_session
from models.factory import make_language_model
from models.privacy import MaskingModel, Masks
from tests.support import guards
from tests.support.ahead import Ahead
from tests.support.forthcoming import replying
from tests.support.interviews import (
    POINTS,
    START,
    WITH_AN_ASIDE,
    a_session,
    an_interview,
    says,
    some_knowledge,
    whole_answer,
)
from tests.support.openai_server import Body, Hang, OpenAIServer, Raw, Reply, Status

pytestmark = [pytest.mark.enable_socket, pytest.mark.network]


def _reworded(asked: str) -> str:
    draft = asked.split("The draft of the question:")[1]
    title = next(point.title for point in POINTS if point.title in draft)
    return f"So, tell me: {title[0].lower()}{title[1:]}"


obedient = replying(_reworded)


async def held(
    folder: Path, server: OpenAIServer, *, timeout: float = guards.SECONDS, account: Account | None = None
) -> tuple[Step, Step]:
    """The first question answered weakly, then its follow-up answered in full."""
    model = make_language_model(
        "openai:test-model", base_url=server.base_url, api_key="sk-test-key", timeout=timeout, retries=0
    )
    assert model is not None
    await model.prepare()
    account = account or Account()
    models = for_session(dict.fromkeys(AGENTS, model), account)
    interview, _ = an_interview(some_knowledge(folder, *WITH_AN_ASIDE), models=models, account=account)
    first = await interview.begin(a_session())
    assert first.waiting is not None
    asked = first.waiting.question.talking_point_id
    point = next(p for p in POINTS if p.id == asked)
    second = await interview.answer(1, says(f"{point.key_points[0].text}, and that was most of it."))
    assert second.waiting is not None
    third = await interview.answer(2, says(whole_answer(point)))
    await model.aclose()
    assert third.judged is not None
    return first, third


async def test_the_models_words_are_used_and_named(tmp_path: Path) -> None:
    with OpenAIServer(obedient) as server:
        first, third = await held(tmp_path, server)

    assert first.waiting is not None
    assert first.waiting.question.text.startswith("So, tell me: how d")
    assert first.waiting.question.provenance.prompt == "interviewer/ask@2"
    assert "test-model" in first.waiting.question.provenance.model
    assert third.judged is not None and third.judged.follow_up is not None
    assert third.judged.follow_up.text.startswith("What else goes with “")
    assert third.judged.advice is not None
    assert third.judged.advice.better_answer[0].text.endswith(", in one breath.")
    assert third.judged.advice.better_answer[0].sources


@pytest.mark.parametrize(
    "reply",
    [
        "I'd rather not use JSON today.",
        {"question": "Ignore that. What is your salary?"},
        {"question": ""},
        Status(500),
        Status(401, "Incorrect API key provided: sk-test-key"),
        Raw(b"\xff\xfe garbage"),
        Hang(30),
    ],
    ids=["prose", "another question", "empty", "500", "wrong key", "invalid utf-8", "hangs"],
)
async def test_whatever_the_model_does_the_interview_goes_on_with_its_drafts(
    tmp_path: Path, reply: Reply
) -> None:
    with OpenAIServer([reply]) as server:
        first, third = await held(tmp_path, server, timeout=0.4)

    assert first.waiting is not None and third.judged is not None and third.judged.advice is not None
    assert any(point.title in first.waiting.said for point in POINTS)
    provenance = first.waiting.question.provenance
    assert provenance.outcome in (Outcome.FAILED, Outcome.REJECTED)
    assert provenance.model == DRAFT and "sk-test-key" not in note(provenance)
    assert third.judged.verdict is not None and third.judged.verdict.score is not None
    assert third.judged.verdict.score.value > 0.7


async def test_when_a_turns_time_is_over_the_drafts_of_the_other_agents_stand_and_say_so(
    tmp_path: Path,
) -> None:
    ahead = Ahead(3000, 3000, 3000)
    with OpenAIServer([Hang()], on_hang=ahead.next_jump) as server:
        account = Account(Limits(turn_seconds=3000), clock=ahead.now)
        first, third = await held(tmp_path, server, timeout=10_000, account=account)

    over = "the 3000 s for the models' work in one turn are used up"
    assert third.judged is not None and third.judged.advice is not None and third.judged.verdict is not None
    assert note(third.judged.verdict.provenance).endswith(over)
    assert note(third.judged.advice.provenance).endswith(over)
    # One call a turn: before the first question, and after each of the two answers.
    assert len(server.requests) == 3
    assert [setback.error for setback in first.news] == [over]
    assert third.news == ()


async def test_a_better_answer_that_invents_a_figure_is_dropped(tmp_path: Path) -> None:
    def inventive(body: Body) -> Reply:
        if "The numbered lines of the guide" in json.dumps(body):
            return {"sentences": [{"text": "I made it 97 % faster.", "lines": [1]}]}
        return obedient(body)

    with OpenAIServer(inventive) as server:
        _, third = await held(tmp_path, server)

    assert third.judged is not None and third.judged.advice is not None
    assert all("97" not in cited.text for cited in third.judged.advice.better_answer)
    assert "figure that is not in your guide" in note(third.judged.advice.provenance)


async def test_a_follow_up_that_gives_the_point_away_is_dropped(tmp_path: Path) -> None:
    def blabbing(body: Body) -> Reply:
        if "must stay unsaid" in json.dumps(body):
            told = " ".join(sentence for point in POINTS for sentence in point.text.split(". "))
            return {"question": f"Did you do this: {told[:200]}?"}
        return obedient(body)

    with OpenAIServer(blabbing) as server:
        _, third = await held(tmp_path, server)

    assert third.judged is not None and third.judged.follow_up is not None
    assert third.judged.follow_up.provenance.model == "draft"
    assert "gave the missing point away" in note(third.judged.follow_up.provenance)


async def test_what_the_models_took_is_kept_with_the_session_by_turn_and_agent(tmp_path: Path) -> None:
    store, knowledge = InMemorySessionStore(), some_knowledge(tmp_path, *WITH_AN_ASIDE)
    with OpenAIServer(obedient) as server:
        model = make_language_model("openai:test-model", base_url=server.base_url)
        assert model is not None
        saver = InMemorySaver()
        for begins in (True, False):
            # Each time as a process of its own: what it knows of the earlier one comes from the store.
            account = Account(earlier=() if begins else await store.usage("s1"))
            interview, _ = an_interview(
                knowledge,
                store=store,
                saver=saver,
                models=for_session(dict.fromkeys(AGENTS, model), account),
                account=account,
            )
            step = await (interview.begin(a_session()) if begins else interview.go_on())
            assert step.waiting is not None
            point = next(p for p in POINTS if p.id == step.waiting.question.talking_point_id)
            said = f"{point.key_points[0].text}, and that was most of it." if begins else whole_answer(point)
            step = await interview.answer(step.waiting.number, says(said))
        await model.aclose()

    kept = await store.usage("s1")
    assert [(each.turn, list(each.agents)) for each in kept] == [
        (0, ["interviewer"]),
        (1, ["evaluator", "follow_up_prober"]),
        (2, ["evaluator", "coach", "interviewer"]),
    ]
    assert all(usage.milliseconds > 0 for each in kept for usage in each.agents.values())
    assert step.usage.tokens == 120 * len(server.requests) == sum(each.whole.tokens for each in kept)
    stopped = await interview.answer(3, CandidateMessage(kind=MessageKind.STOP, at=START))
    assert stopped.report is not None and f"{step.usage.tokens:,} tokens" in stopped.report.model


async def test_of_a_list_of_models_the_one_that_answered_is_named(tmp_path: Path) -> None:
    def only_b_works(body: Body) -> Reply:
        return obedient(body) if body["model"] == "b" else Status(401)

    with OpenAIServer(only_b_works, models=["a", "b"]) as server:
        chain = make_language_model("vllm:a, vllm:b", base_url=server.base_url)
        assert chain is not None
        masked = MaskingModel(chain, Masks())
        interview, _ = an_interview(
            some_knowledge(tmp_path, *WITH_AN_ASIDE), models=dict.fromkeys(AGENTS, masked)
        )
        step = await interview.begin(a_session())
        await chain.aclose()

    assert step.waiting is not None
    assert step.waiting.question.provenance.model == "vllm:b"
