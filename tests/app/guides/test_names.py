"""Names of files from anywhere."""

from __future__ import annotations

import pytest

from app.guides.names import beside, is_taken, safe_name
from evals.attacks.attacks import Attack, attacks


@pytest.mark.parametrize(
    ("given", "safe"),
    [
        ("stories.md", "stories.md"),
        ("Lebenslauf – Übung (2).docx", "Lebenslauf – Übung (2).docx"),
        ("面试准备.md", "面试准备.md"),
        ("../../etc/passwd.md", "passwd.md"),
        ("C:\\Users\\me\\notes.txt", "notes.txt"),
        ("/home/me/guide.pdf", "guide.pdf"),
        ("..", "guide"),
        ("...md", "guide.md"),
        (".md", "guide.md"),
        ("\u200b.md", "guide.md"),
        (".hidden.md", "hidden.md"),
        ("-rf.md", "rf.md"),
        ("a\x00b\x1b[31m\n.md", "ab[31m.md"),
        ("invoice\u202efdp.md", "invoicefdp.md"),
        ("zero\u200bwidth\ufeff.md", "zerowidth.md"),
        ("half\ud800.md", "half.md"),
        ("two\u2028lines.md", "twolines.md"),
        ("CON.md", "_CON.md"),
        ("aux.tar.md", "_aux.tar.md"),
        ("com1.txt", "_com1.txt"),
        ("console.md", "console.md"),
        ('what? "why" <b>|*.md', "what- -why- -b---.md"),
        ("trailing. .md", "trailing.md"),
        ("ends with a dot.", "ends with a dot"),
        ("", "guide"),
        ("cafe\u0301.md", "café.md"),
    ],
)
def test_a_name_lies_in_one_folder_on_every_system(given: str, safe: str) -> None:
    assert safe_name(given) == safe


@pytest.mark.parametrize("sign", ["a", "é", "面", "🦊"])
def test_a_long_name_keeps_its_suffix(sign: str) -> None:
    safe = safe_name(sign * 400 + ".docx")

    assert safe.endswith(".docx")
    assert 100 < len(safe.encode()) <= 150


@pytest.mark.parametrize("attack", attacks(), ids=lambda attack: str(attack.number))
def test_what_attacks_stays_one_name(attack: Attack) -> None:
    safe = safe_name(f"{attack.text}.md")

    assert safe.endswith(".md")
    assert not set(safe) & set('/\\<>:"|?*\n\r\t\x00')
    assert len(safe.encode()) <= 150


def test_a_taken_name_gets_the_next_number() -> None:
    assert beside("a.md", ["A.MD"]) == "a (2).md"
    assert beside("a.md", ["a.md", "a (2).md"]) == "a (3).md"
    assert is_taken("CAFE\u0301.md", ["café.md"])
    assert not is_taken("b.md", ["a.md"])
