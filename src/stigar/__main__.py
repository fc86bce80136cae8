"""``python -m stigar`` is the command line."""

from stigar.cli import main

main()
