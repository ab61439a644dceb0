"""What a posting's lists are about where no title tells: by what they ask, by their place, line by line."""

from __future__ import annotations

import pytest

from tests.knowledge.posting.reading import counts, read

NO_TITLE = {
    "en": "- Knowledge of tides\n- Able to work at night\n- You like the sea\n",
    "de": "- Kenntnisse der Gezeiten\n- Bereitschaft zu Nachtarbeit\n- Freude an der See\n",
    "es": "- Conocimientos de mareas\n- Disponibilidad nocturna\n- Capacidad de mando\n",
    "fr": "- Connaissances des marées\n- Aisance à l'oral\n- Rigueur au quai\n",
    "pt": "- Conhecimentos de marés\n- Disponibilidade à noite\n- Capacidade de comando\n",
    "it": "- Conoscenza delle maree\n- Disponibilità notturna\n- Capacità di comando\n",
    "nl": "- Kennis van getijden\n- Je bent graag buiten\n- Rijbewijs voor de kraan\n",
    "zh": "- 熟悉潮汐\n- 具备夜班能力\n- 良好的沟通能力\n",
}


@pytest.mark.parametrize("items", NO_TITLE.values(), ids=NO_TITLE.keys())
def test_a_list_below_a_title_that_tells_nothing_is_known_by_what_it_asks(items: str) -> None:
    assert counts(read(f"# Port\n\n## Responsibilities\n\n- Plan berths\n\n## Haven\n\n{items}")) == (3, 0, 1)


def test_what_is_offered_below_such_a_title_asks_for_nothing() -> None:
    posting = read(
        "# Port\n\n## Requirements\n\n- Tides\n\n## Life here\n\n"
        "- Thirty days of paid holiday\n- Insurance for you\n- Experience of the sea\n"
    )

    assert [each.text for each in posting.asked] == ["Tides"]


BY_ITEMS = {
    "a title in the firm's own voice, and a list of tasks": (
        "## How you'll spend your time\n- Own the night desk\n- Run the morning handover\n\n"
        "## You'll love this if…\n- you have worked nights\n- you'd rather listen than talk\n\n"
        "## You'll hate this if…\n- you need nine hours of sleep\n- you are loud\n\n"
        "## The deal\n- 27 days of paid holiday\n- a bicycle\n",
        (2, 0, 2),
    ),
    "more of it after what is needed": (
        "Womit Sie uns überzeugen:\n- Abgeschlossene Ausbildung im Hotel\n- Deutsch auf dem Niveau B2\n\n"
        "Darüber freuen wir uns auch:\n- Erfahrung mit Fidelio\n- Kenntnisse in Polnisch\n\n"
        "Worauf Sie sich freuen können:\n- Sie begrüßen späte Gäste\n- Sie führen das Nachtbuch\n",
        (2, 2, 2),
    ),
    "all of it welcome, in two parts": (
        "**What we'd love to see**\n\n- Fluent English\n- Experience with Opera\n\n"
        "**Extra points for**\n\n- First aid\n\n**Perks**\n\n- Breakfast\n",
        (2, 1, 0),
    ),
    "it says itself that it is not needed": (
        "## Requirements\n- Good English\n- A licence is not required, but welcome\n- First aid is no must\n"
        "- A diploma is required; a degree is preferred\n\n## Not required, but nice\n- Polish\n",
        (2, 4, 0),
    ),
    "lists that lost their marks": (
        "What you'll work on\nGreet late guests\nWalk the floors\n\n"
        "Apply if\nYou speak English\nYou know Opera\n\n"
        "It would be a bonus if\nYou speak Polish\nYou know first aid\n\nWhat's in it for you\nBreakfast\n"
        "A bed\n\nEmployment type\nFull-time\n",
        (2, 2, 2),
    ),
    "a line of its own that tells more": (
        "What you'll do\nGreet late guests\n— by name, and in English\nWalk the floors\n— twice a night\n\n"
        "What you bring\nPatience with guests\nOpera or Fidelio\n",
        (2, 0, 2),
    ),
    "a page with a foot, and words that are broken": (
        "VOTRE PROFIL\n- trois ans d'expérience dans l'enca-\ndrement d'une équipe\n- le permis B,\n"
        "en cours de validité\n\nHôtel du Lac            Page 1/2\n- un anglais courant\n",
        (3, 0, 0),
    ),
    "brackets and numbers of Chinese titles": (
        "夜间接待员\n【你将负责】\n一、接待\n1.接待晚到的客人；\n2.负责夜间巡查。\n【我们期待的你】\n经验：\n1.3年以上酒店经验,有管理经验者优先；\n"
        "技能：\n1.熟悉 Opera 系统。\n【加分项】\n1.会英语。\n",
        (2, 1, 2),
    ),
    "a paragraph that leads to a list": (
        "We run a hotel by the sea. It never closes. To work here you should have:\n\n"
        "- Good English\n- Patience\n",
        (2, 0, 0),
    ),
    "a posting in one line, with sentences": (
        "Hotel am See, Lindau. Wir sind ein Haus mit vierzig Zimmern und einer langen Geschichte am Wasser. "
        "Deine Aufgaben Empfang später Gäste. Rundgang in der Nacht. Dein Profil Erfahrung am Empfang. "
        "Gutes Deutsch. Wir bieten Frühstück und ein Zimmer.\n",
        (2, 0, 2),
    ),
    "a posting in one line, without them": (
        "Nachtportier in Lindau für ein Haus mit vierzig Zimmern und einer langen Geschichte gesucht "
        "Deine Aufgaben Betreuung später Gäste Überwachung der Anlagen Führung des Nachtbuchs Dein Profil "
        "Erfahrung am Empfang Gute Deutschkenntnisse Bereitschaft zur Nachtarbeit\n",
        (3, 0, 3),
    ),
    "a mark behind a word": (
        "Wanted: a night porter\n\nEssential – good English, patience with guests.\n\n"
        "Desirable – some Polish.\n",
        (1, 1, 0),
    ),
}


