"""What somebody typed, as it is kept: without what a database refuses, without spaces nobody sees, and never longer than its place.

A nul character comes with words that are copied from other programs, and PostgreSQL does not take it. Half of a cut word stays:
what is too long is stopped in the form, and the cut here is the last line of defence.
"""


def one_line(words: str, most: int | None = None) -> str:
    """Words on one line, with one space between them.

    >>> one_line("  Svara\\0 i\\n telefon "), one_line("Svara i telefon", 7)
    ('Svara i telefon', 'Svara i')
    """
    return " ".join(words.replace("\0", "").split())[:most]


def as_written(words: str, most: int | None = None) -> str:
    """Words with their own lines, without empty space around them.

    >>> as_written("\\n Först.\\0\\r\\n\\r\\nSedan. "), as_written("Först. Sedan.", 6)
    ('Först.\\n\\nSedan.', 'Först.')
    """
    return words.replace("\0", "").replace("\r\n", "\n").strip()[:most]
