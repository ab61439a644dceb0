"""A note of the guide as one can say it aloud, or not at all."""

from __future__ import annotations

import re

from agents.coach.in_no_tense import in_a_sentence, is_in_no_tense
from agents.coach.orders import BASE, ORDER, ORDERED, says_when
from agents.coach.own_words import told
from domain.interview import ENGLISH
from knowledge.lines.labels import STAR, Role, labels_of
from language.casing import sentence_case
from language.figures import Role as Side
from language.figures import figures
from language.patterns import regex
from language.wording import lower_first, plain, upper_first

_IRREGULAR = (
    "began|brought|built|chose|cut|did|drew|drove|fed|found|gave|got|grew|held|kept|laid|led|left|made|met|put|ran|"
    "read|rebuilt|rewrote|sent|set|shrank|split|spent|spoke|taught|took|won|wrote|"
    "became|bent|bought|broke|caught|clung|dealt|dug|fell|fled|flew|forgot|fought|froze|heard|hid|hung|knew|lent|"
    "overcame|paid|rang|redid|reran|rode|rose|sang|sat|saw|slept|sold|sought|stole|stood|struck|stuck|swam|swept|"
    "threw|told|tore|undertook|went|withdrew|woke|wore"
)
# More often an adjective than a deed: "automated tests", "staged rollout".
_ADJECTIVES = (
    "advanced|automated|centrali[sz]ed|combined|dedicated|detailed|distributed|layered|limited|mixed|paid|printed"
    "|shared|staged|structured|trained|unified|weighted"
    # "Fixed the lock" is a deed, "fixed areas for fixed drivers" is none.
    r"|(?:closed|fixed|marked|named|planned|separated)"
    r"(?= (?!an?\b|the\b|my\b|our\b|their\b|it\b|them\b|all\b|every\b|\d))"
)
VERB_FIRST = regex(rf"^(?!(?:{_ADJECTIVES})\b)(?:[a-z]+ed|{_IRREGULAR})\b", re.IGNORECASE)
_MARKS = regex(r"(?<!\w)[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}(?!\w)")
_BEFORE_A_FIGURE = regex(r"(<=|>=|[<>≤≥~≈])\s*(?=[$€£]?\d)")
_IN_WORDS = {
    "<": "note.under",
    ">": "note.over",
    "<=": "note.at_most",
    "≤": "note.at_most",
    ">=": "note.at_least",
    "≥": "note.at_least",
    "~": "note.would_about",
    "≈": "note.would_about",
}

