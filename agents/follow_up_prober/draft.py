"""How a follow-up is worded without a language model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from agents.follow_up_prober.aims import Aim, aim_of, fitting
from agents.follow_up_prober.clauses import keys, told
from agents.follow_up_prober.kinds import kind_of
from agents.follow_up_prober.listening import listen
from agents.follow_up_prober.policy import IN_PART, Target, Weakness
from agents.follow_up_prober.stretching import hooks_left
from agents.follow_up_prober.things import thing_in
from agents.follow_up_prober.topics import reveals, topic_of
from agents.follow_up_prober.wording import Choice
from agents.sayings import options
from domain.guide import KeyPoint, TalkingPoint
from domain.interview import ENGLISH, Phase
from domain.verdict import KeyPointVerdict, Label, Verdict
from language.figures import values
from language.wording import as_question, pick, plain, shorten

_LONGEST_QUOTE = 70
_SHORTEST_QUOTE = 12
_BY_PHASE = frozenset({Phase.OPENING, Phase.STORY, Phase.CONCERN})
_ON_A_SUBJECT = frozenset({Phase.TECHNICAL, Phase.DESIGN})
_OF_KNOWLEDGE = frozenset({Aim.KNOWLEDGE, Aim.WHY})


@dataclass(frozen=True, slots=True)
class _Said:
    """What a follow-up is made from: the question, the answers to it, and how this one is worded."""

    question: str
    answer: str
    language: str
    phase: Phase
    begun: bool
    choice: Choice
    seed: object

    @property
    def known(self) -> str:
        return f"{self.question}\n{self.answer}"

    def options(self, key: str) -> tuple[str, ...]:
        return options("follow_up_prober", self.language, key)

    def of(self, key: str) -> str:
        return self.choice.of(self.options(key))


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
    language: str = ENGLISH,
    begun: bool = True,
    seed: object,
) -> str:
    """The follow-up at `weakness`, in words that do not say what is missing.

    `quote` are words of the answer next to the gap ("" where there are none); `earlier` are the follow-ups
    this question had already, none of which is said again; those in `recent`, of the questions before,
    oldest first, are said again only where nothing else is left. `begun` says that the answer holds something
    of what the guide does.
    """
    said = _Said(question, answer, language, phase, begun, Choice(earlier, recent, seed), seed)
    if text := _at_what_was_said(weakness, quote, point, said):
        return text
    assert weakness.key_point is not None  # every target that gets here has one
    return _at_what_is_open(weakness.target, weakness.key_point, quote, point, said)


def words_for(target: Weakness, verdict: Verdict, language: str) -> str:
    """The words of the answer that bear on what `target` is about, "" where none do.

    Evidence is where something of the key point was found; what is nearer to another one is no help here.
    """
    if target.key_point is None:
        return ""
    judged = next((each for each in verdict.key_points if each.key_point.id == target.key_point.id), None)
    if judged is None or judged.evidence is None:
        return ""
    if judged.label is Label.CONTRADICTED:
        return judged.evidence.quote
    said = keys(judged.evidence.quote, language)
    own = len(said & keys(judged.key_point.text, language))
    others = (
        len(said & keys(each.key_point.text, language)) for each in verdict.key_points if each is not judged
    )
    nearest = own >= max(others, default=0)
    # What may have been said is said in other words.
    return judged.evidence.quote if nearest and (own or judged.label is Label.UNSURE) else ""


def words_for_denial(judged: KeyPointVerdict, language: str) -> str:
    """The words that would be said back to whoever denied `judged`, "" where there are none."""
    if judged.evidence is None:
        return ""
    return short_quote(judged.evidence.quote, judged.key_point.text, language)


def is_begun(verdict: Verdict) -> bool:
    """Whether something of what the guide says was said."""
    return bool(verdict.labelled(Label.COVERED, Label.PARTLY))


def _at_what_was_said(weakness: Weakness, quote: str, point: TalkingPoint, said: _Said) -> str | None:
    """The follow-up at an answer as a whole, or at words of it; None where it is at something unsaid."""
    match weakness.target:
        case Target.EASIER_WAY_IN:
            return said.of(f"easier.{said.phase.value if said.phase in _BY_PHASE else 'any'}")
        case Target.BACK_TO_QUESTION:
            return said.of("back").format(question=as_question(said.question))
        case Target.FIGURE if weakness.figure is not None:
            return said.of("figure").format(quote=short_quote(weakness.figure.said.quote))
        case Target.CONTRADICTION if weakness.key_point is None:
            return said.of("doubt")
        case Target.CONTRADICTION if quote and weakness.key_point is not None:
            words = short_quote(quote, weakness.key_point.text, said.language)
            return said.of("contradiction").format(quote=words)
        case Target.STRETCH:
            return _further(point, said)
    return None


def _further(point: TalkingPoint, said: _Said) -> str:
    """What a strong answer is asked next: the guide's own follow-up, else one about what was named."""
    for hook in hooks_left(point, said.answer, said.language):
        if said.choice.is_new(hook):
            return hook
    if kind := kind_of(said.question, said.language):
        return said.of(f"kinds.{kind}.stretch")
    heard = listen([said.answer], said.language)
    thing = thing_in(said.answer, said.question, heard, said.language)
    if thing is None:
        return said.of("ask.learnt")
    return said.of(f"stretch.{thing.kind}").format(thing=thing.words)


