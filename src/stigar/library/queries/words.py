"""What the library calls its own kinds of things, for pages, files and programs."""

from stigar.library.models import Competence, Item

KINDS = dict(Item.KINDS)
FORMS = dict(Item.FORMS)
DISCIPLINES = dict(Competence.DISCIPLINES)