# Signs between the things of a list.
_LISTED = regex(r"→|⇒|➔|->|=>|;|；|\s\+\s")
# What only an eye can read: tables, headings, code, addresses.
_WRITTEN = regex(r"\||^\s*#|```|https?://|[{}<>]|\w\(\)|[^\s=!]=[^\s=]| = |[☐✓✗☑]")
_NUMBERED = regex(
    r"^(?:(?:project|scenario|step|phase|gap|story|example|point|part|option|projekt|szenario|schritt|beispiel"
    r"|proyecto|escenario|paso|ejemplo|projet|scénario|étape|exemple|projeto|cenário|passo|exemplo|progetto"
    r"|scenario|esempio|stap|voorbeeld|项目|场景|步骤|例)\s*#?\d{1,2}\s*[:：.)–-]|\d{1,2}[.)](?!\d))\s*",
    re.IGNORECASE,
)
_LABEL = regex(r"^((?:[^\s:：]+ ?){1,5})[:：]\s*(.+)$", re.DOTALL)
_MOST_LABEL = 40
# Labels of remarks to oneself: what stands behind them is not to be said.
_REMARK = regex(
    r"^(?:tips?|notes?|hints?|remember|remarks?|avoid|don['’]?t|why|goal|follow-?ups?|keywords?|hinweis"
    r"|tipp|notiz|nota|consejo|ojo|remarque|conseil|astuce|dica|atenção|suggerimento|let op|提示|注意)$",
    re.IGNORECASE,
)
_INSTRUCTS = regex(
    r"^(?:mention|emphasi[sz]e|stress|highlight|point out|say|tell them|note|name)\s+(?P<that>that\s+)?",
    re.IGNORECASE,
)
_ASKS_FOR_MORE = regex(
    r"^(?:explain|describe|discuss|talk about|focus on|show|demonstrate|refer to|connect|link|avoid|don['’]t"
    r"|(?:tell|walk|take|give|talk) (?:me|us) "
    r"|erkl[äa]re|beschreibe|zeige|explica|describe|muestra|expliquez?|montrez?|explique|descreva|mostre|spiega"
    r"|mostra|leg uit|beschrijf|说明|解释)\b",
    re.IGNORECASE,
)
_FIRST_PERSON = (
    (r"\byou are\b", "I am"),
    (r"\byou were\b", "I was"),
    (r"\byou['’]ve\b", "I've"),
    (r"\byou['’]re\b", "I'm"),
    (r"\byou\b", "I"),
    (r"\byours\b", "mine"),
    (r"\byourself\b", "myself"),
    (r"\byour\b", "my"),
)
HAS_A_VERB = regex(
    r"\b(?:i|i'm|i've|i'd|we|you|he|she|they|it|is|are|was|were|has|have|had|can|will|would|must|should|took"
    r"|takes|gets?|got|goes|went|makes?|made|needs?|fell|rose|grew|became|came|ran|gave|knew|saw|does|did|may|might"
    r"|could|cannot|wants?|knows?|comes|means|depends|happens)\b",
    re.IGNORECASE,
)
# "Count the children", "Call for help": a verb that the candidate is the one to do.
IMPERATIVE = regex(
    r"^(?!(?:in|on|at|by|for|with|from|to|of|about|after|before|during|under|over|without|and|but|or|not|no"
    r"|all|both|each|every|only|also|then|why|how|what|when|where|who|(?:what|who|which|when|where|how)ever|as|if|because|while|since|than|per|via)\b)"
    r"[a-z]{2,}(?<!ing)(?<!ed)(?<!ss)(?<!ly)(?<!s) (?:(?:out|up|down|off|back|through) )?"
    r"(?:the|a|an|my|our|their|his|her|its|every|each"
    r"|all|both|them|it|for help)\b",
    re.IGNORECASE,
)
# What a sentence begins with behind a label: "First thing: the resident is monitored".
_SUBJECT = regex(r"(?:the|an?|my|our|nobody|everybody|everyone|each|every|there) [a-z]", re.IGNORECASE)
_DONE_TO_ME = regex(
    r"^(?:asked|told|tasked|assigned|hired|appointed|promoted|invited|expected|required|chosen)\s(?:to|as)\b"
    r"|^tasked with\b|^given\s(?:an?|the|\d+|two|three)\b|^(?:faced|confronted)\s(?:with|by)\b",
    re.IGNORECASE,
)
_IS_SO = regex(r"^\w+ (?:from|by|with|in|on|via|as|into)\b", re.IGNORECASE)
_DOING = regex(r"\w{3,}ing$")
# "Evaluated three approaches: …" is what was done, "Fixed: …" and "Hosted Databases: …" are labels.
_DEED = regex(r"^\w+ (?![A-Z])\w")
_DASH = regex(r"\s[-–]\s")
# "In production, you'd add: A; B": what one would do has its list behind a colon.
_WOULD_LIST = regex(
    r"^(.{0,50}?\b)(?:you|one|we|I)(?:['’]d| would) (?P<do>[a-z]+(?: \w+)?):\s+(?P<list>\S.*)$", re.IGNORECASE
)
_TWICE = regex(r"\b(\w+) \1\b", re.IGNORECASE)
_ARROW = regex(r"\s*(?:→|⇒|➔|-->|->|=>)\s*")
_GOES_ON = regex(r"[A-Z][a-z]+ (?!(?:and|or|with|for|on|in|as|at|from|by|via|plus|vs)\b)[a-z]")
# "They left. two years later …": the first letter behind a whole sentence.
_BEGINS = regex(r"(?<=[^\W\d_]{3}[.!?]\s)[a-zäöüéèàñ]")
# "Have seen it, never owned it": whose it is was left out.
_HAVE_DONE = regex(
    r"(?:have|had) (?:(?:never|only|also|just|already) )?(?:seen|been|done|had|made|taken|given|run|led|held"
    r"|built|written|read|met|\w{3,}ed)\b",
    re.IGNORECASE,
)
_ENDS = regex(r"[.!?…。！？]$")
_SHORT = 4
_MOST_IN_A_BREATH = 30
_WIDE = regex(r"[\u3040-\u30ff\u3400-\u9fff]")
_NO_NOUN = regex(
    r"(?:mehr|weniger|viele?|wenige?|keine?|alle|jede[rs]?|neue[rs]?|gute[rs]?|bessere?[rs]?|erste[rs]?|letzte[rs]?"
    r"|kleine[rs]?|große[rs]?|eigene[rs]?|mein\w*|unser\w*|zu|vor|nach|bei|mit|ohne|für|im|am|beim) ",
    re.IGNORECASE,
)


def spoken(text: str, language: str, *, habit: bool = False) -> str | None:
    """`text`, a key point, as a sentence that can be said aloud; None where it cannot be made one honestly.

    Labels of a story's parts and numbers of projects go, arrows become words, a note becomes a sentence that
    says no more than the note. `habit` is where one is asked for what one does: then it is told as done.
    """
    text = _in_signs(text, language)
    if is_written(text) or _ASKS_FOR_MORE.match(plain(text)) or text.rstrip().endswith(("?", "？")):
        return None
    ended = bool(_ENDS.search(text.strip().rstrip("\"”'*_")))
    note = without_marks(text)
    if language == ENGLISH and (instructed := _INSTRUCTS.match(note)):
        note = _in_first_person(note[instructed.end() :])
        ended = ended and bool(instructed["that"])
    return _as_sentence(note, language, ended=ended, habit=habit)