@pytest.mark.parametrize(("text", "asked"), BY_ITEMS.values(), ids=BY_ITEMS.keys())
def test_lists_are_known_without_their_titles_and_marks(text: str, asked: tuple[int, int, int]) -> None:
    assert counts(read(text)) == asked


BY_PLACE = {
    "lists that do not tell, in the order of postings": (
        "# Area manager\n\n## The week\n- Three days in cafés\n- Hiring and training\n\n"
        "## What good looks like\n- You have run two sites\n- A clean driving licence\n- Right numbers\n\n"
        "## A little extra\n- Championships\n- Welsh\n\n"
        "## The boring bit\n- £41,000 salary\n- 33 days of holiday\n",
        (3, 2, 2),
    ),
    "headings below the posting's own, deeper by two": (
        "# Infirmière (CDI)\n\n### Ce qui vous attend\n- Préparer les piluliers\n- Voir les familles\n\n"
        "### Ce que vous apportez\n- Diplôme d'État\n- Inscription à l'ordre\n\n"
        "### Ce serait un bonus\n- Permis B\n",
        (2, 1, 2),
    ),
    "all welcome, in two lists": (
        "Nos encantaría que tuvieras:\n– SQL de verdad\n– Inglés intermedio (B1)\n\n"
        "Si además traes esto, mejor:\n– dbt\n– Experiencia en bancos\n",
        (2, 2, 0),
    ),
    "nothing but a list of what is needed": (
        "- eine Ausbildung als Erzieherin\n- Freude an Kindern\n- Humor\n- Bereitschaft zu Frühdienst\n",
        (4, 0, 0),
    ),
    "tasks in sentences below their title": (
        "Duties of a Porter\n\nAssigns tasks to others.\nOpens the door.\nCounts the keys.\n\n"
        "Required Skills\nWorks well in a team.\nIs polite.\n",
        (2, 0, 3),
    ),
}


@pytest.mark.parametrize(("text", "asked"), BY_PLACE.values(), ids=BY_PLACE.keys())
def test_lists_are_known_by_their_place(text: str, asked: tuple[int, int, int]) -> None:
    assert counts(read(text)) == asked


