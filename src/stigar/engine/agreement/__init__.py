"""How far people agree when each judges alone: in figures that are known from research, and what they mean."""

from stigar.engine.agreement.agreement import Agreement, Agreements, OfCompetence, Rating, Refusal

__all__ = ["Agreement", "Agreements", "OfCompetence", "Rating", "Refusal"]
