"""One page to read before an interview: what to open with, the figures, the stories, what not to say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from agents.coach.story import ending
from domain.guide import TO_BE_SAID, KeyPoint, KeyPointOrigin, TalkingPoint, TalkingPointKind
from domain.mastery import Standing, State
from domain.report import Cited, Section
from knowledge.lines.labels import Role, labels_of
from language.figures import figures
from language.wording import plain, shorten, upper_first

_LINE = 190
_LIGHT = 0.5
"""Below this weight a sentence is a courtesy."""
_OPENING_POINTS = 3
_FIGURES, _STORIES, _SLIPPED, _PUSHED, _UNSAID, _UNSETTLED, _ASKED = 8, 5, 5, 3, 4, 3, 3
_STANDING = {State.WEAK: 0, State.FADING: 1, State.NEVER: 2, State.SOLID: 3}


def one_pager(standings: Sequence[Standing], doubts: Sequence[TalkingPoint]) -> tuple[Section, ...]:
    """The page over all talking points, what sits worst first; a section without lines is left out.

    `doubts` are contradictions of the guides. Every line is the guides' own words, or the candidate's
    where something was said wrongly, with its place.
    """
    worst_first = sorted(standings, key=lambda each: _STANDING[each.state])
    points = [each.point for each in worst_first]
    sections = (
        Section(title="Open with", rows=tuple(_opening(points))),
        Section(title="Figures to have ready", rows=tuple(_figures(points))),
        Section(title="Stories, and how they end", rows=tuple(_stories(points))),
        Section(title="Where you slipped", rows=tuple(_slips(worst_first))),
        Section(title="If they push", rows=tuple(_answers(points, TalkingPointKind.WEAK_AREA, _PUSHED))),
        Section(title=_not_to_say(points), rows=tuple(_red_flags(points))),
        Section(title="Settle before you go in", rows=tuple(_doubt(doubt) for doubt in doubts[:_UNSETTLED])),
        Section(title="Ask them", rows=tuple(_questions(points))),
    )
    return tuple(section for section in sections if section.rows)


def _of_kind(points: Iterable[TalkingPoint], *kinds: TalkingPointKind) -> list[TalkingPoint]:
    return [point for point in points if point.kind in kinds]


def _cited(text: str, key_point: KeyPoint) -> Cited:
    return Cited(text=shorten(text, _LINE), sources=(key_point.source,))


def _opening(points: Sequence[TalkingPoint]) -> Iterator[Cited]:
    """How the first pitch of the guides begins, in its own order."""
    pitches = _of_kind(points, TalkingPointKind.PITCH)
    if not pitches:
        return
    pitch = min(pitches, key=lambda point: (point.source.guide, point.source.first_line))
    spoken = [kp for kp in pitch.key_points if kp.origin in TO_BE_SAID and kp.weight >= _LIGHT]
    weightiest = sorted(spoken[1:], key=lambda key_point: -key_point.weight)[: _OPENING_POINTS - 1]
    for key_point in spoken:
        if key_point is spoken[0] or key_point in weightiest:
            yield _cited(f"{plain(key_point.text)}.", key_point)


def _figures(points: Sequence[TalkingPoint]) -> Iterator[Cited]:
    """Facts to remember; where the guides list none, the figures their stories rest on."""
    facts = [each for each in _of_kind(points, TalkingPointKind.FACT) if figures(f"{each.title} {each.text}")]
    for fact in facts[:_FIGURES]:
        said = f"{plain(fact.title)}: {plain(fact.text)}" if fact.text.strip() else plain(fact.title)
        yield Cited(text=shorten(said, _LINE), sources=(fact.source,))
    if not facts:
        told = _of_kind(points, TalkingPointKind.STAR_STORY, TalkingPointKind.PITCH)
        measured = [kp for point in told for kp in point.key_points if kp.origin is KeyPointOrigin.FIGURE]
        yield from (_cited(plain(key_point.text), key_point) for key_point in measured[:_FIGURES])


def _stories(points: Sequence[TalkingPoint]) -> Iterator[Cited]:
    for point in _of_kind(points, TalkingPointKind.STAR_STORY)[:_STORIES]:
        ends = [point.key_points[at] for at in ending(point.key_points, point)]
        end = max(ends, key=lambda key_point: key_point.weight, default=_weightiest(point))
        if end is not None:
            text = plain(end.text)
            result = next((label.rest for label in labels_of(text, text) if label.role is Role.RESULT), text)
            yield _cited(f"{upper_first(plain(point.title))} → {upper_first(result)}", end)


def _slips(standings: Sequence[Standing]) -> Iterator[Cited]:
    """What fell short the last time it was practised: a wrong figure, else the weightiest thing to say."""
    weak = [each for each in standings if each.state is State.WEAK][:_SLIPPED]
    for each in weak:
        wrong = each.practices[-1].wrong_figures if each.practices else ()
        weightiest = _weightiest(each.point)
        title = shorten(plain(each.point.title), 60)
        if wrong:
            text = f"{title}: you said “{plain(wrong[0].said)}”, your guide {wrong[0].expected}"
            yield Cited(text=text, sources=(each.point.source,))
        elif weightiest is not None:
            yield _cited(f"{title} → {upper_first(plain(weightiest.text))}", weightiest)


def _answers(points: Sequence[TalkingPoint], kind: TalkingPointKind, most: int) -> Iterator[Cited]:
    for point in _of_kind(points, kind)[:most]:
        weightiest = _weightiest(point)
        if weightiest is not None:
            answer = upper_first(plain(weightiest.text))
            yield _cited(f"{shorten(plain(point.title), 60)} → {answer}", weightiest)


def _not_to_say(points: Sequence[TalkingPoint]) -> str:
    flags = _of_kind(points, TalkingPointKind.RED_FLAG)
    return "Not that, but this" if any(flag.say_instead for flag in flags) else "Not to be said"


def _red_flags(points: Sequence[TalkingPoint]) -> Iterator[Cited]:
    flags = _of_kind(points, TalkingPointKind.RED_FLAG)
    # One with a better wording tells more than one without.
    for flag in sorted(flags, key=lambda point: not point.say_instead)[:_UNSAID]:
        text = shorten(plain(flag.title), 70)
        if flag.say_instead:
            text = f"{text} → {shorten(plain(flag.say_instead), 90)}"
        yield Cited(text=text, sources=(flag.source,))


def _doubt(doubt: TalkingPoint) -> Cited:
    return Cited(
        text=shorten(plain(doubt.title), _LINE), sources=tuple(stated.source for stated in doubt.stated)
    )


def _questions(points: Sequence[TalkingPoint]) -> Iterator[Cited]:
    for point in _of_kind(points, TalkingPointKind.QUESTION_TO_ASK)[:_ASKED]:
        yield Cited(text=shorten(plain(point.title), _LINE), sources=(point.source,))


def _weightiest(point: TalkingPoint) -> KeyPoint | None:
    spoken = [key_point for key_point in point.key_points if key_point.origin in TO_BE_SAID]
    return max(spoken, key=lambda key_point: key_point.weight, default=None)
