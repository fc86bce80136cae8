"""Two example companies to try everything on: Alvbro, a payments company, and Bakeriet Havre, a bakery.

Both are invented. Their texts lie as TOML beside this file; ``alvbro()`` and ``havre()``
read them and hand back plain rows, the same rows every time.
"""

from datetime import date

from stigar.cli.example.building import build
from stigar.cli.example.export import write_hr_export
from stigar.cli.example.rows import Company

__all__ = ["TODAY", "alvbro", "havre", "write_hr_export"]

TODAY = date(2026, 11, 2)


def alvbro(*, today: date = TODAY) -> Company:
    """The payments company: about 260 people, 43 roles, six departments, Malmö, Oslo and Manila.

    ``today`` only moves those who have just left or will soon start.
    """
    return build("alvbro", today=today)


def havre(*, today: date = TODAY) -> Company:
    """The bakery in Trondheim: 14 people, 5 roles. The stranger, who must never see Alvbro's rows."""
    return build("havre", today=today)
