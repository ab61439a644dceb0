"""What the coach takes each key point for: landed, turned round, in doubt, or still to be said."""

from __future__ import annotations

from agents.coach.carrying import share_of
from agents.turned import is_turned
from domain.guide import TO_BE_SAID
from domain.verdict import Evidence, KeyPointVerdict, Label, Verdict
from language.figures import Role, figures, values
from language.questioning import names, subject
from language.text import read
from language.tongue import nearest

# From this credit on what was half said counts as said.
_LANDED_FROM = 0.5
_SEVERAL_FIGURES, _SEVERAL_NAMES = 2, 3
# From this probability on that a key point was said or half said, it may have been heard badly.
_SAID_SOMEHOW = 0.3
# Below it a third of what the encoder calls covered was not said, all of it where it is this sure that it is
# absent: of 24 such key points, which somebody else had labelled, none that was below it was left out.
_PLAINLY, _ABSENT = 0.7, 0.08
# With less than that of it lacking a key point was told in one way or the other.
_LACKING = 0.15
# Half said without any of its figures is not said: of a short one, or of one that shares so few of its words.
_NOT_WHOLE, _SHORT, _FEW, _PERHAPS_ABSENT = 0.1, 8, 0.1, 0.2
# With so much of its subject it is half said without its figures, too.
_MOST_OF_IT = 0.75


def has_landed(judged: KeyPointVerdict) -> bool:
    """Whether a key point was said so that the words can be quoted for it."""
    if judged.evidence is None:
        return False
    if judged.label is Label.COVERED or _is_told_in_figures(judged):
        return not is_faint(judged)
    return judged.label is Label.PARTLY and (judged.credit >= _LANDED_FROM or _has_its_figures(judged))


def is_faint(judged: KeyPointVerdict) -> bool:
    """Whether the encoder is too little sure that a key point was said to praise anybody for it."""
    if judged.label is not Label.COVERED or judged.surely is None:
        return False
    if judged.surely.covered >= _PLAINLY or judged.surely.absent < _ABSENT:
        return False
    return not _has_its_figures(judged) and not _has_its_names(judged)


def _has_its_figures(judged: KeyPointVerdict) -> bool:
    """Whether what was half said has all the figures of its key point, which are what it tells.

    "We are through in eighteen minutes" has said what "It takes 18 minutes today" says.
    """
    language = nearest(judged.key_point.text)
    wanted = values(judged.key_point.text, language)
    quote = judged.evidence.quote if judged.evidence is not None else ""
    said = values(quote, language)
    if wanted and wanted.keys() <= said.keys():
        return True
    # "1M+" is a million, and "under half a second" less than 500 ms.
    sizes = {(each.low, each.high) for each in figures(quote)}
    counted = figures(judged.key_point.text)
    return bool(counted) and all((each.low, each.high) in sizes for each in counted)


def _is_told_in_figures(judged: KeyPointVerdict) -> bool:
    """Whether words in doubt have two figures of their key point, and lack one at most: that is no chance."""
    if judged.label is not Label.UNSURE or judged.evidence is None:
        return False
    language = nearest(judged.key_point.text)
    wanted = values(judged.key_point.text, language).keys()
    left = wanted - values(judged.evidence.quote, language).keys()
    return len(wanted) - len(left) >= _SEVERAL_FIGURES and len(left) <= 1


def in_doubt(judged: KeyPointVerdict) -> bool:
    """Whether a key point may have been said: it is no gap, and nothing to be checked."""
    if _is_told_in_figures(judged):
        return False
    return judged.label is Label.UNSURE or (judged.label is Label.CONTRADICTED and not is_turned(judged))


def label_told(judged: KeyPointVerdict) -> Label:
    """The label that the candidate is told, the same wherever it is shown.

    A doubtful denial is a doubt, and so is what the coach does not praise for being too faint.
    """
    if _is_told_in_figures(judged):
        return Label.PARTLY
    if is_hollow(judged):
        return Label.MISSING
    return Label.UNSURE if in_doubt(judged) or is_faint(judged) else judged.label


