"""Where the encoder cannot read the language, other words are doubted and not called missing."""

from __future__ import annotations

import pytest

from agents.evaluator.agent import evaluate
from agents.evaluator.material import Material
from domain.verdict import FlagKind, Label, Verdict
from tests.evaluating.material import question, talking_point
from tests.support.entailing import COVERED, always

# What the guide says, the same in other words, and talk of something else, which words cannot tell apart.
SAID = {
    "de": (
        ("Ich höre dem Angehörigen in einem ruhigen Raum zu.", "Danach dokumentiere ich das Gespräch."),
        "Zuerst nehme ich die Person beiseite, dahin wo wenig los ist, und lasse sie ausreden. "
        "Hinterher schreibe ich in die Akte, worum es ging.",
        "Am Wochenende waren wir am See und haben gegrillt. Das Wetter war herrlich, nur der Reifen verlor "
        "dauernd Luft, also mussten wir schieben.",
    ),
    "es": (
        ("Atiendo primero a quien respira mal.", "Reevalúo la espera cada quince minutos."),
        "Quien tiene dificultad para coger aire pasa delante de todos. A los demás los vuelvo a mirar "
        "a menudo, más o menos cuatro veces por hora.",
        "El domingo fuimos a la playa con mis primos y comimos paella. Hacía mucho viento, así que volvimos "
        "pronto en el tren de las seis.",
    ),
    "fr": (
        ("Je rassure la famille dans une pièce calme.", "Ensuite je note l'entretien dans le dossier."),
        "D'abord j'emmène les proches à l'écart, là où il y a moins de bruit, et je leur laisse le temps de "
        "parler. Après quoi j'écris tout ce qui a été dit.",
        "Samedi nous sommes partis à la mer avec mon frère et ses enfants. Il pleuvait beaucoup, alors nous "
        "avons joué aux cartes toute la journée.",
    ),
}


async def verdict_on(answer: str, points: tuple[str, ...]) -> Verdict:
    return await evaluate(answer, question(), talking_point(*points), Material(), entailment=always(COVERED))


@pytest.mark.parametrize("language", SAID)
async def test_other_words_are_unsure_and_not_missing(language: str) -> None:
    points, other_words, _ = SAID[language]
    verdict = await verdict_on(other_words, points)
    assert verdict.encoder == ""
    assert {found.label for found in verdict.key_points} <= {Label.UNSURE, Label.PARTLY}


@pytest.mark.parametrize("language", SAID)
async def test_the_guides_own_words_are_covered(language: str) -> None:
    points, _, _ = SAID[language]
    verdict = await verdict_on(" ".join(points), points)
    assert {found.label for found in verdict.key_points} == {Label.COVERED}


@pytest.mark.parametrize("language", SAID)
async def test_what_words_cannot_tell_is_no_claim_about_the_subject(language: str) -> None:
    points, other_words, _ = SAID[language]
    verdict = await verdict_on(other_words, points)
    assert not {FlagKind.OFF_TOPIC, FlagKind.OTHER_ANSWER} & {flag.kind for flag in verdict.flags}


@pytest.mark.parametrize("language", SAID)
async def test_the_interval_reaches_from_nothing_told_to_all_of_it(language: str) -> None:
    points, other_words, beside = SAID[language]
    for answer in (other_words, beside):
        score = (await verdict_on(answer, points)).score
        assert score is not None
        assert score.low <= 0.1
        assert score.high >= 0.75


async def test_a_few_words_that_are_not_the_guides_leave_the_rest_missing() -> None:
    points, _, _ = SAID["de"]
    verdict = await verdict_on("Ich höre dem Angehörigen in einem ruhigen Raum zu.", points)
    assert [found.label for found in verdict.key_points] == [Label.COVERED, Label.MISSING]


@pytest.mark.parametrize(
    ("answer", "is_another"),
    [
        ("Der Schüler fährt weiter, und nach der Schicht reden wir fünf Minuten darüber.", True),
        ("Am selben Tag reden wir nicht über den Dienst, und der Schüler fährt weiter.", False),
    ],
)
async def test_words_of_another_question_alone_are_its_answer(answer: str, is_another: bool) -> None:
    own = talking_point(
        "Am selben Tag rede ich nicht über den Dienst",
        "Nach einer Woche fahren wir an der Stelle vorbei",
        title="Was machst du nach einem Unfall?",
    )
    other = talking_point(
        "Der Schüler fährt weiter",
        "Am Ende der Schicht reden wir fünf Minuten darüber",
        title="Wie gehst du mit Beschimpfungen um?",
    )
    asked = question(own.title).model_copy(update={"language": "de"})

    verdict = await evaluate(answer, asked, own, Material(other_points=(other,)))

    assert (FlagKind.OTHER_ANSWER in {flag.kind for flag in verdict.flags}) is is_another
