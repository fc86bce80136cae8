"""A team side by side: what is asked of each, what has been seen, and per competence who can and whether it will last."""

from stigar.levels.queries.team.side import Cell, OfTeam, Team, own_team, team_side_by_side

__all__ = ["Cell", "OfTeam", "Team", "own_team", "team_side_by_side"]
