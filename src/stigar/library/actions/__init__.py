"""What we can do: bring, import and remove vocabularies; keep competence models, and put our own words in them."""

from stigar.library.actions.models import bring_open_model, keep_model
from stigar.library.actions.vocabularies import (
    ERRAND,
    KIND,
    bring_files,
    brought_files,
    import_vocabulary,
    remove_vocabulary,
)
from stigar.library.actions.wording import add_competence, add_item, hide, restore, reword, show

__all__ = [
    "ERRAND", "KIND", "add_competence", "add_item", "bring_files", "bring_open_model", "brought_files", "hide",
    "import_vocabulary", "keep_model", "remove_vocabulary", "restore", "reword", "show",
]  # fmt: skip