def is_listed(text: str) -> bool:
    """Whether `text` lists things with signs that nobody says: arrows, semicolons."""
    return _LISTED.search(text) is not None


def is_written(text: str) -> bool:
    """Whether `text` is for the eye alone: a table, a heading, code, an address."""
    return _WRITTEN.search(text) is not None


def sentence(text: str) -> str:
    """`text` with the capital and the full stop of a sentence."""
    text = _BEGINS.sub(lambda found: found[0].upper(), upper_first(" ".join(text.split())))
    if not text or _ENDS.search(text.rstrip('"”’)')):
        return text
    return f"{text}{'。' if _WIDE.search(text[-1]) else '.'}"


def bare(said: str, language: str) -> str:
    """What is to be said without the words that only join it to an answer: "I would also say: "."""
    for key in ("note.add", "note.result"):
        before = told(key, language, note="")
        if said.startswith(before):
            return said.removeprefix(before)
    return said


def noted(said: str, language: str) -> str:
    """What is to be said as a note: "As for trust, users can check" is "Trust: users can check"."""
    said = bare(said, language)
    before, _, behind = told("note.aside", language, name="\0", note="\0").partition("\0")
    between = behind.partition("\0")[0]
    name, found, rest = said.removeprefix(before).partition(between)
    return f"{upper_first(name)}: {rest}" if before and said.startswith(before) and found else said


def _in_signs(text: str, language: str) -> str:
    """The signs of a note that have words: "< 500 ms" is under 500 ms, "a + b" is a and b."""
    text = _ARROW.sub(" → ", text)
    text = _BEFORE_A_FIGURE.sub(lambda sign: _named_sign(sign, language), text)
    return text.replace(" + ", told("note.plus", language))


def _named_sign(sign: re.Match[str], language: str) -> str:
    """A sign in words; at the start of a sentence they begin it."""
    words = told(_IN_WORDS[sign[1]], language)
    before = sign.string[: sign.start()].rstrip()
    return upper_first(words) if before.endswith((".", "!", "?")) else words


def without_marks(text: str) -> str:
    """The words of a note, without bullets, emphasis, numbers of projects and names of a story's parts."""
    note = plain(_MARKS.sub("", text))
    note = _NUMBERED.sub("", note)
    for label in labels_of(note, note):
        if label.role in (*STAR, Role.ANSWER) and label.rest:
            return _NUMBERED.sub("", label.rest)
    return note


def _as_sentence(note: str, language: str, *, ended: bool, habit: bool = False) -> str | None:
    if language == ENGLISH:
        note = _in_one_breath(note)
    labelled = _LABEL.match(note)
    own_verb = language == ENGLISH and VERB_FIRST.match(note) and _DEED.match(note)
    if labelled and len(labelled[1]) <= _MOST_LABEL and not own_verb and not HAS_A_VERB.search(labelled[1]):
        return _labelled(labelled[1].strip(), labelled[2], language, ended=ended)
    note = _without_arrows(note, language)
    if language == ENGLISH:
        return _in_english(note, ended=ended, habit=habit)
    if (would := _would(note, language)) is not None:
        return would
    # Elsewhere a note is told from a sentence by its length: the verb of many stands in no list.
    words = 2 * len(_WIDE.findall(note)) or len(note.split())
    return sentence(note if ended or words > _SHORT else told("note.add", language, note=note))


def _in_one_breath(note: str) -> str:
    """A note's list as one says it: "Simulate traffic; Find limits" is "Simulate traffic and find limits"."""
    if would := _WOULD_LIST.match(note):
        listed = lower_first(would["list"]) if _GOES_ON.match(would["list"]) else would["list"]
        note = f"{would[1]}I'd {would['do']} {listed}"
    first, *others = note.split("; ")
    if not others or len(note.split()) > _MOST_IN_A_BREATH:
        return note
    others = [lower_first(each) if _GOES_ON.match(each) else each for each in others]
    return f"{', '.join((first, *others[:-1]))}{told('note.plus', ENGLISH)}{others[-1]}"


def _would(note: str, language: str) -> str | None:
    """A note in no tense as what one would do, or does; None for any other."""
    first, comma, rest = note.partition(", ")
    for head, tail in ((note, ""), (first, f"{comma}{rest}")):
        if len(head.split()) > 1 and is_in_no_tense(head, language):
            bare = in_a_sentence(head.rstrip(".。"), language)
            return sentence(f"{told('note.would', language, note=bare)}{tail}")
    return None


