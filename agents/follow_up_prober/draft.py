"""How a follow-up is worded without a language model."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agents.discretion import leaks
from agents.follow_up_prober.aims import Aim, aim_of
from agents.follow_up_prober.policy import Target, Weakness
from agents.wording import as_question, pick, plain, shorten
from domain.guide import TalkingPoint

_ASK: dict[Aim, tuple[str, ...]] = {
    Aim.OUTCOME: (
        "And how did it end? What was different afterwards?",
        "So what came of it, in the end?",
        "What did that change, for whom, and by how much?",
    ),
    Aim.MEASURE: (
        "Can you put a number on that?",
        "You've kept that rather general. What were the figures?",
        "How big, how many, how often? Give me an idea of the size.",
    ),
    Aim.REASON: (
        "Why did you do it that way?",
        "What made you decide so?",
        "Take me into the decision: why this, and not something else?",
    ),
    Aim.TRADE_OFF: (
        "What did you give up by doing it that way?",
        "Which other ways did you look at, and what spoke against them?",
        "Every choice has a price. What was it here?",
    ),
    Aim.FAILURE: (
        "And when something goes wrong in there, what happens?",
        "Where does this break first, and what do you do then?",
        "Tell me about the bad day: how does it behave then?",
    ),
    Aim.PROOF: (
        "How did you know that it really worked?",
        "How would you show me that this holds?",
        "What did you look at to be sure?",
    ),
    Aim.PEOPLE: (
        "Who else was in this, and how did you work with them?",
        "How did you bring the others along?",
        "Who had to be convinced, and how did you go about it?",
    ),
    Aim.SAFETY: (
        "What would a careful security person ask about this, and what do you tell them?",
        "How do you keep it from doing harm?",
    ),
    Aim.COST: (
        "What does it take to run this, and who pays?",
        "Is it worth what it takes? How do you know?",
    ),
    Aim.SCALE: (
        "What happens when there is ten times as much of it?",
        "How much does it carry today, and where is the ceiling?",
    ),
    Aim.SITUATION: (
        "Let's go back a step. What was going on when this began?",
        "Set the scene for me: where were you, and what was the trouble?",
    ),
    Aim.TASK: (
        "What exactly was expected of you?",
        "And what was yours to do in this?",
    ),
    Aim.LEARNT: (
        "Knowing what you know now, what would you do differently?",
        "What did you take away from it?",
    ),
    Aim.METHOD: (
        "How did you actually do that? Take me through the steps.",
        "I'd like to see your hands in it: what did you do, in order?",
        "Go one level deeper for me. How does it work underneath?",
        "Is there a part of this you haven't told me yet?",
    ),
}
_MORE_FIGURES = (
    "Is there another number I should know here?",
    "Which other figures belong to that?",
    "What else did you count or time?",
)
_ABOUT_FIGURE = (
    "You said “{quote}”. How sure are you of that figure?",
    "Let me stop you at “{quote}”. Where does that number come from?",
    "“{quote}”: is that measured, or from memory?",
)
_ABOUT_CONTRADICTION = (
    "You said “{quote}”. Was it always so? Tell me exactly how it was.",
    "Hold on: “{quote}”. Is that quite right?",
)
_EASIER = (
    "Take your time. What is the closest thing to it that you have done?",
    "That's all right. Start anywhere: what do you remember of it?",
    "No hurry. Which part of it could you talk about?",
    "Think aloud, if you like. What comes to mind first?",
    "Let's make it smaller: what was the first thing you did about it?",
    "Fair enough. How would you find out, if you had to by tomorrow?",
)
_BACK = (
    "Let me bring you back to what I asked. {question}",
    "I don't think that answers it yet. {question}",
    "Let's stay with the question. {question}",
)
_ANCHORED = (
    "You said “{quote}”. {ask}",
    "“{quote}”, you said. {ask}",
    "I'd like to stay with “{quote}”. {ask}",
)
_LONGEST_QUOTE = 70
_FIGURES = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|fifty|half)\b"
)


def follow_up(
    weakness: Weakness,
    *,
    question: str,
    answer: str,
    quote: str,
    point: TalkingPoint,
    earlier: Sequence[str],
    seed: object,
) -> str:
    """The follow-up at `weakness`, in words that do not say what is missing.

    `quote` are words of the answer next to the gap ("" where there are none); `earlier` are the follow-ups
    this question had already, none of which is said again.
    """
    quoted = _short_quote(quote)
    match weakness.target:
        case Target.EASIER_WAY_IN:
            return _fresh(_EASIER, earlier, seed)
        case Target.BACK_TO_QUESTION:
            return _fresh([text.format(question=as_question(question)) for text in _BACK], earlier, seed)
        case Target.FIGURE if weakness.figure is not None:
            said = _short_quote(weakness.figure.said.quote)
            return _fresh([text.format(quote=said) for text in _ABOUT_FIGURE], earlier, seed)
        case Target.CONTRADICTION if quoted:
            return _fresh([text.format(quote=quoted) for text in _ABOUT_CONTRADICTION], earlier, seed)
    return _at_gap(weakness, question, answer, quoted, point, earlier, seed)


def _at_gap(
    weakness: Weakness,
    question: str,
    answer: str,
    quoted: str,
    point: TalkingPoint,
    earlier: Sequence[str],
    seed: object,
) -> str:
    assert weakness.key_point is not None  # every target that gets here has one
    missing = weakness.key_point.text
    said = f"{question}\n{answer}"
    hooks = [as_question(plain(hook)) for hook in point.follow_up_hooks]
    usable_hooks = [hook for hook in hooks if hook and hook not in earlier and not leaks(hook, missing, said)]
    if usable_hooks and weakness.target is Target.HALF_POINT:
        return usable_hooks[0]
    aim = aim_of(weakness.key_point)
    # Asking somebody who gave figures for figures sounds as if nobody had listened.
    options = _MORE_FIGURES if aim is Aim.MEASURE and _FIGURES.search(answer) else _ASK[aim]
    asks = [ask for ask in options if not leaks(ask, missing, said)]
    if not asks or all(any(ask in before for before in earlier) for ask in asks):
        asks = [ask for ask in _ASK[Aim.METHOD] if not leaks(ask, missing, said)] or [_ASK[Aim.METHOD][-1]]
    if quoted and weakness.target is Target.HALF_POINT:
        asks = [pick(_ANCHORED, seed, ask).format(quote=quoted, ask=ask) for ask in asks]
    return _fresh(asks, earlier, seed)


def _fresh(options: Sequence[str], earlier: Sequence[str], seed: object) -> str:
    unused = [option for option in options if not any(option in before for before in earlier)]
    return pick(unused or options, seed, len(earlier))


def _short_quote(quote: str) -> str:
    return plain(shorten(quote, _LONGEST_QUOTE)) if quote else ""
