"""How a follow-up is worded without a language model."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agents.discretion import leaks
from agents.follow_up_prober import phrases
from agents.follow_up_prober.aims import Aim, aim_of
from agents.follow_up_prober.policy import IN_PART, Target, Weakness
from domain.guide import KeyPoint, TalkingPoint
from domain.interview import Phase
from language.figures import values
from language.wording import as_question, is_asked, pick, plain, shorten

_LONGEST_QUOTE = 70
_SHORTEST_QUOTE = 12
_CLAUSES = re.compile(r"(?<=[\w)%])(?:[,;:.!?]\s+|\s+[–—-]+\s+|\s+(?=(?:and|but|because|so|which|while)\s))")
_LINK = re.compile(r"^(?:and|but|so|because|which|while|then|well|hi|hello|okay|ok)\b[\s,]*", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]{4,}")


def follow_up(
    weakness: Weakness,
    *,
    question: str,
    answer: str,
    quote: str,
    point: TalkingPoint,
    earlier: Sequence[str],
    recent: Sequence[str] = (),
    phase: Phase = Phase.TECHNICAL,
    seed: object,
) -> str:
    """The follow-up at `weakness`, in words that do not say what is missing.

    `quote` are words of the answer next to the gap ("" where there are none); `earlier` are the follow-ups
    this question had already, none of which is said again; those in `recent`, of the questions before,
    oldest first, are said again only where nothing else is left.
    """
    choice = _Choice(earlier, recent, seed)
    if text := _at_what_was_said(weakness, question, quote, phase, choice):
        return text
    assert weakness.key_point is not None  # every target that gets here has one
    missing, said = weakness.key_point, f"{question}\n{answer}"
    hooks = [as_question(plain(hook)) for hook in point.follow_up_hooks]
    # What stands under "follow-ups" may be something to do: "Thank them by e-mail".
    usable = [
        hook
        for hook in hooks
        if is_asked(hook) and choice.is_new(hook) and not leaks(hook, missing.text, said)
    ]
    if usable and weakness.target in IN_PART:
        return usable[0]
    ask = choice.of(_asks(missing, answer, said, phase, choice))
    # An introduction is a whole: to quote a piece of it back sounds like a cross-examination.
    if quote and weakness.target in IN_PART and phase is not Phase.OPENING:
        anchored = pick(phrases.ANCHORED, seed, ask)
        return anchored.format(quote=short_quote(quote, missing.text), ask=ask)
    return ask


def _at_what_was_said(
    weakness: Weakness, question: str, quote: str, phase: Phase, choice: _Choice
) -> str | None:
    """The follow-up at an answer as a whole, or at words of it; None where it is at something unsaid."""
    match weakness.target:
        case Target.EASIER_WAY_IN:
            return choice.of(phrases.EASIER_BY_PHASE.get(phase, phrases.EASIER))
        case Target.BACK_TO_QUESTION:
            return choice.of(phrases.BACK).format(question=as_question(question))
        case Target.FIGURE if weakness.figure is not None:
            wrong = short_quote(weakness.figure.said.quote)
            return choice.of(phrases.ABOUT_FIGURE).format(quote=wrong)
        case Target.CONTRADICTION if quote:
            return choice.of(phrases.ABOUT_CONTRADICTION).format(quote=short_quote(quote))
    return None


class _Choice:
    """Picks wordings: none twice for one question, and none of the last questions' before the others."""

    def __init__(self, earlier: Sequence[str], recent: Sequence[str], seed: object) -> None:
        self._earlier = earlier
        self._recent = recent
        self._seed = seed

    def is_new(self, wording: str) -> bool:
        """Whether this question has not had `wording` yet."""
        return not any(_fixed_part(wording) in before for before in self._earlier)

    def of(self, options: Sequence[str]) -> str:
        """One of `options`."""
        unused = [option for option in options if self.is_new(option)] or options
        longest_ago = min(map(self._last_said, unused))
        fresh = [option for option in unused if self._last_said(option) == longest_ago]
        return pick(fresh, self._seed, len(self._earlier))

    def _last_said(self, wording: str) -> int:
        fixed = _fixed_part(wording)
        return max((at for at, before in enumerate(self._recent) if fixed in before), default=-1)


def _fixed_part(wording: str) -> str:
    """The longest piece of `wording` outside its placeholders."""
    return max(re.split(r"\{\w+\}", wording), key=len).strip(" “”")


def _asks(missing: KeyPoint, answer: str, said: str, phase: Phase, choice: _Choice) -> Sequence[str]:
    """The ways to ask for `missing` that give nothing of it away, `said` being known already."""
    about_yourself = phase is Phase.OPENING
    aim = aim_of(missing, about_yourself=about_yourself)
    table = phrases.ASK_ABOUT_YOURSELF if about_yourself else phrases.ASK
    # Asking somebody who gave figures for figures sounds as if nobody had listened.
    more = phrases.MORE_FIGURES_ABOUT_YOURSELF if about_yourself else phrases.MORE_FIGURES
    options = more if aim is Aim.MEASURE and values(answer) else table[aim]
    for asks in (options, table[Aim.METHOD]):
        discreet = [ask for ask in asks if choice.is_new(ask) and not leaks(ask, missing.text, said)]
        if discreet:
            return discreet
    return [ask for ask in phrases.ASK[Aim.METHOD] if choice.is_new(ask)] or phrases.ASK[Aim.METHOD][-1:]


def short_quote(quote: str, near: str = "") -> str:
    """`quote` as one would say it back: its clause nearest to `near`, without what links it to the rest."""
    text = plain(" ".join(quote.split()))
    clauses = [_LINK.sub("", clause).strip(" .,;:–—-") for clause in _CLAUSES.split(text)]
    sayable = [clause for clause in clauses if _SHORTEST_QUOTE <= len(clause) <= _LONGEST_QUOTE]
    if len(text) <= _LONGEST_QUOTE or not sayable:
        return plain(shorten(text, _LONGEST_QUOTE)) if text else ""
    wanted = {word[:5] for word in _WORD.findall(near.casefold())}
    return max(
        sayable, key=lambda clause: len(wanted & {word[:5] for word in _WORD.findall(clause.casefold())})
    )
