"""The foundation: separate worlds, who may, what happened, work in the background, the clock at the door.

It knows no room. At most eight files and eight hundred lines.
"""
