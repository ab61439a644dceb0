"""The words the evaluator treats specially: function words by language, negations, hedges, fillers."""

from __future__ import annotations

FUNCTION_WORDS: dict[str, frozenset[str]] = {
    "en": frozenset(
        "a about after again all also am an and any are aren't as at be because been before being "
        "between both but by can can't could did didn't do does doesn't doing don't down during each "
        "few for from further had has have having he her here him his how i i'd i'll i'm i've if in "
        "into is isn't it it's its just let me more most my no nor not now of off on once only or "
        "other our out over own same she should so some such than that that's the their them then "
        "there these they this those through to too under until up us very was wasn't we we're we've "
        "were what when where which while who whom why will with would you your".split()
    ),
    "de": frozenset(
        "aber als am an auch auf aus bei bin bis da das dass dem den der des die durch ein eine einem "
        "einen einer er es für haben hat hatte ich ihr im in ist ja kann mein mich mit nach nicht "
        "noch nur oder sehr sich sie sind über um und uns von war waren was weil wenn wie wir wird "
        "wurde zu zum zur".split()
    ),
    "es": frozenset(
        "al como con cuando de del desde donde el ella en entre era es esa ese esta este fue ha hay "
        "la las le lo los me mi mis muy más nos o para pero por porque que se ser si sin sobre su sus "
        "también una un y ya yo".split()
    ),
    "fr": frozenset(
        "au aux avec ce ces cette dans de des du elle en est et eu il ils j'ai je la le les leur lui "
        "mais me mes mon ne nous ont ou par pas plus pour qu que qui sa se ses son sont sur un une "
        "vous était été".split()
    ),
    "pt": frozenset(
        "ao aos as com como da das de do dos ela ele em era essa esse esta este eu foi já mais mas me "
        "meu minha muito na nas no nos não o os ou para pela pelo por porque quando que se sem ser "
        "seu sua são também um uma".split()
    ),
    "it": frozenset(
        "al alla anche che chi ci come con da dal del della delle dei di e era gli ha ho i il in io "
        "la le lo ma mi mia mio nel nella non o per perché più quando se si sono su sua suo un una "
        "uno".split()
    ),
    "nl": frozenset(
        "aan als bij dan dat de der die dit door een en er ben had heb heeft het hij ik in is je maar "
        "meer met mijn naar niet nog of om ook op over te toen tot uit van voor waren was wat we werd "
        "wij wordt ze zij zijn".split()
    ),
}

# Small words that turn what a sentence says: they weigh like any word of content.
TELLING = frozenset(
    "not no never before after above below under over between same more most all both off out up down "
    "against each few only through during further own until without".split()
)

# Words that open a noun phrase; in English nothing of AFTER_NO_DETERMINER can follow them directly.
DETERMINERS = frozenset("a an the my our your their its his".split())
AFTER_NO_DETERMINER = frozenset(
    "a an the of to and or is are was were be been in on at by for with from that this these those my "
    "our your their its his i we they he she it us them if because so but than then has have had do "
    "does did".split()
)
# A sentence does not end on these.
NO_SENTENCE_END = frozenset("a an the of and or because my our your their than from with into".split())

FIRST_SINGULAR = frozenset("i i'm i've i'd i'll me my mine myself".split())
FIRST_PLURAL = frozenset("we we're we've we'd we'll us our ours ourselves".split())
# Words that colour a statement and add nothing to it.
COLOURING = frozenset(
    "actually basically certainly clearly definitely essentially fairly frankly honestly mainly mostly "
    "obviously ok okay pretty quite rather really simply sure totally truly well yeah yes".split()
)

# "No" and "without" before a noun are left out: they say "no gap" as often as the opposite of a statement.
NEGATIONS = frozenset(
    "not never cannot can't couldn't didn't doesn't don't hadn't hasn't haven't isn't aren't wasn't "
    "weren't won't wouldn't shouldn't".split()
)
# "Not only", "not just" and the like affirm what follows or say something else.
NOT_NEGATING_BEFORE = frozenset("only just doubt matter mention necessarily merely simply sure".split())

HEDGES = tuple(
    (
        "i think/i guess/i believe/i suppose/maybe/perhaps/probably/possibly/sort of/kind "
        "of/kinda/more or less/ i'm not sure/not really sure/i would say/somehow/hopefully/i feel "
        "like"
    ).split("/")
)
FILLERS = tuple(
    (
        "um/uh/erm/er/hmm/you know/i mean/basically/actually/literally/obviously/like,/and "
        "stuff/whatever/right?/ and so on and so forth"
    ).split("/")
)
