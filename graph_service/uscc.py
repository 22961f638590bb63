"""Unified social credit codes (GB 32100-2015): the check character, made and tested."""

from __future__ import annotations

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def check_character(first_17: str) -> str:
    """Return the 18th character; the outer modulus makes a sum divisible by 31 give '0'."""
    total = sum(ALPHABET.index(c) * w for c, w in zip(first_17, WEIGHTS, strict=True))
    return ALPHABET[(31 - total % 31) % 31]


def organisation_check(first_8: str) -> str:
    """Return the check character of an organisation code (GB 11714), the code's 17th."""
    values = [int(c) if c.isdigit() else ord(c) - 55 for c in first_8]
    rest = 11 - sum(v * w for v, w in zip(values, _ORGANISATION_WEIGHTS, strict=True)) % 11
    return {10: "X", 11: "0"}.get(rest, str(rest))


def make(registry_and_kind: str, division_code: str, organisation: str) -> str:
    """Return a whole code from its parts: ``52``, ``500112`` and the 8 characters of GB 11714."""
    first_17 = registry_and_kind + division_code + organisation + organisation_check(organisation)
    return first_17 + check_character(first_17)


def normalised(code: str) -> str:
    """Return a code without blanks and hyphens, in capitals."""
    return code.replace(" ", "").replace("-", "").upper()


def is_valid(code: str) -> bool:
    """Return whether a code has 18 characters of the alphabet and the right check character."""
    code = normalised(code)
    if len(code) != 18 or any(c not in ALPHABET for c in code):
        return False
    return check_character(code[:17]) == code[17]
