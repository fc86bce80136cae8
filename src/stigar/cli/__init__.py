"""The terminal front door: the same verbs as the pages, and the engines on plain files."""


def main() -> None:
    """Run the command line."""
    from stigar.cli.terminal import app  # noqa: PLC0415 - reading the example's texts must not start a terminal

    app()
