"""What a posting asks for, in the forms and languages in which postings come."""

from __future__ import annotations

from pathlib import Path

import pytest

from domain.errors import UnreadableGuide
from domain.posting import YearsAsked
from knowledge.posting.read import NoRequirements, read_posting
from tests.knowledge.posting.reading import DUTY, MUST, NICE, counts, read

ENGLISH = """# Senior Harbour Planner

We run three ports and look for somebody calm.

## What you will do

- Plan berths for forty ships a week
- Talk to pilots and
  to the customs office

## What you bring

- 5+ years of experience in port operations
- Navis or a similar terminal system
- Fluent English and good German (B2)
- A degree in logistics is a plus

### Nice to have

- Some Python

## We offer

- Thirty days of holiday
- A view of the sea
"""


def test_the_parts_of_a_posting_say_how_things_are_asked_for() -> None:
    posting = read(ENGLISH)

    assert (posting.title, posting.language, posting.seniority) == ("Senior Harbour Planner", "en", "senior")
    assert counts(posting) == (3, 2, 2)
    years, system, languages = posting.of_kind(MUST)
    assert years.years == YearsAsked(least=5) and years.source.first_line == 13
    assert "Navis" in system.tools and system.any_of_them
    assert set(languages.languages) == {"en", "de"} and languages.level == "B2"
    assert [each.text for each in posting.of_kind(NICE)] == ["A degree in logistics is a plus", "Some Python"]
    assert posting.of_kind(DUTY)[1].text == "Talk to pilots and to the customs office"


@pytest.mark.parametrize(
    ("language", "text", "expected", "years"),
    [
        (
            "de",
            "# Pflegefachkraft (m/w/d)\n\n### Deine Aufgaben\n- Pflege auf der Station\n"
            "- Anleitung von Schülern\n\n### Dein Profil\n- Abgeschlossene Ausbildung in der Pflege\n"
            "- Mindestens drei Jahre Berufserfahrung\n- Führerschein wünschenswert\n"
            "\n### Wir bieten\n- 30 Tage\n",
            (2, 1, 2),
            3,
        ),
        (
            "es",
            "# Jefa de cocina\n\n## Funciones\n- Dirigir al equipo de la cocina\n\n## Requisitos\n"
            "- Al menos cuatro años de experiencia en cocina\n- Carné de manipulación de alimentos\n"
            "\n## Se valora\n- Conocimientos de repostería\n\n## Ofrecemos\n- Dos días libres\n",
            (2, 1, 1),
            4,
        ),
        (
            "fr",
            "# Comptable\n\n## Vos missions\n- Tenir les comptes de trois sociétés\n- Préparer les bilans\n"
            "\n## Profil recherché\n- Diplôme en comptabilité\n- 5 ans d'expérience en cabinet\n"
            "- La maîtrise de Sage serait un plus\n\n## Nous offrons\n- Des tickets restaurant\n",
            (2, 1, 2),
            5,
        ),
        (
            "pt",
            "# Professora de ciências\n\n## Responsabilidades\n- Dar aulas ao ensino médio\n\n## Requisitos\n"
            "- Licenciatura em ciências\n- Dois anos de experiência em sala de aula\n\n## Desejável\n"
            "- Inglês intermediário\n\n## Oferecemos\n- Vale-transporte\n",
            (2, 1, 1),
            2,
        ),
        (
            "it",
            "# Elettricista\n\n## Cosa farai\n- Impianti civili e industriali\n\n## Requisiti\n"
            "- Diploma di perito elettrotecnico\n- Esperienza di almeno tre anni nel settore\n"
            "- La patente B costituisce titolo preferenziale\n\n## Offriamo\n- Contratto stabile\n",
            (2, 1, 1),
            3,
        ),
        (
            "nl",
            "# Tuinarchitect\n\n## Wat ga je doen\n- Tuinen ontwerpen voor scholen\n\n## Wat breng je mee\n"
            "- Minimaal vier jaar ervaring met ontwerpen\n- Een diploma tuinarchitectuur\n"
            "- Kennis van vaste planten is een pre\n\n## Wij bieden\n- Een fiets van de zaak\n",
            (2, 1, 1),
            4,
        ),
        (
            "zh",
            "护士长\n\n岗位职责：\n1. 负责病房的日常管理\n2. 培训新来的护士\n\n任职要求：\n"
            "1. 护理专业本科及以上学历\n"
            "2. 5年以上临床护理工作经验\n3. 有英语能力者优先\n\n福利待遇：\n1. 五险一金\n",
            (2, 1, 2),
            5,
        ),
    ],
)
def test_postings_are_read_in_seven_languages_more(
    language: str, text: str, expected: tuple[int, int, int], years: float
) -> None:
    posting = read(text)

    assert posting.language == language
    assert counts(posting) == expected
    assert [each.years.least for each in posting.asked if each.years is not None] == [years]


