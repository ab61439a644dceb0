"""How a follow-up is worded without a language model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from agents.follow_up_prober import cues
from agents.follow_up_prober.aims import Aim, part_of_story, tells_an_end
from agents.follow_up_prober.anchors import Anchor, is_in_order, said_back, sentence_of
from agents.follow_up_prober.by_question import asks_for_experience, for_reasons
from agents.follow_up_prober.clauses import keys, told, unlinked
from agents.follow_up_prober.gate import can_be_asked
from agents.follow_up_prober.into_words import into_a_doubt
from agents.follow_up_prober.kinds import kind_of
from agents.follow_up_prober.listening import agrees, listen
from agents.follow_up_prober.open_points import at_what_is_open
from agents.follow_up_prober.plain import plainly
from agents.follow_up_prober.policy import Target, Weakness
from agents.follow_up_prober.said import Said
from agents.follow_up_prober.sayable import LONGEST, reads_well
from agents.follow_up_prober.stretching import hooks_left
from agents.follow_up_prober.things import ThingKind, thing_in
from agents.follow_up_prober.wording import Choice
from domain.guide import TalkingPoint, TalkingPointKind
from domain.interview import ENGLISH, Phase
from domain.verdict import Evidence, KeyPointVerdict, Label, Verdict
from knowledge.projects import project_of
from language.hesitating import hesitates, trimmed
from language.wording import as_question, plain, shorten

_SHORTEST_QUOTE = 12
_HALF_AN_END = 0.35
"""An end that was half told earns so much; less is given for words that have little to do with it."""
_CHOSEN = frozenset({ThingKind.DECISION, ThingKind.DEED})
_BY_PHASE = frozenset({Phase.OPENING, Phase.STORY, Phase.CONCERN})


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
    ended: bool | None = None,
    anchors: Sequence[Anchor] = (),
    settled: bool = False,
    doubted: bool = False,
    seed: object,
) -> str:
    """The follow-up at `weakness`, in words that do not say what is missing.

    `quote` are words of the answer next to the gap ("" where there are none); `earlier` are the follow-ups
    this question had already, none of which is said again; those in `recent`, of the questions before,
    oldest first, are said again only where nothing else is left. `begun` says that the answer holds something
    of what the guide does, `ended` that it tells how a story ended (by its words, where None), and `anchors`
    are words of it that a question for what is missing can begin with. `settled` says that a question that
    fits anything is none any more, `doubted` that what is open was perhaps denied, or is
    the one thing half told of much. "" where nothing is worth asking.
    """
    choice = Choice(earlier, recent, seed, language)
    # Of a story all is told in its order, and still each part is asked for by its kind.
    ordered = phase is not Phase.STORY and is_in_order(point, question, phase, language)
    secret = weakness.key_point.text if weakness.key_point is not None else ""
    ended = tells_an_end(answer, language) if ended is None else ended
    made = point.kind is TalkingPointKind.PITCH and bool(project_of(point))
    given = (question, answer, language, phase, begun, choice, seed, anchors, ordered, earlier, secret)
    said = Said(*given, ended, made, settled, is_doubted=doubted)
    text = _worded(weakness, quote, point, said)
    # A plain question costs less than a poor one.
    return text if not text or can_be_asked(text, language) else plainly(said)


def _worded(weakness: Weakness, quote: str, point: TalkingPoint, said: Said) -> str:
    """The follow-up at what was said, at what was perhaps denied, or at what is open."""
    text = _at_what_was_said(weakness, quote, point, said)
    if text is None and said.is_doubted:
        text = into_a_doubt(_doubted(quote, said.secret, said), said) or None
    if text is None:
        assert weakness.key_point is not None  # every target that gets here has one
        text = at_what_is_open(weakness.target, weakness.key_point, quote, point, said)
    return text


def _doubted(quote: str, secret: str, said: Said) -> str:
    """The words of `quote` that may deny the `secret`, to be said back; "" where none can be."""
    words = said_back(quote, secret, said.answer, said.language)
    if not words and quote:
        words = short_quote(quote, secret, said.language)
    return words if reads_well(words, said.language) else ""


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
    """Whether something of what the guide says was said, or may have been."""
    heard = verdict.labelled(Label.COVERED, Label.PARTLY, Label.UNSURE, Label.CONTRADICTED)
    return any(judged.evidence is not None for judged in heard)


def is_ended(point: TalkingPoint, verdict: Verdict, answer: str, language: str) -> bool:
    """Whether `answer` tells how a story ended: by its words, or since its end in the guide was heard."""
    covered = {judged.key_point.id: judged.evidence for judged in verdict.labelled(Label.COVERED)}

    def told(judged: KeyPointVerdict) -> bool:
        # Words that surely tell something else of the story, or begin it, are no half of its end.
        elsewhere = judged.evidence in covered.values() or _begins_with(judged.evidence, answer)
        return judged.label is Label.COVERED or (judged.credit >= _HALF_AN_END and not elsewhere)

    heard = any(
        told(judged)
        for judged in verdict.labelled(Label.COVERED, Label.PARTLY)
        if part_of_story(judged.key_point, point) is Aim.OUTCOME
    )
    return heard or tells_an_end(answer, language)


def _begins_with(evidence: Evidence | None, answer: str) -> bool:
    """Whether the words heard stand in the first half of a story: "orders got lost" is how it began."""
    at = answer.find(evidence.quote) if evidence is not None else -1
    return at >= 0 and 2 * (at + len(evidence.quote if evidence is not None else "")) <= len(answer)


def _at_what_was_said(weakness: Weakness, quote: str, point: TalkingPoint, said: Said) -> str | None:
    """The follow-up at an answer as a whole, or at words of it; None where it is at something unsaid."""
    phase = said.phase.value if said.phase in _BY_PHASE else "any"
    match weakness.target:
        case Target.NOT_CAUGHT:
            return said.of(f"not_caught.{phase}")
        case Target.NEVER_DID:
            return said.of(f"never_did.{'story' if said.phase is Phase.STORY else 'any'}")
        case Target.OTHER_LANGUAGE:
            return said.of("other_language")
        case Target.EASIER_WAY_IN if agrees(said.answer, said.language):
            return said.of(f"after_yes.{'story' if said.phase is Phase.STORY else 'any'}")
        case Target.EASIER_WAY_IN:
            return said.of(f"easier.{phase}")
        case Target.BACK_TO_QUESTION:
            return said.of("back").format(question=as_question(said.question))
        case Target.FIGURE if weakness.figure is not None:
            return said.of("figure").format(quote=short_quote(weakness.figure.said.quote))
        case Target.CONTRADICTION if weakness.key_point is None:
            return said.of("doubt")
        case Target.CONTRADICTION if quote and weakness.key_point is not None:
            words = short_quote(quote, weakness.key_point.text, said.language)
            if not reads_well(words, said.language):
                return said.of("contradiction_whole")
            return said.of("contradiction").format(quote=words)
        case Target.STRETCH:
            return _further(point, said)
    return None


def _further(point: TalkingPoint, said: Said) -> str:
    """What a strong answer is asked next: the guide's own follow-up, else one about what was named."""
    for hook in hooks_left(point, said.answer, said.language):
        if said.choice.is_new(hook):
            return hook
    if kind := kind_of(said.question, said.language):
        return said.of(f"kinds.{kind}.stretch")
    heard = listen([said.answer], said.language)
    thing = thing_in(said.answer, said.question, heard, said.language)
    # What one says to have worked with was no choice of one's own: nobody asks what one had done without it.
    if thing is not None and thing.kind is ThingKind.NAME and asks_for_experience(said):
        thing = None
    if thing is None:
        why = cues.pattern(said.language, "why_question").search(said.question.strip())
        return said.choice.of(for_reasons(said)) if why else plainly(replace(said, is_full=True))
    weighed = thing.kind in _CHOSEN and _weighs(thing.words, said)
    asks = said.of(f"stretch.{ThingKind.REASONED if weighed else thing.kind}")
    return asks.format(thing=thing.words)


def _weighs(words: str, said: Said) -> bool:
    """Whether the answer told why `words`, or what else there was: nobody asks for that again."""
    if cues.pattern(said.language, "reasoned").search(sentence_of(words, said.answer)):
        return True
    return any(cues.pattern(said.language, each).search(said.answer) for each in ("rejecting", "instead"))


def short_quote(quote: str, near: str = "", language: str = ENGLISH) -> str:
    """`quote` as one would say it back: its clause nearest to `near`, without what links it to the rest."""
    text = trimmed(unlinked(plain(" ".join(quote.split())), language), language)
    parts = [clause for sentence in told(text, language) for clause in sentence.clauses]
    sayable = [clause for clause in parts if _SHORTEST_QUOTE <= len(clause) <= LONGEST]
    # A short one is said back whole, unless its clause alone reads better.
    if (len(text) <= LONGEST and not hesitates(text, language)) or not sayable:
        return plain(shorten(text, LONGEST)) if text else ""
    wanted = keys(near, language)
    return max(sayable, key=lambda clause: len(wanted & keys(clause, language)))
