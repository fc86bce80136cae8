"""What is said of a file that shows a level or a certificate and cannot be kept: which file, the rule, and what to do instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from stigar.levels.actions import evidence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.core.files.uploadedfile import UploadedFile

WRONG = (evidence.WrongFile, evidence.TooLarge)


def words_of(wrong: Exception, told: Mapping[str, UploadedFile | None]) -> str:
    """The sentence, with what the file is called."""
    file = told.get("file")
    words = (
        _("“%(name)s” is larger than 10 MB. Make it smaller, or link to it.")
        if isinstance(wrong, evidence.TooLarge)
        else _("“%(name)s” cannot be kept, or is not what its name says. Choose a PDF, a picture, Word, Excel or text.")
    )
    return words % {"name": file.name if file else ""}
