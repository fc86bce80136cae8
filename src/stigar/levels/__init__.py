"""Levels: who can do what, what is missing, and the way there.

A level is what somebody saw of a person's competence one day: themself, their manager, a colleague, in an observation or by a
certificate. The latest counts, not the best; what the person says stands apart from what others saw; and neither side sees the
other's judgement before both have given theirs. A gap is arithmetic that anybody can follow. Nothing here ranks people.
"""
