"""What is wrong with a file of everyday work, in the reader's language: what, the rule, and what to do."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from stigar.areas.models import Task
from stigar.people.readers.faults import FileFault
from stigar.people.readers.sentences import told

CHOICE_WORDS: Mapping[str, Mapping[str, Any]] = {
    "frequency": dict(Task.FREQUENCIES), "channel": dict(Task.CHANNELS), "counterpart": dict(Task.COUNTERPARTS),
}  # fmt: skip


def sentence(fault: FileFault) -> str:
    """A fault in words."""
    return _own(fault) or told(fault).words


def _own(fault: FileFault) -> str:
    """The sentence of a fault that only files of everyday work can have; empty for all others."""
    more = {**fault.more, "value": fault.value}
    if fault.code == "no-role-column":
        return _("No heading says which role a row is about. Name that column “Role”.")
    if fault.code == "no-text-column":
        return _("No heading says where the task stands. Name that column “Task”.")
    if fault.code == "unknown-role" and more.get("near"):
        return _("There is no role called “%(value)s”. Did you mean “%(near)s”? Correct it in the file.") % more
    if fault.code == "unknown-role":
        return (
            _("There is no role called “%(value)s”. Use a title from the register of roles, or add the role first.")
            % more
        )
    if fault.code == "not-a-choice":
        return _("“%(value)s” is not one of the words for this column. Write one of: %(choices)s.") % {
            "value": fault.value, "choices": ", ".join(_choices(fault)),
        }  # fmt: skip
    return ""


def _choices(fault: FileFault) -> list[str]:
    words = CHOICE_WORDS.get(str(fault.more.get("choice_of")))
    if words:
        return [str(word) for key, word in words.items() if key]
    if fault.more.get("choice_of") == "kind":
        return [_("task"), _("skill"), _("trait")]
    return [_("essential"), _("useful")]
