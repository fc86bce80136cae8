"""Lettering: how much room words take on a picture, and where a long word may be broken.

The pictures are drawn on the server, where no browser can say how wide a word is. A table of the
letter widths of Inter, rounded upwards, answers instead: a label never turns out wider than thought.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

# Thousandths of the letter height, measured for Inter at weight 500 and rounded up to the next twentieth.
_WIDTHS = {
    260: "ijlïí", 280: " Iłì", 320: "!',.:;·", 340: "`t", 360: "|", 380: "()/[]f\\", 400: "rš", 420: "1", 440: "{}",
    460: "žčç°", 480: "-^_”“", 500: "\"đőű–", 540: "*?sś•", 560: "kxz", 580: "7JLacvyåäàáâã", 600: "Feéèëêðæ",
    620: "25EbdghnopquöøÉüóòôúùñþ«»", 640: "3689#ß", 660: "04$&BPRSTZÞ", 680: "+<=>~", 700: "KY", 720: "AVXÅÄ",
    740: "CDUÜ", 760: "GHN", 780: "OQÖØ", 840: "w", 900: "m", 920: "Mæ…", 1000: "%@—", 1020: "WÆ",
}  # fmt: skip
_WIDTH = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_OTHER = 1050  # anything not in the table: emoji, other scripts
_VOWELS = "aeiouyåäöæøéüAEIOUYÅÄÖÆØÉÜ"
ELLIPSIS = "…"
LONGEST_WORD, LONGEST_LINE = 80, 200  # letters; what comes after could never be shown on a picture
# Last parts of Swedish and Norwegian titles: a long title is best broken just before one of these.
_ENDINGS = (
    "administratör", "administrator", "analytiker", "ansvarig", "assistent", "behandlare", "behandler", "chef",
    "designer", "ekonom", "förmedlare", "granskare", "handläggare", "ingenjör", "ingeniør", "konsulent", "koordinator", "ombud",
    "ledare", "leder", "medarbetare", "medarbeider", "rådgivare", "rådgiver", "samordnare", "sjef", "specialist",
    "spesialist", "säljare", "tekniker", "utredare", "utreder", "utvecklare", "utvikler", "veileder", "økonom",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lettering:
    """Letters of one size: they tell how wide a text becomes and how it is set in lines. Sizes are pixels.

    >>> Lettering(13).width("Testare") < Lettering(17, bold=True).width("Testare")
    True
    >>> Lettering(13).lines("Teamledare kundservice", widest=110, most=2)
    ('Teamledare', 'kundservice')
    """

    size: float = 13.0
    bold: bool = False
    leading: float = 1.22

    @property
    def line(self) -> float:
        return self.size * self.leading

    def width(self, text: str) -> float:
        """An upper bound in pixels."""
        thousandths = sum(_WIDTH.get(letter, _OTHER) for letter in text)
        return thousandths / 1000 * self.size * (1.04 if self.bold else 1.0)

    def lines(self, text: str, *, widest: float, most: int) -> tuple[str, ...]:
        """The text in at most ``most`` lines as even as possible; what finds no room ends in an ellipsis."""
        words = " ".join(_bounded(word) for word in text[: LONGEST_LINE * most].split())
        if self.width(words) <= widest or not words:
            return (words,) if words else ()
        chosen = self._fill(words, widest)
        for share in (0.55, 0.62, 0.7, 0.78, 0.86, 0.94):
            even = self._fill(words, widest * share)
            if len(even) == len(chosen) <= most and not _breaks(even):
                chosen = even
                break
        if len(chosen) <= most:
            return tuple(chosen)
        return (*chosen[: most - 1], self.shorten(" ".join(_healed(chosen[most - 1 :])), widest=widest))

    def shorten(self, text: str, *, widest: float) -> str:
        """The beginning of the text that fits, with an ellipsis when something was left out."""
        if self.width(text) <= widest:
            return text
        text = text[:LONGEST_LINE]
        while text and self.width(text + ELLIPSIS) > widest:
            text = text[:-1]
        return text.rstrip(" -,") + ELLIPSIS

    def _fill(self, text: str, widest: float) -> list[str]:
        lines: list[str] = []
        line = ""
        for piece, glue in self._pieces(text, widest):
            grown = f"{line}{glue}{piece}" if line else piece
            if line and self.width(grown) > widest:
                lines.append(line)
                grown = piece
            line = grown
        return [*lines, line]

    def _pieces(self, text: str, widest: float) -> Iterator[tuple[str, str]]:
        """Words with the blank before them; a word too wide for a line comes as hyphenated parts."""
        for word in text.split(" "):
            rest = word
            while self.width(rest) > widest and len(rest) > 6:
                cut = self._seam(rest, widest)
                yield rest[:cut].rstrip("-") + "-", " "
                rest = rest[cut:]
            yield rest, " "

    def _seam(self, word: str, widest: float) -> int:
        """Where to break: after an existing hyphen or a joining s, else before a consonant followed by a vowel."""
        room = max((n for n in range(2, len(word) - 2) if self.width(word[:n] + "-") <= widest), default=2)
        for fits, least in (
            (_after_hyphen, 3),
            (_before_ending, 3),
            (_after_joining_s, room // 2),
            (_before_syllable, 3),
        ):
            for cut in range(room, max(2, least), -1):
                if fits(word, cut):
                    return cut
        return room


def _after_hyphen(word: str, cut: int) -> bool:
    return word[cut - 1] in "-/"


def _before_ending(word: str, cut: int) -> bool:
    return word[cut:].lower().startswith(_ENDINGS)


def _after_joining_s(word: str, cut: int) -> bool:
    """kundtjänst|medarbetare is not found so, but betalnings|förmedlare and regnskaps|medarbeider are."""
    before, joint, after = word[cut - 2], word[cut - 1], word[cut : cut + 2]
    return joint == "s" and before in "gptdn" and len(word) - cut >= 4 and after[0] not in _VOWELS + "tkp"


def _before_syllable(word: str, cut: int) -> bool:
    enough = cut >= 4 and len(word) - cut >= 4
    return enough and word[cut] not in _VOWELS and word[cut].isalpha() and word[cut + 1] in _VOWELS


def _bounded(word: str) -> str:
    return word if len(word) <= LONGEST_WORD else word[:LONGEST_WORD] + ELLIPSIS


def _breaks(lines: list[str]) -> int:
    return sum(line.endswith("-") for line in lines)


def _healed(lines: list[str]) -> list[str]:
    """The same lines with broken words put together again."""
    whole: list[str] = []
    for line in lines:
        if whole and whole[-1].endswith("-") and line[:1].islower():
            whole[-1] = whole[-1][:-1] + line
        else:
            whole.append(line)
    return whole
