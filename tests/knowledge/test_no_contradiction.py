"""What looks like a contradiction and is none, each beside the true one that stays found."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest

from domain.contradiction import Contradiction, Severity
from evals.told_twice.__main__ import fresh, score, told
from knowledge.consistency import contradictions, doubts
from knowledge.consistency.asking import asked
from language.words import LANGUAGES
from tests.knowledge.test_whose_words import NOTATIONS


def _found(text: str) -> tuple[Contradiction, ...]:
    return contradictions([SimpleNamespace(name="g.md", text=text)])


def _topics(text: str) -> list[str]:
    return [found.topic for found in _found(text)]


# Before and after


def test_a_story_of_automating_is_no_contradiction() -> None:
    story = (
        '> "Our monthly report required manually checking 40 servers. I built a script that generates the '
        'report automatically."\n'
    )
    today = "\n### How do you report?\n\nThe report is generated automatically.\n"
    assert _found(f"# Notes\n\n## Stories\n\n{story}") == ()
    assert _found(f"# Notes\n\n## Stories\n\n{story}{today}") == ()


@pytest.mark.parametrize(
    "before",
    [
        "Nurses copied every chart by hand.",
        "When I joined, charts were written by hand.",
        "Früher haben wir die Pläne von Hand geschrieben.",
        "Antes los turnos se hacían a mano.",
        "Avant, les plannings étaient faits à la main.",
        "Prima i turni venivano compilati a mano.",
        "Vroeger schreven we het rooster met de hand.",
        "Antes as escalas eram feitas à mão.",
        "以前排班表需要手动整理。",
    ],
)
def test_what_was_done_by_hand_before_is_history_in_each_language(before: str) -> None:
    after = "Charts, Pläne, turnos, plannings, turni, rooster, escalas, 排班表 are generated automatically."
    assert _found(f"# Notes\n\n## Today\n\n{after}\n\n## A story\n\n{before}\n") == ()


@pytest.mark.parametrize(
    ("machine", "hand"),
    [
        ("The roster is generated automatically.", "Every Monday I write the roster by hand."),
        ("Der Dienstplan wird automatisch erstellt.", "Jeden Montag schreibe ich den Dienstplan von Hand."),
        ("El inventario es automático.", "Cada viernes hacemos el inventario a mano."),
        ("库存盘点表是自动生成的。", "每周五我手动做库存盘点表。"),
    ],
)
def test_work_that_is_still_done_by_hand_is_told_and_not_asked_about(machine: str, hand: str) -> None:
    (found,) = _found(f"# Notes\n\n## Summary\n\n{machine}\n\n## How do you work?\n\n{hand}\n")

    # That both speak of one piece of work is likely, and not sure.
    assert (found.check, found.severity) == ("automation", Severity.MEDIUM)
    assert doubts([found]) == ()


def test_a_step_that_nobody_has_to_do_is_none() -> None:
    assert (
        _found("# App\n\n## Pitch\n\nReleases are automated.\n\n## Ops\n\nNobody releases by hand.\n") == ()
    )


def test_how_a_tool_was_learned_is_no_contradiction() -> None:
    learned = "I had never used Grafana before that winter.\n\nI built twelve dashboards with Grafana.\n"
    assert _found(f"## A story\n\n{learned}") == ()
    assert _topics("I have never used Grafana.\n\n## A story\n\nI built dashboards with Grafana.\n") == [
        "Grafana"
    ]


# Whose denial it is, and what it denies


@pytest.mark.parametrize(
    "line",
    [
        "We never deployed Redis without a replica.",
        "The team had no way to run Redis at home.",
        "They have never used Redis.",
        "I have never used Redis in production.",
    ],
)
def test_a_rule_anothers_lack_or_a_narrower_denial_denies_no_tool(line: str) -> None:
    assert _found(f"{line}\n\n## A hobby\n\nI built a small cache with Redis.\n") == ()


def test_what_is_taught_of_a_tool_is_no_claim_to_have_used_it() -> None:
    denial = "I have no experience with Kafka.\n\n## Knowledge\n\n"
    assert _found(denial + "- Use Kafka for events that several services read\n") == ()
    assert _found(denial + "- Kafka products help millions use energy\n") == ()
    assert _topics(denial + "- We use Kafka for the order events\n") == ["Kafka"]


def test_a_longer_name_is_another_tool() -> None:
    assert _found("I have never used React.\n\n## App\n\nI built the app with React Native.\n") == ()


@pytest.mark.parametrize(
    ("denial", "claim", "tool"),
    [
        ("Ich habe noch nie mit Orbis gearbeitet.", "Ich habe alles mit Orbis dokumentiert.", "Orbis"),
        ("Nunca he trabajado con Lexnet.", "Con Lexnet registré cien expedientes.", "Lexnet"),
        ("Je n'ai jamais utilisé Doctrine.", "J'ai mené mes recherches avec Doctrine.", "Doctrine"),
        ("Non ho mai usato Zucchetti.", "Ho configurato Zucchetti per il negozio.", "Zucchetti"),
        ("我从来没有用过Redis。", "我用Redis搭建了缓存。", "Redis"),
    ],
)
def test_a_tool_never_used_and_used_is_found_in_each_language(denial: str, claim: str, tool: str) -> None:
    assert _topics(f"# Notes\n\n## Gaps\n\n{denial}\n\n## A project\n\n{claim}\n") == [tool]


def test_german_nouns_are_no_tools() -> None:
    text = "Ich habe noch nie einen Menschen am Morgen warten lassen und viel Erfahrung."
    assert _found(f"{text}\n\n## Station\n\nJeden Morgen arbeite ich mit Menschen.\n") == ()


# Two of a kind


def _under(one: str, other: str, first: str, second: str) -> str:
    return f"# Notes\n\n## {one}\n\n{first}\n\n## {other}\n\n{second}\n"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Harlow Foods (2015-2019)", "Brackwater Ltd (2019-2024)"),
        ("Projekt Lesen", "Projekt Rechnen"),
        ("Kantoor De Linde", "Kantoor Van Veen"),
        ("甲公司", "乙公司"),
    ],
)
def test_two_employers_projects_or_years_may_have_figures_of_their_own(one: str, other: str) -> None:
    first, second = "We close 40 deals a year.", "We close 90 deals a year."
    assert _found(_under(one, other, first, second)) == ()
    assert len(_found(_under("Pitch", "Numbers", first, second))) == 1


def test_answers_to_choose_from_may_differ() -> None:
    def text(one: str, other: str) -> str:
        return (
            f"## How long have you done this?\n\n**{one}:** I have 3 years of experience in midwifery.\n\n"
            f"**{other}:** I have 8 years of experience in midwifery.\n"
        )

    for one, other in (
        ("Sample answer 1", "Sample answer 2"),
        ("Option A", "Option B"),
        ("Beispiel 1", "Beispiel 2"),
        ("Réponse 1", "Réponse 2"),
        ("示例1", "示例2"),
    ):
        assert _found(text(one, other)) == ()
    assert len(_found(text("In short", "In full"))) == 1


def test_a_peak_and_an_average_may_differ() -> None:
    assert _found("- Peak: 900 requests per second\n\n## Load\n\n- 80 requests per second on average\n") == ()


def test_what_alone_may_be_one_thing_is_told_and_not_asked_about() -> None:
    (found,) = _found("We served 400 guests a day.\n\n## Story\n\nI cooked for 90 guests a day.\n")
    assert (found.severity, doubts([found])) == (Severity.MEDIUM, ())


def test_of_two_certificates_or_migrations_one_may_be_done() -> None:
    text = "I completed the AWS certification.\n\n## Plans\n\nThe Azure certification is in progress.\n"
    assert _found(text) == ()
    assert len(_found(text.replace("Azure", "new AWS"))) == 1


def test_a_migration_that_was_under_way_and_then_done_is_a_story() -> None:
    text = (
        "## Story\n\nHalfway through the Oracle migration a disk died.\n\nI completed the Oracle migration.\n"
    )
    assert _found(text) == ()


# Years in any field


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("I have 12 years of experience in midwifery.", "7 years of experience in midwifery"),
        ("Ik heb 11 jaar ervaring in de ouderenzorg.", "6 jaar ervaring in de ouderenzorg"),
        ("Tengo 12 años de experiencia en ventas.", "7 años de experiencia en ventas"),
        ("J'ai 13 ans d'expérience en comptabilité.", "8 ans d'expérience en comptabilité"),
        ("我有10年销售经验。", "6年销售经验"),
    ],
)
def test_two_lengths_are_found_in_any_field_and_language(one: str, other: str) -> None:
    (found,) = _found(_under("Pitch", "Strengths", one, f"- {other}"))
    assert (found.check, found.severity) == ("experience", Severity.HIGH)


@pytest.mark.parametrize(
    "other",
    [
        "After 2 years of experience in midwifery I led a ward.",
        "In three years as a midwifery lead I see myself here.",
        "4 years of experience in midwifery abroad",
        "They want 4 years of experience in midwifery.",
        "I would need 4 years of experience in midwifery for that.",
    ],
)
def test_a_part_of_the_time_a_wish_or_another_field_is_none(other: str) -> None:
    assert _found(_under("Pitch", "More", "I have 12 years of experience in midwifery.", other)) == ()


def test_jai_is_no_artificial_intelligence() -> None:
    assert _topics("J'ai 6 ans d'expérience.\n\n## Suite\n\nJ'ai 9 ans d'ancienneté.\n") == []


# What is not to be said, in eight languages

SAID = {
    "de": ("Ich habe {} Jahre Erfahrung im Vertrieb.", "Was ich nicht sagen sollte", "Schlechtes Beispiel"),
    "es": ("Tengo {} años de experiencia en ventas.", "Qué no decir", "Mal ejemplo"),
    "fr": ("J'ai {} ans d'expérience en droit social.", "Ce qu'il ne faut pas dire", "Réponse faible"),
    "nl": ("Ik heb {} jaar ervaring in de ouderenzorg.", "Wat niet te zeggen", "Slecht voorbeeld"),
    "pt": ("Tenho {} anos de experiência em logística.", "O que não dizer", "Mau exemplo"),
    "it": ("Ho {} anni di esperienza nelle vendite.", "Cosa non dire", "Risposta sbagliata"),
    "en": ("I have {} years of experience in nursing.", "Never do this", "How not to answer"),
    "zh": ("我有{}年销售经验。", "不要这样回答的话", "错误的回答示例"),
}


@pytest.mark.parametrize("language", SAID)
@pytest.mark.parametrize("notation", NOTATIONS)
def test_what_is_not_to_be_said_is_no_claim_in_any_language(notation: str, language: str) -> None:
    said, *titles = SAID[language]
    own = said.format(6)
    make: Callable[[str, str], str] = NOTATIONS[notation]

    def text(title: str) -> str:
        return make(title, said.format(9)).replace("I have 6 years of experience in data engineering.", own)

    assert [len(_found(text(title))) for title in titles] == [0, 0]
    assert len(_found(text("Background"))) == 1


@pytest.mark.parametrize(
    "reported",
    [
        'The head nurse will say: "You only have 2 years of experience in nursing."',
        'My old manager said: "I have 9 years of experience in nursing, and you have two."',
        'Die Leiterin sagt: "Sie haben 2 Jahre Erfahrung in der Pflege."',
        "院长会说：“你只有2年护理经验。”",
    ],
)
def test_what_somebody_is_reported_to_say_is_no_claim(reported: str) -> None:
    own = (
        "I have 6 years of experience in nursing. Ich habe 6 Jahre Erfahrung in der Pflege. 我有6年护理经验。"
    )
    assert _found(_under("Pitch", "Hard moments", own, reported)) == ()
    assert len(_found(_under("Pitch", "More", own, 'I say: "I have 2 years of experience in nursing."'))) == 1


def test_what_there_is_today_has_one_number_in_any_language() -> None:
    one = "Ich leite heute ein Team von 18 Mitarbeitern."
    assert len(_found(_under("Kurz", "Führung", one, "In meinem Team sind heute 7 Mitarbeiter."))) == 1
    assert _found(_under("Kurz", "Führung", one, "In meinem Team waren damals 7 Mitarbeiter.")) == ()


# What the interviewer asks


@pytest.mark.parametrize(
    ("guide", "question"),
    [
        (
            _under(
                "Kurz", "Mehr", "Ich habe 9 Jahre Erfahrung im Vertrieb.", "- 4 Jahre Erfahrung im Vertrieb"
            ),
            "Ihre Unterlagen nennen einmal 9 Jahre (Vertrieb) und an anderer Stelle 4 Jahre. "
            "Was stimmt, und was haben Sie in der Zeit gemacht?",
        ),
        (
            _under(
                "Points faibles",
                "Un dossier",
                "Je n'ai jamais utilisé Doctrine.",
                "J'ai mené tout avec Doctrine.",
            ),
            "Avez-vous travaillé avec Doctrine, oui ou non ? Dites-moi exactement ce que vous avez fait.",
        ),
    ],
    ids=["de", "fr"],
)
def test_the_question_is_in_the_language_of_the_guide(guide: str, question: str) -> None:
    (found,) = _found(guide)
    (doubt,) = doubts([found])
    assert doubt.title == question


@pytest.mark.parametrize("check", ["experience", "usage", "figure", "progress", "automation", "spoken time"])
def test_each_question_has_words_in_each_language_and_says_what_was_told(check: str) -> None:
    told_ = {
        "one": "<one>",
        "other": "<other>",
        "topic": "<topic>",
        "tool": "<tool>",
        "work": "<work>",
        "what": "<what>",
        "time": "<time>",
    }
    questions = {language: asked(check, language, **told_) for language in (*LANGUAGES, "zh")}

    assert len(set(questions.values())) == len(questions)
    needed = {word for word in told_.values() if word in questions["en"]}
    assert all(needed <= {word for word in told_.values() if word in text} for text in questions.values())
    assert all(text.endswith(("?", "？", ".", "。")) for text in questions.values())


# All made-up guides


@pytest.mark.parametrize("held_out", [False, True], ids=["mended with", "held out"])
def test_most_of_what_is_reported_of_eighty_guides_is_true(held_out: bool) -> None:
    found = score(told(held_out=held_out))

    assert found.known == 20
    assert found.precision >= 0.9
    assert found.recall >= 0.8


def test_most_of_what_is_reported_of_the_guides_written_afterwards_is_true() -> None:
    found = score(fresh())

    assert found.known == 73
    assert found.precision >= 0.9
    assert found.recall >= 0.8


# What one does not claim to be


@pytest.mark.parametrize(
    ("disclaimed", "denied"),
    [
        (
            "I am not presenting myself as a three-year Kafka deployment specialist.",
            "I have not used Kafka in my own work.",
        ),
        (
            "Je ne me présente pas comme un expert Kafka avec des années d'expérience.",
            "Je n'ai jamais utilisé Kafka.",
        ),
        (
            "No me presento como experto en Kafka con años de experiencia.",
            "Nunca he usado Kafka.",
        ),
    ],
)
def test_what_one_does_not_claim_to_be_is_no_claim(disclaimed: str, denied: str) -> None:
    guide = f"# Notes\n\n## My pitch\n\n{disclaimed}\n\n## Gaps\n\n### Have you used Kafka?\n\n{denied}\n"

    assert "Kafka" not in _topics(guide)


def test_a_claim_beside_a_denial_stays_found() -> None:
    guide = (
        "# Notes\n\n## My pitch\n\nI have built two pipelines with Kafka in production.\n\n"
        "## Gaps\n\n### Have you used Kafka?\n\nI have not used Kafka in my own work.\n"
    )

    assert "Kafka" in _topics(guide)