def may_be_put_plainer(judged: KeyPointVerdict) -> bool:
    """Whether a key point in doubt was said likely enough to ask for it "more plainly"."""
    if not in_doubt(judged) or judged.evidence is None:
        return False
    surely = judged.surely
    return surely is None or surely.covered + surely.partly >= _SAID_SOMEHOW


def is_told_somehow(judged: KeyPointVerdict) -> bool:
    """Whether a key point in doubt was told, rightly or not: nobody is asked whether he said it."""
    if not in_doubt(judged):
        return False
    surely = judged.surely
    return (surely is not None and surely.absent + surely.partly < _LACKING) or _has_its_names(judged)


def _has_its_names(judged: KeyPointVerdict) -> bool:
    """Whether words have several names of their key point, and lack one at most: that is no chance."""
    if judged.evidence is None:
        return False
    wanted = names(judged.key_point.text, nearest(judged.key_point.text))
    left = wanted - set(read(judged.evidence.quote).words)
    return len(wanted) >= _SEVERAL_NAMES and len(left) <= 1


def is_hollow(judged: KeyPointVerdict) -> bool:
    """Whether what counts as half said has only the subject of its key point, and none of its figures.

    "We added a check" is not half of "Deployed the check in 6 hours, no incident since".
    """
    surely = judged.surely
    if judged.label is not Label.PARTLY or surely is None or surely.covered >= _NOT_WHOLE:
        return False
    point, quote = judged.key_point.text, judged.evidence.quote if judged.evidence is not None else ""
    language = nearest(point)
    wanted = values(point, language).keys()
    if not wanted or wanted & values(quote, language).keys():
        return False
    own, shared = len(subject(point, language)), share_of(quote, point, language)
    few = shared < _FEW * own and surely.absent >= _PERHAPS_ABSENT
    if names(point, language) & set(read(quote).words):
        return False
    return few or (own <= _SHORT and not _names_all_of(quote, point, language))


def _names_all_of(quote: str, point: str, language: str) -> bool:
    """Whether `quote` has what `point` is about beside its figures, where these are a measure of it.

    "Check the contrast" is half of "contrast at least 4.5 to 1", which is about nothing else. What changed
    from one figure to another is about the figures.
    """
    known, about = figures(point), point
    # "4.5 to 1" is a measure, too.
    if any(each.role is Role.AFTER and (each.low != 1 or each.unit) for each in known):
        return False
    for each in known:
        about = about.replace(each.quote, " ")
    own = subject(about, language)
    return bool(own) and share_of(quote, about, language) >= _MOST_OF_IT * len(own)


def is_unsaid(judged: KeyPointVerdict) -> bool:
    """Whether a key point was surely not said (how surely: docs/scoring.md)."""
    return judged.label is Label.MISSING or is_hollow(judged)


def is_told_whole(judged: KeyPointVerdict) -> bool:
    """Whether the encoder heard all of what counts as half said: only a figure made half of it."""
    return judged.label is Label.PARTLY and judged.surely is not None and judged.surely.covered >= _PLAINLY


def is_told_in_part(judged: KeyPointVerdict) -> bool:
    """Whether what landed is only a part of its key point: it is shown as one, and not praised as all."""
    if judged.label is not Label.PARTLY or not has_landed(judged):
        return False
    return not is_told_whole(judged) and not _has_its_figures(judged)


def is_half_heard(judged: KeyPointVerdict) -> bool:
    """Whether a part of a key point was heard, too little to be shown for it."""
    if judged.label is not Label.PARTLY or has_landed(judged):
        return False
    return not is_hollow(judged) and not is_told_whole(judged)


def is_missing(judged: KeyPointVerdict) -> bool:
    """Whether a key point was not said, or only touched on."""
    return is_unsaid(judged) or is_half_heard(judged)


def to_say(verdict: Verdict) -> tuple[KeyPointVerdict, ...]:
    """The key points that are there to be said and were not, weightiest first."""
    return tuple(
        judged
        for judged in verdict.labelled(*Label)
        if judged.key_point.origin in TO_BE_SAID and (is_missing(judged) or is_turned(judged))
    )


def meets(evidence: Evidence | None, start: int, end: int) -> bool:
    """Whether words from `start` to `end` of the answer are among those that were found."""
    return evidence is not None and evidence.start < end and start < evidence.end
