"""Areas: what people really do, and the competence areas that follow from it.

Everyday work, skills and traits per role; wishes; the map of areas with its questions and
people's decisions; and the order in which to begin.
"""
