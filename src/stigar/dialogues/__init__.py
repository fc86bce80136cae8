"""Dialogues: two people prepare alone, talk, agree and follow up; and what a person thinks over by themself.

What is written in confidence stays there. Preparations are the writer's until both have handed in; notes are private until they are
moved; a self-reflection is nobody else's until it is shared, piece by piece. HR sees that talks are held, never what is said.
"""
