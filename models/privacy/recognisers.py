"""Where a text holds personal data or a secret."""

from __future__ import annotations

import contextlib
import ipaddress
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

COUNTRIES = ("US", "GB", "DE", "FR", "ES", "IT")


class Kind(StrEnum):
    """What is masked; the value is the placeholder's name."""

    EMAIL = "email"
    PHONE = "phone"
    CARD = "card"
    IBAN = "iban"
    NATIONAL_ID = "id"
    KEY = "key"
    HOST = "host"
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Found:
    """One piece of personal data: `text[start:end]`."""

    kind: Kind
    start: int
    end: int


_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[\w-]{1,63}\.)+[^\W\d_]{2,24}(?![\w-])")
_KEY = re.compile(
    r"\b(?:sk|pk|rk)[-_](?:[A-Za-z]+[-_])?[A-Za-z0-9_-]{16,}"
    r"|\bgh[pousr]_[A-Za-z0-9]{20,}|\bgithub_pat_\w{20,}|\bglpat-[\w-]{16,}"
    r"|\b(?:AKIA|ASIA)[A-Z0-9]{16}\b|\bAIza[\w-]{30,}|\bxox[abposr]-[\w-]{10,}"
    r"|\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}"
    r"|-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|\Z)",
    re.DOTALL,
)
_NAMED_SECRET = re.compile(
    r"\b(?:password|passwd|passphrase|secret|token|api[_ -]?key|access[_ -]?key)\b\s*(?:is|=|:)\s*"
    r"[\"'`]?(?P<value>(?=[^\s\"'`]*\d)[^\s\"'`,;]{8,})",
    re.IGNORECASE,
)
_BEARER = re.compile(r"\bBearer\s+(?P<value>[\w.~+/-]{16,}=*)")
_URL_LOGIN = re.compile(r"\b[a-z][a-z0-9+.-]*://(?P<value>[^\s/:@]+:[^\s/@]+)@", re.IGNORECASE)
_OCTET = r"(?:25[0-5]|2[0-4]\d|1?\d?\d)"
_IPV4 = re.compile(rf"(?<![\d.]){_OCTET}(?:\.{_OCTET}){{3}}(?![\d.]*\d)")
_IPV6 = re.compile(r"(?<![\w:])[0-9a-fA-F]{0,4}(?::[0-9a-fA-F]{0,4}){2,7}(?![\w:])")
_MAC = re.compile(r"\b(?:[0-9a-fA-F]{2}[:-]){5}[0-9a-fA-F]{2}\b")
_PRIVATE_HOST = re.compile(
    r"\b(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:internal|local|corp|lan|intranet|cluster\.local)\b",
    re.IGNORECASE,
)
_CARD = re.compile(r"(?<![\w.,])(?:\d[ -]?){12,18}\d(?![\w]|[.,]\d)")
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}")
_FENCE = re.compile(r"</?\w+ id=[0-9a-f]{12,}>")
_LEAST_PHONE_DIGITS = 9


@dataclass(frozen=True, slots=True)
class _NationalId:
    """The form of one country's number, and the python-stdnum module that knows its checksum."""

    pattern: re.Pattern[str]
    module: str


_NATIONAL_IDS = (
    _NationalId(re.compile(r"(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])"), "stdnum.us.ssn"),
    _NationalId(re.compile(r"(?<!\d)\d{3}[ -]\d{3}[ -]\d{4}(?!\d)"), "stdnum.gb.nhs"),
    _NationalId(re.compile(r"(?<!\d)\d{2} ?\d{3} ?\d{3} ?\d{3}(?!\d)"), "stdnum.de.idnr"),
    _NationalId(
        re.compile(r"(?<!\d)[12] ?\d{2} ?\d{2} ?\d[\dAB] ?\d{3} ?\d{3} ?\d{2}(?!\d)"), "stdnum.fr.nir"
    ),
    _NationalId(re.compile(r"\b\d{8}[- ]?[A-Z]\b"), "stdnum.es.dni"),
    _NationalId(re.compile(r"\b[XYZ][- ]?\d{7}[- ]?[A-Z]\b"), "stdnum.es.nie"),
    _NationalId(re.compile(r"\b[A-Z]{6}\d{2}[A-EHLMPR-T]\d{2}[A-Z]\d{3}[A-Z]\b"), "stdnum.it.codicefiscale"),
)
# A British national insurance number has no checksum; these prefixes are never given out.
_NINO = re.compile(
    r"\b(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z] ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b"
)


