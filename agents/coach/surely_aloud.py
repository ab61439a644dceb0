"""A key point as a sentence that can surely be said aloud: a doubtful one is quoted as the guide's."""

from __future__ import annotations

import re

from agents.coach.joining import beginning
from agents.coach.own_words import told
from agents.coach.spoken import HAS_A_VERB
from agents.coach.told_aloud import told_aloud
from domain.guide import KeyPoint, TalkingPoint
from domain.interview import ENGLISH
from language.patterns import regex
from language.sentences import count_words, sentences
from language.whole import is_whole
from language.wording import plain

# What stands around a note that is no sentence by itself: it can be read out, and nobody talks like that.
_AROUND = ("note.add", "note.result", "note.aside")
# What only an eye can read, and what is left of shorthand.
_SHORTHAND = regex(
    r"[\[\]{}<>~=&@#_^|•→↑↓✓✗]|\s[/+*]\s|(?<!\w)[wc]/|\.\.|…|[?!]{2}|\([^)]*[<>=/][^)]*\)|\([^)]*$"
    r"|\b(?:incl|approx|vs|e\.g|i\.e|etc|bzw|usw|inkl|ggf|btw|tbd|todo|nb)\b",
    re.IGNORECASE,
)
# What the guide tells its reader, not the interviewer: how to say it, when, and what they want to hear.
_STAGE = regex(
    r"^(?:you\b|maybe|optional(?:ly)?|if (?:asked|pressed|pushed|they ask|(?:s?he|there['’]s time|time)\b)"
    r"|(?:they|interviewers?) (?:want|like to hear|look for|will ask)"
    r"|(?:don['’]?t|do not|never) (?:mention|ramble|forget to (?:say|mention)|say (?:that|anything))"
    r"|keep (?:it|this) (?:short|brief|light|positive)"
    r"|falls (?:gefragt|zeit)|wenn (?:sie fragen|gefragt)|sie wollen hören|nicht (?:erwähnen|vergessen zu)"
    r"|si (?:on|ils) (?:me )?(?:le )?demandent?|ne pas (?:parler de|oublier de dire)|ils veulent entendre"
    r"|si (?:me )?(?:lo )?preguntan|no (?:mencionar|olvidar decir)|quieren oír"
    r"|se (?:me )?(?:lo )?chiedono|non (?:parlare di|dimenticare di dire)|vogliono sentire"
    r"|se (?:me )?perguntarem|não (?:mencionar|esquecer de dizer)|querem ouvir"
    r"|als ze (?:ernaar )?vragen|niet (?:noemen|vergeten te zeggen)|ze willen horen"
    r"|如果(?:被|他们)?问|不要提|别忘了说)"
    r"|^(?:smile|pause|breathe|slow down|eye contact"
    r"|be (?:honest|brief|calm|concrete|short|specific|confident|yourself)"
    r"|lächeln|langsam|ehrlich sein|kurz halten|sourire|rester bref|sonreír|ser breve|sorridere|essere breve"
    r"|sorrir|glimlachen|kort houden|微笑)(?: here| now)?[.! ]*$",
    re.IGNORECASE,
)
# A sentence of another language than English has somebody who acts, or a verb that is no noun.
_SENTENCE = {
    "de": r"\b(?:ich|wir|man|er|sie|es|mein\w*|unser\w*|ist|sind|war|waren|wird|werden|wurde\w*|hat|haben"
    r"|hatten?|kann|können|muss|darf)\b",
    "fr": r"\b(?:je|nous|on|ils?|elles?|est|sont|était|étaient|sera|ont|mon|ma|mes|notre|nos)\b|\b[jc]['’]",
    "es": r"\b(?:yo|nosotr[oa]s|nadie|me|nos|se|mis?|nuestr[oa]s?|es|son|está\w*|era|eran|fue|hay|ha|han|he"
    r"|hemos|tengo|hago|voy|doy)\b"
    r"|^(?:no |siempre |primero )?\w+(?:o|é|í|amos|emos|imos) "
    r"(?:el|la|los|las|un|una|a|al|con|que|lo|cada|todos?|todas?)\b",
    "it": r"\b(?:io|noi|nessuno|mi|ci|mi[oa]|miei|nostr[oaie]|è|sono|era|erano|ha|hanno|ho|abbiamo"
    r"|faccio|vado|si)\b"
    r"|^(?:non |sempre |prima )?\w+(?:o|iamo) "
    r"(?:il|lo|la|i|gli|le|un|una|a|al|alla|con|che|ogni|tutti|tutte)\b",
    "pt": r"\b(?:eu|nós|ninguém|me|nos|meus?|minhas?|noss[oa]s?|é|são|foi|era|eram|há|tem|temos"
    r"|tenho|faço|vou|se)\b"
    r"|^(?:não |sempre |primeiro )?\w+(?:o|ei|i|amos|emos|imos) "
    r"(?:o|a|os|as|um|uma|ao|à|com|que|cada|todos?|todas?)\b",
    "nl": r"\b(?:ik|wij|we|niemand|men|het|er|mijn|ons|onze|is|zijn|was|waren|wordt|worden|werd\w*|heeft"
    r"|hebben|had\w*|kan|moet)\b",
    "zh": r"[我们]|是|有|会|了|把",
}
_SENTENCES = {language: regex(pattern, re.IGNORECASE) for language, pattern in _SENTENCE.items()}
# In English the verb has to stand in the main clause: "checks each hour if it was late" is no sentence.
_SUBORDINATE = regex(
    r"(?<!^)[, ]+(?:if|when|whenever|because|which|who|that|where|until|while|before|after"
    r"|as soon as|unless)\s",
    re.IGNORECASE,
)
# "How the bot works and what it can do": what is to be known, and no sentence; "what matters is …" is one.
_ONLY_ASKED = regex(
    r"(?:how|when|where|why|which|who|whether)\b|what (?!(?:\w+ ){1,4}(?:is|was|are|were)\b)", re.IGNORECASE
)
# What the sentences of a guide begin with that ends its lines with full stops.
_SUBJECT = regex(
    r"(?:the|an?|my|our|his|her|its|their|nobody|everybody|everyone|each|every|both|all|most|some) [a-z]",
    re.IGNORECASE,
)
_ENDED = regex(r"[.!。！][\"”’»)]*$")
_FEWEST_WORDS, _FEWEST_ENDED, _LONGEST = 3, 5, 40
_UNSPACED = "zh"


