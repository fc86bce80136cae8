"""What happens by itself with people."""

from stigar.foundation.tenancy import everywhere
from stigar.people.actions.left_files import let_go_of_left
from stigar.people.jobs import accounts, imports

__all__ = ["accounts", "every_night", "imports"]


def every_night() -> None:
    """Run often; twice does no harm."""
    with everywhere():
        let_go_of_left()
