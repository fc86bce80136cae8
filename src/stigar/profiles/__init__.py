"""Job profiles: what a role requires, made together with those who do the work.

A profile project goes through nine steps, from the goal to the follow-up. Nothing is published past a step whose gate is
closed, and every requirement can be traced to who asked for it. A profile is approved by others than its author, is then frozen,
and is changed only by a new version.
"""