def _at_what_is_open(target: Target, missing: KeyPoint, quote: str, point: TalkingPoint, said: _Said) -> str:
    """The follow-up at a key point that was not said, or not surely."""
    whole = said.phase is Phase.OPENING
    # An introduction is a whole: to quote a piece of it back sounds like a cross-examination.
    words = short_quote(quote, missing.text, said.language) if quote and not whole else ""
    if words and target is Target.UNSURE_POINT:
        return said.of("unsure").format(quote=words)
    if target in IN_PART and (hook := _hook(point, missing, said)):
        return hook
    ask = _ask(missing, said)
    if words and target in IN_PART:
        return pick(said.options("quoted"), said.seed, ask).format(quote=words, ask=ask)
    others = [other for other in point.key_points if other.id != missing.id]
    topic = None
    if not whole and kind_of(said.question, said.language) is None:
        topic = topic_of(missing, others, said.question, said.answer, said.language)
    if topic is None:
        return ask
    return said.of(f"topic.{topic.origin}").format(topic=topic.words, ask=ask)


def _hook(point: TalkingPoint, missing: KeyPoint, said: _Said) -> str | None:
    """A follow-up that the guide expects and that gives nothing away."""
    for hook in hooks_left(point, said.answer, said.language):
        if said.choice.is_new(hook) and not reveals(hook, missing.text, said.known, said.language):
            return hook
    return None


def _ask(missing: KeyPoint, said: _Said) -> str:
    """A question for `missing` that gives nothing of it away."""
    kind = None if said.phase is Phase.OPENING else kind_of(said.question, said.language)
    if kind is not None:
        # Best first, and not by chance: what is asked next depends on what was said.
        for ask in _discreet(said.options(f"kinds.{kind}.{'more' if said.begun else 'open'}"), missing, said):
            return ask
    for asks in _tables(missing, said):
        if discreet := _discreet(asks, missing, said):
            return said.choice.of(discreet)
    return said.options("ask.knowledge")[-1]


def _discreet(asks: Sequence[str], missing: KeyPoint, said: _Said) -> list[str]:
    return [
        ask
        for ask in asks
        if said.choice.is_new(ask) and not reveals(ask, missing.text, said.known, said.language)
    ]


def _tables(missing: KeyPoint, said: _Said) -> list[tuple[str, ...]]:
    """The wordings for the kind of thing that `missing` is, then those for anything."""
    about_yourself = said.phase is Phase.OPENING
    table = "about_yourself" if about_yourself else "ask"
    aim = aim_of(missing, about_yourself=about_yourself, language=said.language)
    if said.phase in _ON_A_SUBJECT:
        aim = fitting(aim, said.question, missing, said.language)
    # Asking somebody who gave figures for figures sounds as if nobody had listened.
    if aim is Aim.MEASURE and values(said.answer):
        asks = said.options(f"more_figures.{'about_yourself' if about_yourself else 'any'}")
    else:
        asks = said.options(f"{table}.{aim}")
    # Who is doubted is not asked for steps.
    if said.phase is Phase.CONCERN:
        general = said.options("ask.concern")
        return [general if aim is Aim.METHOD else asks, general]
    if aim in _OF_KNOWLEDGE:
        return [asks, said.options(f"ask.{Aim.KNOWLEDGE}")]
    return [asks, said.options(f"{table}.{Aim.METHOD}"), said.options(f"ask.{Aim.METHOD}")]


def short_quote(quote: str, near: str = "", language: str = ENGLISH) -> str:
    """`quote` as one would say it back: its clause nearest to `near`, without what links it to the rest."""
    text = plain(" ".join(quote.split()))
    parts = [clause for sentence in told(text, language) for clause in sentence.clauses]
    sayable = [clause for clause in parts if _SHORTEST_QUOTE <= len(clause) <= _LONGEST_QUOTE]
    if len(text) <= _LONGEST_QUOTE or not sayable:
        return plain(shorten(text, _LONGEST_QUOTE)) if text else ""
    wanted = keys(near, language)
    return max(sayable, key=lambda clause: len(wanted & keys(clause, language)))
