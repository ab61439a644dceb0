"""Irregular verb forms by their base, for comparing what is said of the past with what is denied of it."""

from __future__ import annotations

from language.text import stem

_FORMS = """
become became; begin began begun; break broke broken; bring brought; build built; buy bought; catch
caught; choose chose chosen; come came; deal dealt; do did done; draw drew drawn; drive drove
driven; fall fell fallen; feel felt; fight fought; find found; forget forgot forgotten; get got
gotten; give gave given; go went gone; grow grew grown; hide hid hidden; hold held; keep kept; know
knew known; lead led; learn learnt; leave left; lend lent; lose lost; make made; mean meant; meet
met; pay paid; rise rose risen; run ran; say said; see saw seen; sell sold; send sent; shrink shrank
shrunk; show showed shown; speak spoke spoken; spend spent; stand stood; take took taken; teach
taught; tell told; think thought; throw threw thrown; understand understood; wear wore worn; win
won; write wrote written
"""


def _by_form() -> dict[str, str]:
    found: dict[str, str] = {}
    for group in _FORMS.replace("\n", " ").split(";"):
        base, *forms = map(stem, group.split())
        found |= dict.fromkeys(forms, base)
    return found


_BASES = _by_form()


def base(stemmed: str) -> str:
    """The stem of a verb's base form for that of an irregular form, any other stem as it is."""
    return _BASES.get(stemmed, stemmed)