EVIDENCE = {
    "a title about the job, over tasks": (
        "Porter\n\nJOB DESCRIPTION SUMMARY\n\n- Open the door.\n- Keep the keys.\n- Train new porters.\n\n"
        "QUALIFICATIONS SUMMARY\n\nKnowledge of hotel software.\n",
        (1, 0, 3),
    ),
    "titles that nobody listed, by their grammar": (
        "What you'll be up to\n- Late guests\n- Keys and parcels\n\n"
        "What we need from you\n- Patience\n- Opera\n\n"
        "Would make us smile\n- Polish\n- You've run a bar\n\nWhat's in it for you\n- Breakfast\n- A bed\n",
        (2, 2, 2),
    ),
    "sentences that follow each other": (
        "We're a small hotel, open since 1931, and we're after a porter to take over the night desk. "
        "You'll check in late guests and walk the floors. We need a first aid certificate. If you also speak "
        "Polish, even better. £14 an hour and breakfast. Please send your CV to Ann.\n",
        (1, 1, 3),
    ),
    "sentences beside a list of tasks": (
        "Der Arbeitsplatz umfasst:\n1. Prüfung von Anträgen\n2. Beratung der Gäste\n\n"
        "Vorausgesetzt wird eine abgeschlossene Ausbildung im Hotel. Wünschenswert sind Kenntnisse in "
        "Polnisch.\n\nBewerbungen richten Sie bitte bis Mai an das Haus.\n",
        (1, 1, 2),
    ),
    "marks at the ends of lines": (
        "Items marked (E) are essential.\n\nPersonal qualities\n\n"
        "Patience with guests (E)\nA second language (D)\n"
        "Calm at night (E)\n",
        (2, 1, 0),
    ),
    "a table that was pasted with tabs": (
        "PERSON SPECIFICATION\n\n\t\tEssential\tDesirable\tAssessed by\nSkills\n\tGood English\t✓\t\tA\n"
        "\tPolish\t\t✓\tI\nOther\n\tFirst aid\t✓\t\tA\n",
        (2, 1, 0),
    ),
    "a table that was pasted cell by cell": (
        "SECTION 1 – ESSENTIAL CRITERIA |\n"
        "Factor | Essential Criteria | Method of Assessment |\nExperience |\n"
        "Two years of experience at a desk |\nInterview |\nSECTION 2 – DESIRABLE CRITERIA |\n"
        "Some knowledge of the Opera system |\nInterview |\n",
        (1, 1, 0),
    ),
    "a table without a title": (
        "| Factors | Essential | Desirable | How identified |\n|---|---|---|---|\n"
        "| Skills | Good English | Polish | Interview |\n| Training | First aid | | Certificate |\n",
        (2, 1, 0),
    ),
    "Chinese in a single line": (
        "工作职责:1、负责夜间接待;2、负责钥匙管理;3、协助早班交接。任职资格:1、大专以上学历;2、熟悉酒店系统;3、会英语者优先。"
        "福利待遇:1、五险一金;2、包住宿。我们的酒店位于湖边,有四十间客房,欢迎你的加入,期待与你见面。\n",
        (2, 1, 3),
    ),
    "what is told by whoever employs, and how to apply": (
        "## Requirements\n- Good English\n- Patience\nThe hotel is committed to equal opportunities.\n"
        "If you would like to find out more, please contact us by post.\n",
        (2, 0, 0),
    ),
    "what comes on top within a line": (
        "## Profil\n- Drei Jahre als Portier, gern auch im Ausland\n- Geduld\n",
        (2, 1, 0),
    ),
    "a mail": (
        "From: Ann\nSubject: FW: Night porter\n\nHi Sam,\nhope you're well. "
        "She'd want you to keep the night desk. "
        "They need someone who speaks Polish. Opera would be the cherry on the cake. Start ASAP.\n",
        (1, 1, 1),
    ),
    "who is sought is told of somebody else": (
        "Night porter, Ulm\n\nWe've had guests since 1931. On most nights you carry the bags and "
        "you lock the bar.\n\n"
        "WHO FITS IN HERE\nWe need somebody who has kept a desk for at least two years. Porters who "
        "last with us "
        "stay calm. They hear a taxi. It wouldn't hurt if you had some Polish. We don't care about "
        "degrees.\n\n"
        "THE MONEY\nYou earn £15 an hour. The house pays for your taxi home.\n",
        (3, 1, 2),
    ),
    "and in German, with what is done told as if it were": (
        "Nachtportier (m/w/d)\n\nDas Haus hat vierzig Zimmer. Abends schließen Sie die Bar ab, und "
        "morgens decken Sie "
        "die Tische.\n\nWen wir suchen\nWir suchen jemanden, der seit mindestens drei Jahren an "
        "einem Empfang "
        "steht. Wer bei uns bleibt, kommt mit Gästen zurecht. Schön wäre, wenn Sie Polnisch verstehen.\n\n"
        "Was Sie davon haben\nGegessen wird umsonst.\n",
        (2, 1, 1),
    ),
    "people who are cared for are not sought": (
        "Night porter\n\nWe have helped people with dementia for over 20 years. Somebody who speaks "
        "Polish is what "
        "we need. You must hold a first aid certificate.\n",
        (2, 0, 0),
    ),
    "marks before lines of their own": (
        "Night porter\nMust: first aid certificate, 3 yrs at a desk\nNice: Polish, Opera\nWe "
        "offer flexible rota\n",
        (2, 1, 0),
    ),
    "a mark before a long line": (
        "Night porter\nMust: first aid certificate, 3 yrs post reg experience, a hand for keys\n"
        "We offer flexible rota\n",
        (3, 0, 0),
    ),
    "a Dutch paragraph, and what is asked for last": (
        "# Nachtportier\n\nDit neem je mee\nJe hebt een diploma. Onder druk blijf je vriendelijk. "
        "Ervaring met "
        "Opera is mooi meegenomen.\n\nInteresse?\nStuur je cv. Voor de eerste dag vragen we een VOG.\n",
        (3, 1, 0),
    ),
}


@pytest.mark.parametrize(("text", "asked"), EVIDENCE.values(), ids=EVIDENCE.keys())
def test_a_line_is_what_most_speaks_for(text: str, asked: tuple[int, int, int]) -> None:
    assert counts(read(text)) == asked
