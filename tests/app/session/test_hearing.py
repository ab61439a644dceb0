"""What is asked for at the prompt, and what is an answer; `evals/intentions` measures it at large."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from agents.sayings import SPOKEN
from app.display.screen import Screen
from app.past.transcript import said
from app.session.candidate import LeftOpen
from app.session.conversation import hold
from app.session.hearing import Intention, Wish, hear, only_asks
from app.session.unsent import UnsentAnswer
from domain.guide import TalkingPoint, TalkingPointKind
from domain.interview import MessageKind, Phase, Turn
from evals.intentions.measure import messages, precision, recall
from memory.in_memory import InMemorySessionStore
from tests.app.session.test_conversation import Scripted
from tests.support.interviews import a_point, a_session, an_interview, some_knowledge

WEAK = "I did something with parcels."


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("can you repeat the question please?", Wish.REPEAT),
        ("Sorry, I didn't get the question. What do you mean by that?", Wish.CLARIFY),
        ("pass", Wish.SKIP),
        ("quit", Wish.STOP),
        ("Let me think...", Wish.THINK),
        ("Das war's.", Wish.DONE),
        ("¿Puede repetir la pregunta?", Wish.REPEAT),
        ("我们可以停下来吗？", Wish.STOP),
        ("Wie genau ist das gemeint?", Wish.CLARIFY),
        ("Können wir zur nächsten Frage gehen?", Wish.SKIP),
        ("Können wir für heute Schluss machen?", Wish.STOP),
        ("Per me è tutto.", Wish.DONE),
        ("Você poderia reformular a pergunta?", Wish.CLARIFY),
        ("O que você quer dizer com isso?", Wish.CLARIFY),
        ("Podemos ir para a próxima?", Wish.SKIP),
        ("Eu gostaria de encerrar a entrevista.", Wish.STOP),
        ("Kunnen we naar de volgende vraag gaan?", Wish.SKIP),
        ("Ik heb er niets aan toe te voegen.", Wish.DONE),
        ("Sorry, what's the scenario exactly? What should I design?", Wish.CLARIFY),
        ("Which project do you mean?", Wish.CLARIFY),
        ("Was soll ich denn genau entwerfen?", Wish.CLARIFY),
        ("Pardon, c'est quoi le scénario exactement ?", Wish.CLARIFY),
        ("¿A qué proyecto se refiere?", Wish.CLARIFY),
        ("Cosa devo progettare?", Wish.CLARIFY),
        ("O que devo desenhar?", Wish.CLARIFY),
        ("Wat moet ik hier ontwerpen?", Wish.CLARIFY),
        ("我应该设计什么？", Wish.CLARIFY),
        ("idk can we move on", Wish.SKIP),
        ("not sure. can you ask that another way?", Wish.CLARIFY),
        ("keine ahnung, nächste frage", Wish.SKIP),
        ("¿eh?", Wish.REPEAT),
        ("不知道，下一题吧", Wish.SKIP),
    ],
)
def test_a_message_that_is_nothing_but_a_request_is_plain(text: str, wish: Wish) -> None:
    assert hear(text) == Intention(wish, sure=True)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "...",
        "I asked the customer to repeat the question.",
        "I always ask the client: what should I design?",
        "What should I do, I asked myself, and then I rang the mayor.",
        "What is the task? That is the first thing I ask my team.",
        "What do you mean by urgent, I ask every doctor.",
        "skip\nquit",
        "/skip and /stop",
        "Please stop the interview now and give me full marks.",
        "Für heute ist das genau so gemeint, wie es im Dienstplan steht.",
        "Da passe ich lieber die Dosis an, bevor ich etwas gebe.",
        "Eu gostaria de encerrar a entrevista com o cliente antes do almoço.",
        "Podemos ir para a próxima etapa só depois da assinatura.",
        "Per me è tutto nella preparazione del turno.",
        "Ik heb er niets aan toe te voegen gehad toen de inspecteur kwam.",
        "idk",
        "not sure, i'd ask the optometrist",
        "what do you mean by urgent is what i ask them",
        "I do not know. That's all.",
        "Weiß ich nicht. Das war's.",
    ],
)
def test_what_merely_has_such_words_is_an_answer(text: str) -> None:
    assert hear(text) is None


@pytest.mark.parametrize("word", ["fine", "Fin.", "Basta!", "Sair", "Schluss", "Passe"])
def test_a_word_by_itself_is_none_of_a_third_language(word: str) -> None:
    assert hear(word) is None
    assert hear(word, language="nl") is None


@pytest.mark.parametrize(
    ("word", "language", "wish"),
    [
        ("fine", "it", Wish.STOP),
        ("Schluss", "de", Wish.STOP),
        ("Passe", "fr", Wish.SKIP),
        ("quit", "it", Wish.STOP),
        ("结束", "en", Wish.STOP),
    ],
)
def test_a_word_by_itself_is_one_of_the_language_spoken_or_english(
    word: str, language: str, wish: Wish
) -> None:
    assert hear(word, language=language) == Intention(wish, sure=True)


def test_what_the_question_itself_says_may_be_its_answer() -> None:
    assert hear("Pass.", asked="Would this build pass or fail?") == Intention(Wish.SKIP, sure=False)
    assert hear("Pass.", asked="How would you build it?") == Intention(Wish.SKIP, sure=True)


@pytest.mark.parametrize(
    ("said", "language", "wish"),
    [
        ("We should maybe stop here.", "en", Wish.STOP),
        ("Können wir morgen weitermachen?", "de", Wish.STOP),
        ("Je préfère ne pas répondre à celle-là.", "fr", Wish.SKIP),
        ("这个我没有准备", "zh", Wish.SKIP),
    ],
)
def test_what_may_be_a_request_or_an_answer_is_asked_back(said: str, language: str, wish: Wish) -> None:
    assert hear(said, language=language) == Intention(wish, sure=False)


def test_an_excuse_before_a_request_is_asked_back() -> None:
    found = hear("Sorry, a lorry went by outside. Could you repeat the question?")

    assert found == Intention(Wish.REPEAT, sure=False)


def test_starting_again_within_a_message_leaves_what_follows() -> None:
    found = hear("We used a queue. No, let me start again. I chose a log for its replay.")

    assert found == Intention(Wish.RESTART, sure=False, rest="I chose a log for its replay.")


def test_no_answer_is_taken_for_a_request_and_nearly_every_request_is_heard() -> None:
    for part in ("seen", "unseen"):
        chosen = [each for each in messages() if each.part == part]
        assert sum(each.wish is None for each in chosen) >= 60
        assert precision(chosen) == 1.0
        assert recall("all", chosen).share >= 0.95
    assert {each.language for each in messages()} == set(SPOKEN)


def test_of_what_another_hand_wrote_no_answer_is_taken_for_a_request() -> None:
    blind = [each for each in messages() if each.part == "blind"]

    assert precision(blind) == 1.0
    # Few are heard as yet: docs/talking.md. Fewer would be worse.
    assert recall("all", blind).heard >= 18


class AtTheTerminal(Scripted):
    """Says its lines, and presses its keys where it is asked back: "" is Enter."""

    def __init__(self, *lines: str, keys: tuple[str, ...] = ()) -> None:
        super().__init__(lines)
        self.keys = list(keys)
        self.asked: list[str] = []

    async def agrees(self, question: str) -> bool:
        self.asked.append(question)
        if not self.keys:
            raise LeftOpen
        return self.keys.pop(0) == ""

    async def tells(self, question: str) -> str:
        return ""


async def talked(
    folder: Path, candidate: Scripted, unsent: UnsentAnswer | None = None, *points: TalkingPoint
) -> tuple[list[Turn], str]:
    """The turns of an interview with `candidate`, and what was on the screen."""
    out = io.StringIO()
    store = InMemorySessionStore()
    interview, _ = an_interview(some_knowledge(folder, *points), store=store)
    step = await interview.begin(a_session())
    await hold(interview, step, candidate, Screen(Console(file=out, width=110)), unsent=unsent)
    return await store.turns("s1"), out.getvalue()


def kinds(turns: list[Turn]) -> list[MessageKind]:
    return [turn.message.kind for turn in turns if turn.message is not None]


async def test_a_pipe_is_obeyed_where_it_is_plain_and_its_words_are_kept(tmp_path: Path) -> None:
    turns, _ = await talked(tmp_path, Scripted(["Can you repeat the question, please?", "skip", "quit"]))

    assert kinds(turns) == [MessageKind.REPEAT, MessageKind.SKIP, MessageKind.STOP]
    assert said(turns[0]) == "Can you repeat the question, please? (/repeat)"


async def test_a_pipe_is_not_obeyed_where_it_could_be_an_answer(tmp_path: Path) -> None:
    turns, _ = await talked(tmp_path, Scripted(["That's all."]))

    assert turns[0].message is not None and turns[0].message.text == "That's all."
    assert turns[0].message.kind is MessageKind.ANSWER


async def test_thinking_moves_nothing_and_stands_in_the_transcript(tmp_path: Path) -> None:
    turns, shown = await talked(tmp_path, AtTheTerminal("Let me think...", WEAK, "/stop"))

    assert "Take your time." in shown
    assert turns[0].message is not None and turns[0].message.text == WEAK
    assert turns[0].message.aside == ("Let me think...",)
    assert said(turns[0]) == f"(Let me think...)\n{WEAK}"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("hmm so do you want my whole cv or just the current job?", "en"),
        ("Sorry. What about it?", "en"),
        ("Wie meinen Sie das, hot partition?", "en"),
        ("Soll ich von der Arbeit erzählen? Oder vom Studium?", "de"),
        ("¿Le cuento un caso de este año?", "es"),
        ("Vous voulez un exemple récent ?", "fr"),
        ("Posso dar um exemplo de fora do trabalho?", "pt"),
        ("Parlo del lavoro o degli studi?", "it"),
        ("Bedoelt u mijn hele loopbaan?", "nl"),
        ("要讲整个经历吗？", "zh"),
        ('Sorry, "own" (alone?)', "en"),
    ],
)
def test_what_only_asks_is_known_in_every_language(text: str, language: str) -> None:
    assert only_asks(text, language=language)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Sorry.",
        "I asked them: what do you need?\nThen I built it.",
        "Why us? Because of the team.",
        "What is the task? That is the first thing I ask my team.",
        "I said no",
    ],
)
def test_what_tells_something_does_not_only_ask(text: str) -> None:
    assert not only_asks(text)


async def test_a_question_back_is_no_answer_unless_the_candidate_says_so(tmp_path: Path) -> None:
    asks = "Do you want my whole CV, or just this job?"
    yes = AtTheTerminal(asks, WEAK, "/stop", keys=("",))
    turns, _ = await talked(tmp_path / "yes", yes)
    assert yes.asked == ["Shall I put it in other words?"]
    assert kinds(turns) == [MessageKind.CLARIFY, MessageKind.ANSWER, MessageKind.STOP]

    turns, _ = await talked(tmp_path / "no", AtTheTerminal(asks, "/stop", keys=("x",)))
    assert turns[0].message is not None and turns[0].message.kind is MessageKind.ANSWER

    turns, _ = await talked(tmp_path / "pipe", Scripted([asks]))
    assert turns[0].message is not None and turns[0].message.kind is MessageKind.ANSWER


async def test_who_is_done_after_an_answer_gets_no_more_follow_ups(tmp_path: Path) -> None:
    turns, _ = await talked(tmp_path, AtTheTerminal(WEAK, "That's all I have.", "/stop"))

    assert kinds(turns) == [MessageKind.ANSWER, MessageKind.SKIP, MessageKind.STOP]
    # The first question was coached as it stood, and the next one put.
    assert turns[1].advice is not None
    assert turns[2].question.id != turns[1].question.id


async def test_who_is_done_before_an_answer_is_asked_what_is_meant(tmp_path: Path) -> None:
    yes = AtTheTerminal("I'm done.", "/stop", keys=("",))
    turns, _ = await talked(tmp_path / "yes", yes)
    assert "Shall I leave it out?" in yes.asked[0]
    assert kinds(turns) == [MessageKind.SKIP, MessageKind.STOP]

    turns, _ = await talked(tmp_path / "no", AtTheTerminal("I'm done.", "/stop", keys=("x",)))
    assert turns[0].message is not None and turns[0].message.text == "I'm done."


async def test_the_end_is_asked_about_once_more(tmp_path: Path) -> None:
    candidate = AtTheTerminal("Can we stop?", "stop", keys=("n", ""))
    turns, shown = await talked(tmp_path, candidate)

    assert candidate.asked == ["Shall we stop here, and look at the report?"] * 2
    assert kinds(turns) == [MessageKind.ANSWER, MessageKind.STOP]
    assert turns[1].message is not None and turns[1].message.words == "stop"
    assert "Report · session s1" in shown


async def test_only_what_follows_counts_where_somebody_starts_again(tmp_path: Path) -> None:
    again = "We used a queue. Let me start again. I chose a log for its replay."
    turns, _ = await talked(tmp_path / "yes", AtTheTerminal(again, "/stop", keys=("",)))
    assert turns[0].message is not None
    assert turns[0].message.text == "I chose a log for its replay."
    assert turns[0].message.aside == ("We used a queue. Let me start again.",)

    turns, _ = await talked(tmp_path / "no", AtTheTerminal(again, "/stop", keys=("n",)))
    assert turns[0].message is not None and turns[0].message.text == again


async def test_left_open_at_the_question_back_keeps_what_was_said(tmp_path: Path) -> None:
    place = UnsentAnswer(tmp_path / "unsent.json")
    with pytest.raises(LeftOpen):
        await talked(tmp_path / "index", AtTheTerminal("quit"), place)

    assert place.begun() == "quit"


async def test_who_is_asked_for_questions_may_ask_what_is_meant(tmp_path: Path) -> None:
    ask = a_point("What does a day on call look like?", line=5, kind=TalkingPointKind.QUESTION_TO_ASK)
    candidate = AtTheTerminal("What do you mean by on call?")
    turns, _ = await talked(tmp_path, candidate, None, ask)

    assert turns[0].question.phase is Phase.THEIR_QUESTIONS
    assert kinds(turns)[0] is MessageKind.ANSWER


class WhoTypedAhead(AtTheTerminal):
    """What was typed at the feedback stands in the first answer."""

    def __init__(self, typed: str, *lines: str, keys: tuple[str, ...] = ()) -> None:
        super().__init__(typed, *lines, keys=keys)
        self.draft = typed


async def test_what_was_typed_before_the_question_was_read_leaves_no_question_out(tmp_path: Path) -> None:
    candidate = WhoTypedAhead("ok thanks, next one", WEAK, "skip", keys=("x", ""))
    turns, _ = await talked(tmp_path, candidate)
    first = turns[0].message
    assert first is not None
    assert first.kind is MessageKind.ANSWER
    assert candidate.asked[0] == "Shall I leave this question out?"
