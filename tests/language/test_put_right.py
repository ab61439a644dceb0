"""Figures that whoever speaks puts right, and what only looks like it."""

from __future__ import annotations

import pytest

from language.figures.put_right import begins_by_putting_right, put_right
from language.tables import table
from language.words import LANGUAGES

PUT_RIGHT = {
    "24 towns. Sorry, no, 42 it was": "42 towns.",
    "I led 24 towns, no, 42 towns renovating schools.": "I led 42 towns renovating schools.",
    "I led 24 towns. Actually, 42": "I led 42 towns.",
    "It took 3 weeks. I mean 5 weeks. It was hard": "It took 5 weeks. It was hard",
    "We went from 34 to 12, sorry, 6 alarms a week": "We went from 34 to 6 alarms a week",
    "24, no, 34, no wait, 42 towns": "42 towns",
    "twenty-four towns, sorry, forty-two": "forty-two towns",
    "and within two hours no twenty minutes I decide": "and twenty minutes I decide",
    "twelve accents fifteen no fifty speakers for each": "twelve accents fifty speakers for each",
    "I serve 24 towns and save 30 % of the heat\nactually 42": "I serve 42 towns and save 30 % of the heat\n",
    "wir hatten 24 Gemeinden, ach nein, 42": "wir hatten 42 Gemeinden",
    "von 24 Gemeinden äh nein Moment 42 Gemeinden": "von 42 Gemeinden",
    "Wir waren 30 % schneller, Moment, 40 %, im Schnitt": "Wir waren 40 % schneller, im Schnitt",
    "Je suis 24 communes\neuh, non en fait 42\net 3 projets": "Je suis 42 communes\n\net 3 projets",
    "24 communes, 3 lycées.\nPardon, 42 communes": "42 communes, 3 lycées.\n",
    "Trabajo con 24 ayuntamientos… no, perdón, 42": "Trabajo con 42 ayuntamientos…",
    "24 ayuntamientos, perdón, 42 que renuevan escuelas": "42 ayuntamientos que renuevan escuelas",
    "Lavoro per 24 comuni, anzi 42 comuni": "Lavoro per 42 comuni",
    "Ik werk voor 24 gemeenten, nee, 42": "Ik werk voor 42 gemeenten",
    "Trabalho para 24 prefeituras, quer dizer, 42": "Trabalho para 42 prefeituras",
    "有24个镇，不对，是42个": "有42个镇",
    "About 7% of the calls fail.\nhm, 0.7 percent, not seven": "0.7 percent of the calls fail.\nhm",
    "I lead seven people. It was hard. Eight people, not seven.": "I lead Eight people. It was hard.",
    "Es waren 24 Gemeinden. 42, nicht 24.": "Es waren 42 Gemeinden.",
}
NOTHING_PUT_RIGHT = (
    "I had 24 towns, actually 42 of them",
    "There are no 42 without 24",
    "24 people wait 42 minutes",
    "There were two no 42 people",
    "under 30 minutes no 40 staff wait",
    "Did it take 24 days? No, 42 people did it",
    "We had 24 people and no budget. 42 joined.",
    "24 is right, no? 42 is wrong",
    "24 towns, sorry, 24 it was",
    "24 Gemeinden, im Moment 42",
    "There were 24 towns and 3 cities. It was hard. Sorry, 42.",
    "有24个镇，不是42个",
    "It takes four minutes, not forty.",
    "We had 40 alarms. It takes four minutes, not forty.",
    "It took 40 minutes, and now it takes four minutes, not five.",
)


@pytest.mark.parametrize(("said", "right"), PUT_RIGHT.items())
def test_the_right_figure_stands_in_the_place_of_the_one_withdrawn(said: str, right: str) -> None:
    found = put_right(said)
    assert found is not None
    assert found.text == right


@pytest.mark.parametrize("said", NOTHING_PUT_RIGHT)
def test_what_only_stands_beside_such_words_puts_nothing_right(said: str) -> None:
    assert put_right(said) is None


def test_a_right_figure_is_found_where_it_was_said_and_the_sentence_where_it_stood() -> None:
    said = "I serve 24 towns. Sorry, no, 42 it was. They build."
    found = put_right(said)
    assert found is not None
    at = found.text.index("42")
    start, end = found.span(at, at + 2)
    assert (said[start:end], start) == ("42", said.index("42"))
    start, end = found.span(0, found.text.index("."))
    assert said[start:end] == "I serve 24 towns"
    assert found.between(0, said.index(" Sorry")) == "I serve 42 towns."


def test_a_line_that_puts_right_is_known_by_its_beginning() -> None:
    assert begins_by_putting_right("euh, non en fait 42")
    assert not begins_by_putting_right("and 42 of them stayed")


def test_every_language_has_its_words() -> None:
    assert set(table("corrections")["surely"]) == {*LANGUAGES, "zh"}
