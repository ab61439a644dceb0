"""Does a text read like a question to the candidate?"""

from __future__ import annotations

import re

from knowledge.inline import clean, folded, is_quoted, without_emoji, without_marks

_ASKS = re.compile(
    r"^(?:tell (?:me|us) (?:about|how|why|more|of)|(?:please )?describe\b|(?:please )?explain\b|walk (?:me|us) through|talk (?:me|us) through|talk about|give (?:me|us) an? (?:example|time|overview)"
    r"|share (?:an?|your)|show (?:me|us)\b|convince (?:me|us)|sell (?:me|us)|discuss\b|compare\b|introduce yourself|define\b|how (?:do|does|did|would|will|can|should|have|are|is)\b"
    r"|what(?:'s| is| are| was| were| do| does| did| would| makes?| made| will| have| has| if)\b|why (?:do|does|did|should|are|is|would|not|this|us|we|our|you|the)\b"
    r"|where (?:do|did|are)\b|when (?:did|do|would|have)\b|which\b.*\b(?:do|did|would|are|is)\b|have you\b|are you\b|can you\b|could you\b|do you\b|did you\b|would you\b"
    r"|cuentame|hablame|describe\b|explica(?:me)?\b|dame un ejemplo|por que\b|como\b|que (?:es|son|haria|hiciste|harias)\b|cual(?:es)?\b|fale (?:me )?sobre|conte(?:-me)?\b|descreva|explique"
    r"|erzahl|beschreib|erklar|warum\b|wie (?:wurden|haben|gehen|funktioniert|hast|wurdest)\b|was (?:ist|sind|wurden)\b|nennen sie|parlez|decrivez|expliquez|racontez|pourquoi\b|comment\b|quel(?:le)?s?\b"
    r"|请?(?:介绍|描述|解释|说说|谈谈|讲讲|讲述|举例|分享)|为什么|如何|怎么|什么是|你(?:如何|为什么|怎么|有没有|遇到))"
)
_LIST_WORDS = re.compile(
    r"^(?:how to (?:use|prepare|read|answer|practice)|what to (?:expect|bring|wear|say|avoid|show|memorize|know|review)|why this (?:works|matters|answer))\b"
)


def ends_as_question(text: str) -> bool:
    """Does `text` end with a question mark, brackets and quotes aside?"""
    plain = without_emoji(without_marks(text)).rstrip()
    plain = re.sub(r"\s*[(（][^()（）]*[)）]\s*$", "", plain).rstrip(" \"'”’»」』*_.)")
    return plain.endswith(("?", "？"))


def asks(text: str) -> bool:
    """Does `text` read like an interviewer's question, with or without a question mark?"""
    plain = folded(clean(text))
    if _LIST_WORDS.match(plain):
        return False
    return ends_as_question(text) or bool(_ASKS.match(plain))


def is_quoted_title(text: str) -> bool:
    """Does a heading consist of somebody's words in quotes?"""
    return is_quoted(re.sub(r"\s*[(（][^()（）]*[)）]\s*$", "", without_emoji(without_marks(text))))
