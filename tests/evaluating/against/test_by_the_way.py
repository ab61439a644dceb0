"""Lengths of time that are told by the way, and those that are claims."""

from __future__ import annotations

import pytest

from agents.evaluator.draft import draft
from agents.evaluator.material import Material
from domain.verdict import FlagKind, Verdict
from tests.evaluating.material import KEY_POINTS, question, talking_point

GERMAN = ("Ich tröste das Kind und rufe die Eltern an.", "Der Bericht ist in 20 Minuten geschrieben.")


def claims(answer: str, *key_points: str) -> int:
    verdict: Verdict = draft(answer, question(), talking_point(*key_points), Material()).verdict
    return sum(flag.kind is FlagKind.NEW_CLAIM for flag in verdict.flags)


@pytest.mark.parametrize(
    ("answer", "key_points"),
    [
        ("I sat with her for ten minutes in the corridor, then I added the index.", KEY_POINTS),
        ("About an hour later the phone rang, and I split the work by region.", KEY_POINTS),
        ("Ich tröste das Kind und sitze zehn Minuten mit ihm auf der Bank.", GERMAN),
        ("They sent it three times, so I added the index.", KEY_POINTS),
        ("I asked them twice, no, four times, to split the work by region.", KEY_POINTS),
        ("I think the first two weeks decide whether they trust you.", KEY_POINTS),
        ("The next three months were quiet, and I added the index.", KEY_POINTS),
        ("I can replay one meter at a time, and I added the index.", KEY_POINTS),
    ],
)
def test_a_small_detail_of_a_story_is_no_claim(answer: str, key_points: tuple[str, ...]) -> None:
    assert claims(answer, *key_points) == 0


@pytest.mark.parametrize(
    ("answer", "key_points"),
    [
        ("After the index the nightly report ran in ten minutes.", KEY_POINTS),
        ("I added the index, and it saved forty minutes a day.", KEY_POINTS),
        ("I have led the team for nine years.", KEY_POINTS),
        ("Sure, the p95 is five minutes.", KEY_POINTS),
        ("I added the index, and reading was six times faster.", KEY_POINTS),
        ("I added the index, and the crack was two meters long.", KEY_POINTS),
        ("I split the work by region, and sales grew four times.", KEY_POINTS),
        ("Den Bericht schreibe ich in 45 Minuten, und ich tröste das Kind.", GERMAN),
    ],
)
def test_a_time_of_what_the_guide_measures_or_of_a_change_is(
    answer: str, key_points: tuple[str, ...]
) -> None:
    verdict = draft(answer, question(), talking_point(*key_points), Material()).verdict
    wrong = any(figure.expected for figure in verdict.figures)

    assert claims(answer, *key_points) == 1 or wrong


GUIDES = {
    "en": KEY_POINTS,
    "de": GERMAN,
    "es": ("Atiendo primero a quien respira mal.", "Aviso al médico si alguien empeora."),
    "fr": ("Je rassure la famille dans une pièce calme.", "Ensuite je note l'entretien dans le dossier."),
    "it": ("Ascolto la famiglia in una stanza tranquilla.", "Poi scrivo tutto nella cartella."),
    "pt": ("Ouço a família numa sala calma.", "Depois escrevo tudo no processo."),
    "nl": ("Ik luister naar de familie in een rustige kamer.", "Daarna schrijf ik alles in het dossier."),
}
WHEN = (
    ("en", "Four weeks later we had a rota that both had signed."),
    ("en", "After three months I asked them what they thought."),
    ("en", "In the first two weeks they sit with a mentor."),
    ("en", "For the next six weeks I checked it every Friday."),
    ("en", "Three months on, nobody asked for the old plan."),
    ("en", "Two years ago the ward was still on paper."),
    ("de", "Vier Wochen später stand der Plan, und beide waren zufrieden."),
    ("de", "Nach vier Jahren auf derselben Station möchte ich etwas Neues."),
    ("de", "In den letzten sechs Monaten war kaum Zeit für die Patienten."),
    ("es", "Tres meses después todo el equipo lo hacía así."),
    ("es", "Después de dos años en la misma planta quiero cambiar."),
    ("fr", "Trois semaines plus tard, la famille est revenue nous voir."),
    ("fr", "Au bout de six mois, toute l'équipe travaillait ainsi."),
    ("it", "Dopo tre mesi tutti lavoravano così nel reparto."),
    ("pt", "Três meses depois, toda a equipa trabalhava assim."),
    ("nl", "Na drie weken werkte het hele team op deze manier."),
)
CLAIMED = (
    ("en", "I have led this kind of team for nine years."),
    ("en", "After nine years of leading teams I know that."),
    ("en", "Over the last nine years I have led this kind of team."),
    ("fr", "Après 7 ans d'expérience en pédiatrie, je sais faire."),
    ("de", "In den letzten zwölf Jahren habe ich diese Station geleitet."),
    ("en", "It took four weeks from the first call to the last."),
    ("en", "We shipped the whole of it in six months."),
    ("en", "We reduced the wait by three weeks after the change."),
    ("de", "Seit zwölf Jahren leite ich diese Station."),
    ("de", "Nach zwölf Jahren als Stationsleitung weiß ich das."),
    ("es", "Llevo ocho años en urgencias con niños."),
    ("fr", "J'ai dirigé cette équipe pendant 7 ans."),
    ("it", "Ho lavorato per undici anni in pronto soccorso."),
)


@pytest.mark.parametrize(("language", "answer"), WHEN)
def test_when_something_was_is_no_claim_however_long_ago(language: str, answer: str) -> None:
    assert claims(answer, *GUIDES[language]) == 0


@pytest.mark.parametrize(("language", "answer"), CLAIMED)
def test_how_long_something_was_done_or_took_is_a_claim(language: str, answer: str) -> None:
    assert claims(answer, *GUIDES[language]) >= 1
