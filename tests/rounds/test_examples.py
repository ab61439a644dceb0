"""Examples are found where guides and candidates write them, and nowhere else."""

from __future__ import annotations

import pytest

from rounds.coding.examples import Example, Origin, in_code, in_guide
from rounds.coding.snippets import Language, language_of, snippets


def found(examples: tuple[Example, ...]) -> list[tuple[str, str]]:
    return [(example.call, example.wanted) for example in examples]


def test_a_guides_examples_stand_in_words_doctests_asserts_and_remarks(task_text: str) -> None:
    assert found(in_guide(task_text)) == [
        ("numbers = [2, 7, 11, 15], target = 9", "[0, 1]"),
        ("two_sum([3, 3], 6)", "[0, 1]"),
        ("two_sum([1, 5, 9], 14)", "[1, 2]"),
        ("two_sum(tens, 17)", "[8, 9]"),
        ("two_sum([4, 4], 8)", "[0, 1]"),
    ]


def test_what_an_example_needs_comes_with_it(task_text: str) -> None:
    (asserted,) = [example for example in in_guide(task_text) if "tens" in example.call]

    assert asserted.setup == "tens = list(range(10))"
    assert asserted.function == "two_sum"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Eingabe: wort = 'Anna'\nAusgabe: True", [("wort = 'Anna'", "True")]),
        ("Entrada: s = \"abc\"\nSalida: 'cba'", [('s = "abc"', "'cba'")]),
        ("Entrée : n = 5\nSortie : 120", [("n = 5", "120")]),
        ("输入：n = 3\n输出：6", [("n = 3", "6")]),
        ("- **Input:** `nums = [1]`\n- **Output:** `[1]`", [("nums = [1]", "[1]")]),
        (
            "Reverse it. Input: s = 'ab' Output: 'ba' Input: s = '' Output: ''",
            [("s = 'ab'", "'ba'"), ("s = ''", "''")],
        ),
        ("fib(10) should return 55", [("fib(10)", "55")]),
        ("`palindrom('Anna')` ergibt True", [("palindrom('Anna')", "True")]),
        ("slug('A b') => 'a-b'", [("slug('A b')", "'a-b'")]),
    ],
)
def test_pairs_are_read_in_the_languages_of_guides(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(in_guide(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Input: a stream of events\nOutput: each of them once",
        "two_sum(numbers, target) returns a list of two indices",
        "The function f(x) is called once a minute, 3 times in all",
        "Output: 3",
        "    total = add(1, 2)  # a running total of 3 days",
        "    def check(value):\n        assert value > 0\n        return value",
    ],
)
def test_words_that_only_look_like_examples_are_none(text: str) -> None:
    assert in_guide(text) == ()


def test_a_candidates_asserts_and_tests_are_examples_of_theirs() -> None:
    code = (
        "def double(n):\n    assert n is not None\n    return 2 * n\n\n"
        "assert double(2) == 4\n"
        "def test_zero():\n    nothing = 0\n    assert double(nothing) == 0\n"
    )

    examples = in_code(code, Origin.CANDIDATE)

    assert found(examples) == [("double(2)", "4"), ("double(nothing)", "0")]
    assert {example.origin for example in examples} == {Origin.CANDIDATE}
    assert [example.line for example in examples] == [5, 8]


def test_code_that_does_not_parse_has_none() -> None:
    assert in_code("def f(:\n    pass", Origin.CANDIDATE) == ()


def test_a_piece_of_code_is_its_indented_block_and_begins_where_it_stands() -> None:
    (piece,) = snippets("Words.\n\n    a = 1\n\n    b = 2\n\nMore words.")

    assert (piece.text, piece.line, piece.language) == ("a = 1\n\nb = 2\n", 3, Language.PYTHON)


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("select name from users", Language.SQL),
        ("function f(x) { return x; }", Language.OTHER),
        ("def f(:\n    pass", Language.PYTHON),
        ("for i in range(3): print(i)", Language.PYTHON),
    ],
)
def test_the_language_is_told(code: str, language: Language) -> None:
    assert language_of(code) is language