def recognise(text: str, names: Sequence[str] = ()) -> tuple[Found, ...]:
    """The personal data of `text` in order, none overlapping another; `names` are masked as well.

    Numbers count only where their checksum is right or, for phones, where a country has such numbers: a
    figure of an answer must not become a placeholder. Formats are those of `COUNTRIES`, IBANs of any.
    """
    taken: list[tuple[int, int]] = [match.span() for match in _FENCE.finditer(text)]
    found: list[Found] = []
    for recogniser in (_secrets, _emails, _ibans, _hosts, _national_ids, _cards, _phones):
        for each in recogniser(text):
            if all(each.end <= start or end <= each.start for start, end in taken):
                taken.append((each.start, each.end))
                found.append(each)
    for name in names:
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE):
            if all(match.end() <= start or end <= match.start() for start, end in taken):
                taken.append(match.span())
                found.append(Found(Kind.NAME, *match.span()))
    return tuple(sorted(found, key=lambda each: each.start))


def _secrets(text: str) -> Iterator[Found]:
    for match in _KEY.finditer(text):
        yield Found(Kind.KEY, *match.span())
    for pattern in (_NAMED_SECRET, _BEARER, _URL_LOGIN):
        for match in pattern.finditer(text):
            yield Found(Kind.KEY, *match.span("value"))


def _emails(text: str) -> Iterator[Found]:
    return (Found(Kind.EMAIL, *match.span()) for match in _EMAIL.finditer(text))


def _hosts(text: str) -> Iterator[Found]:
    for pattern in (_IPV4, _MAC, _PRIVATE_HOST):
        for match in pattern.finditer(text):
            yield Found(Kind.HOST, *match.span())
    for match in _IPV6.finditer(text):
        with contextlib.suppress(ValueError):
            ipaddress.IPv6Address(match[0])
            # "std::" and "::" are code.
            if sum(sign.isdigit() for sign in match[0]) > 2:
                yield Found(Kind.HOST, *match.span())


def _ibans(text: str) -> Iterator[Found]:
    is_valid = _checker("stdnum.iban")
    for match in _IBAN.finditer(text):
        # Words in capitals may follow; the longest part that fits its checksum is the number.
        for end in range(match.end(), match.start() + 14, -1):
            if is_valid(text[match.start() : end]) and not text[match.start() : end].endswith(" "):
                yield Found(Kind.IBAN, match.start(), end)
                break


def _cards(text: str) -> Iterator[Found]:
    is_valid = _checker("stdnum.luhn")
    for match in _CARD.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        if digits[0] in "3456" and len(set(digits)) > 1 and is_valid(digits):
            yield Found(Kind.CARD, *match.span())


def _national_ids(text: str) -> Iterator[Found]:
    for form in _NATIONAL_IDS:
        is_valid = _checker(form.module)
        for match in form.pattern.finditer(text):
            if is_valid(match[0]):
                yield Found(Kind.NATIONAL_ID, *match.span())
    for match in _NINO.finditer(text):
        yield Found(Kind.NATIONAL_ID, *match.span())


def _phones(text: str) -> Iterator[Found]:
    # Metadata of a country is read when it is first asked for; see docs/adr/0008-masking.md.
    from phonenumbers import Leniency, PhoneNumberMatcher  # noqa: PLC0415

    if sum(sign.isdigit() for sign in text) < _LEAST_PHONE_DIGITS:
        return
    for region in (None, *COUNTRIES):
        leniency = Leniency.POSSIBLE if region is None else Leniency.STRICT_GROUPING
        for match in PhoneNumberMatcher(text, region, leniency=leniency):
            digits = sum(sign.isdigit() for sign in match.raw_string)
            written_as_phone = re.search(r"[ ()/-]|^\+|^0", match.raw_string) is not None
            if digits >= _LEAST_PHONE_DIGITS and written_as_phone and not _DATE.search(match.raw_string):
                yield Found(Kind.PHONE, match.start, match.end)


@cache
def _checker(module: str) -> Callable[[str], bool]:
    from importlib import import_module  # noqa: PLC0415 -- only texts for a model are checked

    checked: Callable[[str], bool] = import_module(module).is_valid
    return checked