def test_lines_without_marks_below_titles_without_marks() -> None:
    posting = read(
        "Night Porter\nLocation: Leeds\n\nAbout the Role\nYou keep the door.\n\nWhat You Will Do\n"
        "Check in late guests\nWalk the floors twice a night\n\n"
        "Requirements\nExperience with hotel software\n"
        "Ability to stay awake\nGood English\n\nBonus if you also bring:\n\nA first aid certificate\n\n"
        "Interested?\n\nWe would love to hear from you.\n"
    )

    assert counts(posting) == (3, 1, 2)


def test_a_paragraph_of_a_part_is_read_sentence_by_sentence() -> None:
    posting = read(
        "# Violin maker\n\n## Preferred experience\n\nTen years at the bench. Knowledge of Italian varnish. "
        "Good hands for repairs. Patience with musicians.\n"
    )

    assert counts(posting) == (0, 4, 0)
    assert {each.source.first_line for each in posting.asked} == {5}


def test_a_posting_in_sentences_alone_gives_those_that_ask() -> None:
    posting = read(
        "We are a bakery in the old town.\n\nYou should have experience with sourdough. "
        "The shop opens at six. Knowledge of rye is required.\n"
    )

    assert [each.text for each in posting.asked] == [
        "You should have experience with sourdough.",
        "Knowledge of rye is required.",
    ]


def test_what_is_welcome_is_told_within_a_line_and_an_aside_changes_nothing() -> None:
    posting = read(
        "## Requirements\n- HTML and CSS (Vue.js is a plus)\n- Kotlin is a plus\n- Terraform (preferred)\n"
    )

    assert [each.kind for each in posting.asked] == [MUST, NICE, NICE]


def test_names_are_told_apart_and_kept_together() -> None:
    (asked,) = read("## Requirements\n- Java/Kotlin, CI/CD, Docker Hub and Weights & Biases\n").asked

    assert {"Java", "Kotlin", "CI/CD", "Docker Hub"} <= set(asked.tools)
    assert not asked.any_of_them


def test_a_table_is_read_row_by_row() -> None:
    posting = read(
        "# Editor\n\n## Requirements\n\n"
        "| Skill | Level |\n|---|---|\n| Proofreading | expert |\n| Layout | basic |\n"
    )

    assert [each.text for each in posting.asked][-2:] == ["Proofreading: expert", "Layout: basic"]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("3 to 5 years of experience in sales", (3, 5)),
        ("3-6 years writing production software", (3, 6)),
        ("at least seven years of experience", (7, None)),
        ("Six to seven (6-7) years' relevant experience", (6, 7)),
        ("a warranty of 5 years on every pump", None),
        ("experience with contracts over 100 years old", None),
    ],
)
def test_years_are_those_of_experience(text: str, years: tuple[float, float | None] | None) -> None:
    (asked,) = read(f"## Requirements\n- {text}\n").asked
    assert asked.years == (None if years is None else YearsAsked(least=years[0], most=years[1]))


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "is empty"),
        ("Hello there.\n\nSee you soon.", "no requirement"),
        ("Anna: Do you have experience with ships?\nMe: I have sailed.\n", "no requirement"),
    ],
)
def test_a_posting_that_asks_for_nothing_is_told_in_a_line(text: str, why: str) -> None:
    with pytest.raises(NoRequirements, match=why) as told:
        read(text)
    assert "\n" not in str(told.value) and told.value.exit_code


