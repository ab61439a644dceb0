"""Words around a figure: which of them carry meaning, and which name a metric."""

from __future__ import annotations

import re
from functools import lru_cache

import Stemmer

WORD = re.compile(r"[^\W\d_][\w&+#]*(?:[-'’][^\W\d_]\w*)*|[^\W\d_]")

_STOP = frozenset(
    """zero one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty
    sixty seventy eighty ninety hundred thousand million billion half dozen a an the this that these
    those i we you he she it they my our your his her its their me us them who which what is are was
    were be been being am do does did done have has had having will would can could should may might
    must and or but so if then than as at by for from in into of off on onto out over under to up down
    with without about across after before between during per via within around roughly approximately
    nearly almost more less most least least not no yes only just also even very too each every all
    any some both few many much several other such same there here when where how why while because
    also e.g i.e etc vs get got make made use used using one day days week month year years hour hours
    minute minutes second seconds ms percent reduced reduce increased increase improved improve cut
    dropped went grew raised achieved reached took takes gave brought now today current currently new
    old total around overall roughly el la los las un una de del en con por para que y o der die das
    und mit von für auf ein eine wir ich os as uma do da em com e""".split()
)

# Words that name what is measured. A figure that has none of them near it is about something unknown.
METRICS = frozenset(
    """accuracy precision recall f1 auc score relevance faithfulness groundedness latency throughput
    uptime availability downtime rate ratio cost costs spend budget savings revenue price time times
    duration speed coverage performance load traffic memory storage size usage utilisation utilization
    compute cpu gpu error errors failures incidents hallucination hallucinations bugs defects churn
    retention conversion satisfaction csat nps adoption engagement response mttr mttd sla slo
    deflection resolution containment productivity effort experience overlap overhead reduction
    improvement increase decrease efficiency quality perplexity loss bleu rouge ndcg mrr map hits
    volume growth backlog lag delay turnaround deployment deployments training inference retrieval
    precisión exactitud latencia coste costo precisão acurácia latência custo genauigkeit latenz
    kosten erfahrung experiencia experiência disponibilidad""".split()
)
_COMPOUND_HEADS = frozenset("rate ratio time times score size cost costs usage load coverage".split())


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The Porter stem of a word in lower case."""
    # A stemmer must not be shared between threads; making one is cheap, and the cache makes it rare.
    return str(Stemmer.Stemmer("english").stemWord(word.lower()))


def words(text: str) -> list[str]:
    """The words of `text` in lower case, numbers left out."""
    return [found.lower() for found in WORD.findall(text)]


def content_stems(text: str) -> frozenset[str]:
    """Stems of the words of `text` that carry meaning; the parts of a hyphenated word count too."""
    found: set[str] = set()
    for word in words(text):
        for part in (word, *word.split("-")) if "-" in word else (word,):
            if part not in _STOP and len(part) > 1:
                found.add(stem(part))
    return frozenset(found)


def last_metric(text: str) -> str:
    """The metric named last in `text` ("cache hit rate" gives "hit rate"), or ""."""
    found = words(text)
    for index in range(len(found) - 1, -1, -1):
        if found[index] in METRICS:
            return _compound(found, index)
    return ""


def first_metric(text: str) -> str:
    """The metric named first in `text`, or ""."""
    found = words(text)
    for index, word in enumerate(found):
        if word in METRICS:
            # "training time", "response time": the head names the metric, not its first word.
            while index + 1 < len(found) and found[index + 1] in _COMPOUND_HEADS:
                index += 1
            return _compound(found, index)
    return ""


def _compound(found: list[str], index: int) -> str:
    head = found[index]
    if head in _COMPOUND_HEADS and index and found[index - 1] not in _STOP:
        return f"{found[index - 1]} {head}"
    return head