def _in_english(note: str, *, ended: bool, habit: bool = False) -> str:
    if VERB_FIRST.match(note) and len(note.split()) > 2:
        # "Asked to build something": that was done to me.
        was = "was " if _DONE_TO_ME.match(note) else ""
        return sentence(f"I {was}{_without_colon(lower_first(note))}")
    if _HAVE_DONE.match(note):
        return sentence(f"I {lower_first(note)}")
    if IMPERATIVE.match(note) or ORDER.match(note) or (not ended and ORDERED.match(note)):
        return sentence(f"{'I' if habit else 'I would'} {lower_first(note)}")
    if ended or HAS_A_VERB.search(note.replace("’", "'")):
        return sentence(note)
    return sentence(told("note.add", ENGLISH, note=_DASH.sub(", ", lower_first(note))))


def _labelled(name: str, rest: str, language: str, *, ended: bool) -> str | None:
    """What stands behind a label: a change and a list are told by the label's name, a sentence by itself."""
    if _REMARK.match(name) or rest.startswith("("):
        return None
    sides = _ARROW.split(rest)
    if len(sides) == 2 and all(any(sign.isdigit() for sign in side) for side in sides):
        if all(figure.role is Side.NONE for figure in figures(rest)):
            # "2,500 tokens/s on 8 cards → 600 requests/s" works something out; nothing became of it.
            return None
        before, after = (side.strip() for side in sides)
        return sentence(told("note.change", language, name=name, before=before, after=after))
    rest = _without_arrows(rest, language)
    if language == ENGLISH:
        if VERB_FIRST.fullmatch(name):
            # "Fixed: alarms and a log": what was done is the label.
            return sentence(f"I {lower_first(name)} it: {rest}")
        # "Graph features: extracted from the graph" is what they are, and not what I did.
        own_verb = VERB_FIRST.match(rest) and not _IS_SO.match(rest)
        if not own_verb and (BASE.match(rest) or IMPERATIVE.match(rest)):
            return _would_about(name, rest)
        if (
            own_verb
            or (ended and HAS_A_VERB.search(rest.replace("’", "'")))
            or re.match(r"(?:I|We|It|They)\b", rest)
            or (_SUBJECT.match(rest) and HAS_A_VERB.search(rest.replace("’", "'")))
        ):
            return _in_english(rest, ended=ended)
    elif ended and len(rest.split()) > _SHORT:
        return sentence(rest)
    further = _LABEL.match(rest)
    if further and len(further[1]) <= _MOST_LABEL:
        # The nearest label is what it is about; those above it are headings.
        return _labelled(further[1].strip(), further[2], language, ended=ended)
    would = _would(rest, language) if language != ENGLISH else None
    note = (would or rest).replace(";", ",")
    # A capital stays where it may be a name's: "Postgres and Redis", but "smaller vectors help".
    note = lower_first(note) if would or (language == ENGLISH and _GOES_ON.match(note)) else note
    return sentence(
        told("note.would_about" if would else "note.aside", language, name=_named(name, language), note=note)
    )


def _would_about(name: str, order: str) -> str:
    """What is to be done about a thing, which its label names: "On the drill, I would lose a region"."""
    would = f"I would {lower_first(order)}"
    if says_when(name):
        return sentence(would)
    return sentence(told("note.would_about", ENGLISH, name=_named(name, ENGLISH), note=would))


def _named(label: str, language: str) -> str:
    """A label as it stands in a sentence: without its number and, in English, a heading's capitals."""
    label = _NUMBERED.sub("", label).strip() or label
    # German nouns keep their capital; what begins the label as another word has it from the label alone.
    if language == "de" and _NO_NOUN.match(label):
        return lower_first(label)
    return lower_first(sentence_case(label)) if language == ENGLISH else label


def _without_colon(said: str) -> str:
    """What is done to a thing has no colon before it: "checking: Ranges" is checking ranges."""
    before, colon, after = said.partition(": ")
    return f"{before} {lower_first(after)}" if colon and _DOING.search(before) else said


def _without_arrows(note: str, language: str) -> str:
    """Arrows in words: "from 4 h to 40 min" between figures, "then" between steps."""
    if not _ARROW.search(note):
        return note
    for before in figures(note):
        arrow = _ARROW.match(note, before.end)
        after = next((each for each in figures(note) if arrow and each.start == arrow.end()), None)
        if after is not None:
            change = told("note.span", language, before=before.quote, after=after.quote)
            joined = _TWICE.sub(r"\1", note[: before.start] + change)
            return _without_arrows(joined + note[after.end :], language)
    return _ARROW.sub(told("note.then", language), note)


def _in_first_person(text: str) -> str:
    for pattern, replacement in _FIRST_PERSON:
        text = re.sub(pattern, replacement, text, flags=re.IGNORECASE)
    return text
