"""Texts that stay texts in a spreadsheet, whatever they begin with."""

from __future__ import annotations

LONGEST_CELL = 32_000  # characters; a cell holds 32,767
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe(text: str) -> str:
    """A text that is no formula, here and in whatever the sheet is saved as. Our own reader takes the apostrophe off again.

    >>> safe("=1+1"), safe("Lyssna")
    ("'=1+1", 'Lyssna')
    """
    clean = "".join(sign for sign in text if sign in "\n\t" or ord(sign) >= 32)
    clean = clean.encode("utf-8", "replace").decode("utf-8")[:LONGEST_CELL]
    risky = clean.startswith(STARTS_A_FORMULA) or clean.lstrip().startswith(STARTS_A_FORMULA)
    return f"'{clean}" if risky else clean