def test_a_posting_that_cannot_be_read_is_told_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "job.md").write_bytes(bytes(range(256)) * 40)
    with pytest.raises(UnreadableGuide, match=r"job\.md"):
        read_posting(tmp_path / "job.md")
    (tmp_path / "job.html").write_text("<h2>Requirements</h2><ul><li>Good German</li></ul>", encoding="utf-8")
    assert counts(read_posting(tmp_path / "job.html")) == (1, 0, 0)


FORMS = {
    "items that name what stands below them": (
        "Vaga: planejador\n\n- requisitos:\n    Marés e ventos;\n    SQL avançado;\n- salário:\n"
        "    R$ 5.000\n- atribuições:\n    Planejar os berços de quarenta navios;\n",
        (2, 0, 1),
    ),
    "a bold question is a title": (
        "__Haven__\n\n__Wat verwachten wij van jou?__\n\n- Kennis van getijden\n- Je bent graag buiten\n"
        "- Je gaat een storm niet uit de weg\n\n__Past dit?__ Bel ons.\n",
        (3, 0, 0),
    ),
    "a title that is only who does it": (
        "# Harbour planner\n\n## You will:\n\n- plan berths\n- see pilots\n\n## Skills you need\n\n- tides\n",
        (1, 0, 2),
    ),
    "a table with names, and one of them with nothing": (
        "## Requirements\n\n| | Requirement |\n|---|---|\n| Work experience | 3 years |\n| Training | |\n"
        "| Skills | Tides and berths |\n| | Navis |\n",
        (3, 0, 0),
    ),
    "a heading that only names a group": (
        "## Profil\n\n### Diplômes requis\n\nBac + 2 en logistique\nMaster en gestion portuaire\n",
        (2, 0, 0),
    ),
    "who is sought, and what one does": (
        "# Planejador\n\n##### Procuramos pessoas que:\n- Gostem do mar;\n\n##### Requisitos:\n- SQL;\n",
        (2, 0, 0),
    ),
}


@pytest.mark.parametrize(("text", "asked"), FORMS.values(), ids=FORMS.keys())
def test_forms_that_real_postings_have(text: str, asked: tuple[int, int, int]) -> None:
    assert counts(read(text)) == asked


TITLES = [
    # Titles that nobody listed as such, by the words in them: what is needed, welcome, done, offered.
    (
        "Personal attributes and abilities",
        "Optional experience",
        "Your day-to-day duties",
        "Benefits for you",
    ),
    ("Fachliche Qualifikationserfordernisse", "Wünschenswerte Kenntnisse", "Arbeitsaufgaben", "Geboten wird"),
    ("Titulación y competencias clave", "Aptitudes deseables", "Labores del puesto", "Se ofrece"),
    ("Profils et diplômes", "Expériences souhaitées", "Attributions du poste", "Nos avantages"),
    ("Escolaridade e habilidades", "Competências desejáveis", "Desafios do cargo", "Nós oferecemos"),
    ("Qualifiche e conoscenze", "Titoli graditi", "Compiti del ruolo", "Si offre"),
    ("Vereiste diploma's en opleiding", "Gewenste vaardigheden", "Kerntaken", "Ons aanbod"),
    ("应聘条件", "加分项", "主要职责", "福利待遇"),
]


