"""Texts as search terms."""

from __future__ import annotations

from language.terms import split
from language.terms import terms as terms_of


def terms(text: str, *languages: str) -> list[str]:
    return [stem for term in terms_of(split(text), languages or ("en",)) for stem in term]


def test_terms_are_stems_without_little_words() -> None:
    assert terms("How did you improve the pipelines?") == ["improv", "pipelin"]


def test_names_of_technologies_and_figures_stay_whole() -> None:
    assert terms("C++, C#, k8s at 91.2 % of 1,000") == ["c++", "c#", "k8s", "91.2", "1,000"]


def test_full_width_and_accented_letters_are_folded() -> None:
    assert terms("ＲＡＧ Ünïcode") == ["rag", "unicod"]


def test_chinese_is_cut_into_pairs_that_do_not_cross_particles() -> None:
    assert terms("检索系统的 快") == ["检索", "索系", "系统", "快"]


def test_a_query_is_stemmed_in_every_language_of_the_index() -> None:
    (term,) = terms_of(split("canalizaciones"), ("en", "es"))

    assert term == ("canalizacion", "canaliz")
