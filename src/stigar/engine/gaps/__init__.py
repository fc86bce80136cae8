"""What is required against what is known: of one person as a sum anyone can follow, of the whole organisation in a picture."""

from stigar.engine.gaps.ageing import Ageing
from stigar.engine.gaps.answer import Gap, Gaps, Paper, Side
from stigar.engine.gaps.blocks import Entry
from stigar.engine.gaps.coverage import Coverage, Covered, OfCover
from stigar.engine.gaps.entering import entries
from stigar.engine.gaps.finder import GapFinder
from stigar.engine.gaps.guarding import Figure, Guard, Publication
from stigar.engine.gaps.known import Exemption, Known, Need, Prerequisite, Source
from stigar.engine.gaps.picture import Mark, Picture, Picturing, Placed, strictest
from stigar.engine.gaps.programmes import Offer, ProgrammeOrder, Worth, takers
from stigar.engine.gaps.reasons import Why
from stigar.engine.gaps.told import OfCompetence, Told
from stigar.engine.gaps.units import Units

__all__ = [
    "Ageing", "Coverage", "Covered", "Entry", "Exemption", "Figure", "Gap", "GapFinder", "Gaps", "Guard", "Known", "Mark",
    "Need", "OfCompetence", "OfCover", "Offer", "Paper", "Picture", "Picturing", "Placed", "Prerequisite",
    "ProgrammeOrder", "Publication", "Side", "Source", "Told", "Units", "Why", "Worth", "entries", "strictest",
    "takers",
]  # fmt: skip