def surely_aloud(key_point: KeyPoint, point: TalkingPoint, language: str) -> str | None:
    """`key_point` of `point` as a sentence to be said; None where it is not surely one.

    What links it to a sentence before it goes: it is said by itself.
    """
    note = plain(key_point.text)
    said = told_aloud(key_point, point, language)
    if said is None or _SHORTHAND.search(said) or _STAGE.search(note):
        return None
    if any(said.startswith(begun) for key in _AROUND if (begun := _begun(key, language))):
        return None
    words = count_words(said)
    if words > _LONGEST or (language != _UNSPACED and words < _FEWEST_WORDS):
        return None
    if not all(is_whole(each, language) for each in sentences(said)):
        return None
    return beginning(said, language) if _is_a_sentence(said, key_point.text, language) else None


def _begun(key: str, language: str) -> str:
    """What the wording of `key` begins with."""
    return told(key, language, name="\0", note="\0").partition("\0")[0]


def _is_a_sentence(said: str, note: str, language: str) -> bool:
    """Whether somebody does something in it; a guide whose lines end with full stops is believed sooner."""
    would = told("note.would", language, note="").strip()
    if would and said.startswith(would):
        return True
    ended = bool(_ENDED.search(note.strip())) and count_words(said) >= _FEWEST_ENDED
    if language == ENGLISH:
        if _ONLY_ASKED.match(said) and "," not in said:
            return False
        main = _SUBORDINATE.split(said.replace("’", "'"))[0]
        return bool(HAS_A_VERB.search(main)) or (ended and bool(_SUBJECT.match(said)))
    return bool(_SENTENCES.get(language, HAS_A_VERB).search(said)) or (ended and not said[:1].isdigit())
