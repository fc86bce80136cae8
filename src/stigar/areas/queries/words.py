"""Words as they are compared: stems, the same for what means the same in Swedish and Norwegian."""

from functools import lru_cache

from stigar.engine.text.words import Compounds, language_of, terms


@lru_cache(maxsize=20_000)
def stems(text: str) -> str:
    """The words of a text that matter, as stems in alphabetical order; the text itself when nothing else is left.

    >>> stems("Hantera klagomål!") == stems("att hantera klagomål")
    True
    """
    return " ".join(sorted(set(terms(text, language_of(text, "sv"), Compounds())))) or text.casefold().strip()
