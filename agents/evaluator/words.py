"""The words the evaluator treats specially: function words by language, negations, opposites."""

from __future__ import annotations

FUNCTION_WORDS: dict[str, frozenset[str]] = {
    "en": frozenset(
        "a about after again all also am an and any are aren't as at be because been before being between "
        "both but by can can't could did didn't do does doesn't doing don't down during each few for from "
        "further had has have having he her here him his how i i'd i'll i'm i've if in into is isn't it "
        "it's its just let me more most my no nor not now of off on once only or other our out over own "
        "same she should so some such than that that's the their them then there these they this those "
        "through to too under until up us very was wasn't we we're we've were what when where which while "
        "who whom why will with would you your".split()
    ),
    "de": frozenset(
        "aber als am an auch auf aus bei bin bis da das dass dem den der des die durch ein eine einem "
        "einen einer er es für haben hat hatte ich ihr im in ist ja kann mein mich mit nach nicht noch "
        "nur oder sehr sich sie sind über um und uns von war waren was weil wenn wie wir wird wurde zu "
        "zum zur".split()
    ),
    "es": frozenset(
        "al como con cuando de del desde donde el ella en entre era es esa ese esta este fue ha hay la "
        "las le lo los me mi mis muy más nos o para pero por porque que se ser si sin sobre su sus "
        "también una un y ya yo".split()
    ),
    "fr": frozenset(
        "au aux avec ce ces cette dans de des du elle en est et eu il ils j'ai je la le les leur lui mais "
        "me mes mon ne nous ont ou par pas plus pour qu que qui sa se ses son sont sur un une vous était "
        "été".split()
    ),
    "pt": frozenset(
        "ao aos as com como da das de do dos ela ele em era essa esse esta este eu foi já mais mas me meu "
        "minha muito na nas no nos não o os ou para pela pelo por porque quando que se sem ser seu sua "
        "são também um uma".split()
    ),
    "it": frozenset(
        "al alla anche che chi ci come con da dal del della delle dei di e era gli ha ho i il in io la le "
        "lo ma mi mia mio nel nella non o per perché più quando se si sono su sua suo un una uno".split()
    ),
    "nl": frozenset(
        "aan als bij dan dat de der die dit door een en er ben had heb heeft het hij ik in is je maar "
        "meer met mijn naar niet nog of om ook op over te toen tot uit van voor waren was wat we werd wij "
        "wordt ze zij zijn".split()
    ),
}

# Words that open a noun phrase; in English nothing of AFTER_NO_DETERMINER can follow them directly.
DETERMINERS = frozenset("a an the my our your their its his".split())
AFTER_NO_DETERMINER = frozenset(
    "a an the of to and or is are was were be been in on at by for with from that this these those my our "
    "your their its his i we they he she it us them if because so but than then has have had do does did".split()
)
# A sentence does not end on these.
NO_SENTENCE_END = frozenset("a an the of and or because my our your their than from with into".split())
AUXILIARIES = frozenset(
    "is are was were be been has have had do does did will would can could should".split()
)

NEGATIONS = frozenset(
    "not no never neither nor without cannot can't couldn't didn't doesn't don't hadn't hasn't haven't "
    "isn't aren't wasn't weren't won't wouldn't shouldn't nothing none hardly barely".split()
)
# "Not only", "no longer", "not just" and the like affirm what follows or say something else.
NOT_NEGATING_BEFORE = frozenset(
    "only just longer doubt matter mention necessarily merely simply sure".split()
)

_OPPOSITE_PAIRS = (
    "increase/decrease increase/reduce raise/lower rise/fall grow/shrink more/less more/fewer "
    "higher/lower high/low faster/slower fast/slow before/after first/last above/below open/closed "
    "connected/disconnected same/different synchronous/asynchronous public/private static/dynamic "
    "mutable/immutable stateless/stateful horizontal/vertical vertically/horizontally "
    "horizontally/vertically always/never success/failure succeeded/failed accept/reject "
    "accepted/rejected left/right positive/negative gain/loss better/worse bigger/smaller larger/smaller "
    "longer/shorter warm/cold hot/cold hotter/colder hard/soft strong/weak stronger/weaker enable/disable "
    "enabled/disabled allow/forbid include/exclude internal/external centralised/decentralised "
    "centralized/decentralized optimistic/pessimistic eager/lazy read/write push/pull up/down "
    "inside/outside parallel/serial parallel/series added/removed add/remove"
)
OPPOSITES: dict[str, frozenset[str]] = {}
for _pair in _OPPOSITE_PAIRS.split():
    _left, _, _right = _pair.partition("/")
    if _right:
        OPPOSITES[_left] = OPPOSITES.get(_left, frozenset()) | {_right}
        OPPOSITES[_right] = OPPOSITES.get(_right, frozenset()) | {_left}

HEDGES = (
    "i think", "i guess", "i believe", "i suppose", "maybe", "perhaps", "probably", "possibly", "sort of",
    "kind of",
    "kinda", "more or less", "i'm not sure", "not really sure", "i would say", "somehow", "hopefully", "i feel like",
)  # fmt: skip
FILLERS = (
    "um", "uh", "erm", "er", "hmm", "you know", "i mean", "basically", "actually", "literally", "obviously",
    "like,",
        "and stuff", "and so on and so forth", "whatever", "right?",
)  # fmt: skip