@pytest.mark.parametrize("titles", TITLES, ids=["en", "de", "es", "fr", "pt", "it", "nl", "zh"])
@pytest.mark.parametrize("form", ["## {}\n\n- {}\n- {}\n\n", "{}:\n{};\n{};\n\n", "**{}**\n\n* {}\n* {}\n\n"])
def test_titles_are_known_by_their_words(titles: tuple[str, ...], form: str) -> None:
    text = "".join(
        form.format(title, f"Navis {place}", f"Kalmar {place}") for place, title in enumerate(titles)
    )

    assert counts(read("# Port\n\n" + text)) == (2, 2, 2)


PASTED = {
    "bullets within a line": (
        "Night porter in Leeds. We seek somebody calm. The successful candidate will: • know hotel software "
        "• stay awake • speak good English. Applicants must hold a first aid certificate.\n",
        (4, 0, 0),
    ),
    "a label and the rest of it below": (
        "Porter\nYour duties will include: Check in guests\nWalk the floors\n\nRequirements\nGood English\n",
        (1, 0, 2),
    ),
    "a table below a section": (
        "SECTION 2 - DESIRABLE CRITERIA\n\n| Factor | Desirable criteria |\n|---|---|\n"
        "| Training | First aid |\n| Tools | Opera |\n",
        (0, 2, 0),
    ),
    "groups within a part": (
        "What skills and experience we look for\n\nAt the desk\n\n- Check in guests\n- Keep the keys\n\n"
        "At night\n\n- Walk the floors\n- Stay awake\n\nWhat the hotel offers\n\n- Breakfast\n",
        (4, 0, 0),
    ),
    "text in one part and a list in another": (
        "## Education\n\nA degree in hospitality\n\n## Requirements\n\n- Good English\n- Opera\n",
        (3, 0, 0),
    ),
    "the posting's own title": (
        "# Requirements analyst\n\n## Description\n\n- We build ships\n\n## Needed\n\n- UML skills\n"
        "- You like to ask\n",
        (2, 0, 0),
    ),
    "another part in a label": (
        "Requirements:\nGood English;\nOpera or Fidelio;\nBenefits: breakfast, a bed, a bicycle\n",
        (2, 0, 0),
    ),
    "who is sought is no duty": (
        "### Description and responsibilities\nThe port is looking for a calm planner.\n\n"
        "### Skills\n- Tides\n- Navis\n",
        (2, 0, 0),
    ),
    "nothing but a list": (
        "Porter wanted\n\nCheck in guests;\nWalk the floors;\nFluent in English;\n",
        (1, 0, 2),
    ),
}


@pytest.mark.parametrize(("text", "asked"), PASTED.values(), ids=PASTED.keys())
def test_postings_as_they_are_pasted(text: str, asked: tuple[int, int, int]) -> None:
    assert counts(read(text)) == asked


COLUMNS = {
    "a mark in each row": (
        "| Criteria | E/D | Assessed by |\n|---|---|---|\n| **Skills** | | |\n| Good English | E | A/I |\n"
        "| First aid | D | I |\n| Three years of experience at a desk | E | A |\n",
        ["Good English", "Three years of experience at a desk"],
        ["First aid"],
    ),
    "a column for each": (
        "| | Essential | Desirable |\n|---|---|---|\n| Skills | Good English; patience | Polish |\n"
        "| Training | First aid | |\n",
        ["Good English", "patience", "First aid"],
        ["Polish"],
    ),
    "ticks": (
        "| Anforderung | erforderlich | wünschenswert |\n|---|---|---|\n| Führerschein | x | |\n"
        "| Polnisch | | x |\n",
        ["Führerschein"],
        ["Polnisch"],
    ),
}


@pytest.mark.parametrize(("table", "must", "nice"), COLUMNS.values(), ids=COLUMNS.keys())
def test_a_tables_columns_say_what_is_needed(table: str, must: list[str], nice: list[str]) -> None:
    posting = read(f"# Porter\n\n## Person specification\n\n{table}")

    assert [each.text for each in posting.of_kind(MUST)] == must
    assert [each.text for each in posting.of_kind(NICE)] == nice


