"""Whether a key point that is labelled as denied surely was: only then is a candidate told so, or asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from domain.verdict import KeyPointVerdict, Label
from language.clauses import Clause, clauses_of
from language.figures import values
from language.patterns import regex
from language.text import read
from language.thesaurus import OPPOSITES, SYNONYMS
from language.tongue import nearest
from language.words import NEGATIONS

# Words that deny are proof. Where the encoder alone finds a denial it has to be this sure of it, the surer
# the fewer of the key point's words the denial has: a false "check this" insults. Pairs of (how sure, share).
_BY_THE_ENCODER = 0.5
_HEARD = 0.8
_PROOFS = ((0.93, 0.0), (0.79, 0.5), (0.65, 0.7))
# "No longer than twelve pages", "keiner dauert länger als": a limit, said by denying what is beyond it.
_BEYOND = regex(
    r"\b(?:more|longer|later|larger|bigger|higher|greater|older|further|over|above|exceeds?|exceeding"
    r"|mehr|länger|später|größer|höher|älter|über|más|mas|mais|più|plus|meer|langer|later|groter|hoger)\b"
)


def is_turned(judged: KeyPointVerdict) -> bool:
    """Whether a key point was surely turned round."""
    if judged.label is not Label.CONTRADICTED:
        return False
    stated = judged.key_point.text
    said = judged.evidence.quote if judged.evidence is not None else ""
    language = nearest(stated)
    if agrees_after_all(stated, said, language):
        return False
    surely = judged.surely
    if surely is None:
        return True
    if surely.denied < _BY_THE_ENCODER:
        # Words found it: where they show nothing the encoder, which heard it told, is right.
        return surely.covered < _HEARD or _is_visible(stated, said, language)
    # Where no word denies, the words in common are those of somebody who agrees.
    share = _share_denied(stated, said, language) if _is_visible(stated, said, language) else 0.0
    return any(surely.denied >= sure and share >= words for sure, words in _PROOFS)


def agrees_after_all(stated: str, said: str, language: str) -> bool:
    """Whether `said`, taken for a denial of `stated`, only has a denial in it.

    Both deny the same; it tells more of `stated` beside its denial than with it; it denies under a condition
    alone ("where I can't avoid it"); or it denies what lies beyond the limit that `stated` sets.
    """
    own, theirs = clauses_of(stated, language), clauses_of(said, language)
    denying = [clause for clause in theirs if _denies(clause)]
    denied = [clause for clause in own if _denies(clause)]
    # "Never without checking" denies as "not before I checked" does.
    if denied and not NEGATIONS.isdisjoint(read(said).words):
        return any(_of_one_thing(one, other) for one in denied for other in theirs)
    if not denying:
        return False
    if all(clause.is_condition for clause in denying):
        return True
    if denied:
        return any(_of_one_thing(one, other) for one in denied for other in denying)
    affirming = [clause for clause in theirs if clause not in denying]
    wanted = _meant(own)
    if len(wanted & _stems(affirming)) > len(wanted & _stems(denying)):
        return True
    return any(_is_a_limit(clause, stated, language) for clause in denying)


def _is_visible(stated: str, said: str, language: str) -> bool:
    """Whether a word denies or means the opposite on either side, or the figures differ."""
    own, theirs = clauses_of(stated, language), clauses_of(said, language)
    if any(map(_denies, (*own, *theirs))):
        return True
    told, heard = _stems(own), _stems(theirs)
    if any(OPPOSITES.get(stem, frozenset()) & heard for stem in told - heard):
        return True
    wanted, numbers = values(stated, language).keys(), values(said, language).keys()
    return bool(wanted and numbers - wanted and wanted - numbers)


def _denies(clause: Clause) -> bool:
    return bool(clause.denied or clause.next_to)


def _of_one_thing(one: Clause, other: Clause) -> bool:
    return not _meant([one]).isdisjoint(other.stems)


def _is_a_limit(clause: Clause, stated: str, language: str) -> bool:
    """Whether `clause` denies what is beyond a figure of `stated`."""
    said = clause.text.said
    known = values(stated, language).keys()
    return bool(known & values(said, language).keys()) and _BEYOND.search(said.casefold()) is not None


def _share_denied(stated: str, said: str, language: str) -> float:
    """The share of the words of `stated` that stand where `said` denies, or anywhere where nothing does."""
    own, heard = _stems(clauses_of(stated, language)), clauses_of(said, language)
    denying = [clause for clause in heard if _denies(clause)]
    return len(own & _stems(denying or heard)) / len(own) if own else 0.0


def _stems(clauses: Iterable[Clause]) -> frozenset[str]:
    return frozenset().union(*(clause.stems for clause in clauses))


def _meant(clauses: Sequence[Clause]) -> frozenset[str]:
    """The stems of `clauses` and of what says the same."""
    own = _stems(clauses)
    return own.union(*(SYNONYMS.get(stem, frozenset()) for stem in own))
