"""Pairs of words that turn a statement round, looked up by stem."""

from __future__ import annotations

from language.text import stem

_PAIRS = """
above/below accept/reject accepted/rejected add/remove added/removed allow/forbid always/never
before/after better/worse bigger/smaller centralised/decentralised centralized/decentralized
connected/disconnected eager/lazy enable/disable enabled/disabled fast/slow faster/slower first/last
gain/loss grow/shrink hard/soft high/low higher/lower horizontal/vertical horizontally/vertically
hot/cold hotter/colder include/exclude increase/decrease increase/reduce inside/outside
internal/external larger/smaller left/right longer/shorter more/fewer more/less mutable/immutable
open/closed optimistic/pessimistic parallel/serial parallel/series positive/negative public/private
push/pull raise/lower read/write rise/fall same/different stateless/stateful static/dynamic
strong/weak stronger/weaker succeeded/failed success/failure synchronous/asynchronous up/down
vertically/horizontally warm/cold
agree/disagree agreed/disagreed able/unable asynchronously/synchronously cheap/expensive
cheaper/expensive cheaper/dearer decrypt/encrypt early/late earlier/later easy/hard easier/harder
enough/insufficient everybody/nobody everyone/nobody everybody/none everyone/none fell/rose fell/grew
fell/increased dropped/rose dropped/increased dropped/grew grew/shrank rose/shrank improved/worsened
kept/lost kept/dropped most/least maximum/minimum maximise/minimise maximize/minimize
necessary/unnecessary possible/impossible reliable/unreliable right/wrong correct/incorrect
correct/wrong safe/unsafe safe/dangerous simple/complex simpler/complicated stable/unstable started/stopped
stop/start succeed/fail true/false won/lost won/refused used/avoided always/seldom always/rarely often/rarely
often/seldom many/few refuse/accept refuses/accepts refuse/agree refused/agreed refused/accepted
"""


def _by_stem() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for pair in _PAIRS.split():
        one, other = map(stem, pair.split("/"))
        found.setdefault(one, set()).add(other)
        found.setdefault(other, set()).add(one)
    return {word: frozenset(others) for word, others in found.items()}


OPPOSITES: dict[str, frozenset[str]] = _by_stem()