@pytest.mark.parametrize(
    ("line", "must"),
    [
        ("You need: a forklift licence, two years of leading, own transport.", 3),
        ("Du brauchst: eine Ausbildung, Führerschein B, 1,5 Jahre Praxis und Deutsch B2.", 4),
        ("Il vous faut : un CAP cuisine, la maîtrise de l'HACCP, le permis B.", 3),
        # Two things are one line, and so is a sentence that goes on.
        ("You need: patience, and a car.", 1),
        ("You need: a licence, which we check, since the police ask. We pay for the copy of it.", 1),
    ],
)
def test_what_is_needed_is_listed_on_one_line(line: str, must: int) -> None:
    posting = read(f"# Warehouse lead\n\n## What you will do\n\n- Run the night shift\n\n{line}\n")

    assert len(posting.of_kind(MUST)) == must


def test_however_short_what_stands_first_behind_it_is_needed() -> None:
    posting = read(
        "CRANE CREW\n\nWe need good all-round hands. Work is lifting and stowing by day and by night.\n\n"
        "You'll need: slinger cat 2. min. 3 yrs at a quay. at ease with heights. papers that stand up to "
        "inspection. full licence, max 6 points. Somebody who's well liked on board.\n\nPackage: 30k.\n"
    )

    assert any("slinger cat 2" in each.text for each in posting.of_kind(MUST))


def test_a_word_that_a_page_broke_is_whole_again() -> None:
    (asked, other) = read("## Profil\n- l'enca-\ndrement d'une équipe\n- Kranken-\nund Altenpflege\n").asked

    assert asked.text == "l'encadrement d'une équipe"
    assert other.text == "Kranken- und Altenpflege"


@pytest.mark.parametrize(
    ("top", "title"),
    [
        ("Night Train Co.\nService Lead, Onboard\nAntwerp · 3 days ago", "Service Lead, Onboard"),
        ("Requisition ID: R-7\nPosition Title: Night Manager", "Night Manager"),
        ("Hotel am See\n\nNachtportier (m/w/d)", "Nachtportier (m/w/d)"),
        ("We run a hotel.", "We run a hotel."),
    ],
)
def test_what_the_posting_is_for_stands_at_its_top(top: str, title: str) -> None:
    assert read(f"{top}\n\nRequirements\n- Good English\n- Patience\n").title == title


def test_what_is_said_last_to_be_welcome_is_not_needed() -> None:
    (asked,) = read("## Requirements\n- You speak English and French fluently; German is a plus\n").asked

    assert asked.kind is MUST
    assert set(asked.languages) == {"en", "fr"}


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("at least six years post qual", 6),
        ("two years on the tools", 2),
        ("Five or more years running hotels", 5),
        ("mindestens 3 Jahre als Portier", 3),
        ("You look after children aged 3 to 6 years in our house", None),
        ("has kept a desk for at least two years", 2),
        ("steht seit mindestens drei Jahren am Empfang", 3),
        ("tient un hôtel depuis au moins quatre ans", 4),
        ("al menos 5 años", 5),
        ("Minimaal drie jaar werkte je al met gasten", 3),
        ("minimum 18 years", None),
    ],
)
def test_years_need_no_word_for_experience_and_are_no_age(text: str, years: float | None) -> None:
    (asked,) = read(f"## Requirements\n- {text}\n").asked
    assert (asked.years.least if asked.years is not None else None) == years


def test_a_mark_takes_no_line_along() -> None:
    found = read("Night porter\nMust: first aid certificate, 3 yrs post reg experience\nWe offer a bed\n")
    assert [each.text for each in found.asked] == ["first aid certificate", "3 yrs post reg experience"]


def test_a_mail_is_about_its_subject() -> None:
    text = "From: Ann\nTo: me\nSubject: FW: RE: Night porter\n\nYou must have a first aid certificate.\n"
    assert read(text).title == "Night porter"
