"""The commands of ``stigar``. Each is one line of help and one call; Django is started only by those that need the database."""

import os
from typing import Annotated

import typer

from stigar.cli import demonstrating, serving

app = typer.Typer(name="stigar", help="See and develop the competence of an organisation.", no_args_is_help=True)
Port = Annotated[int, typer.Option(help="The port people's browsers come to.")]


@app.callback()
def prepare() -> None:
    """See and develop the competence of an organisation."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stigar.web.settings")


@app.command()
def serve(host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1", port: Port = 8000) -> None:
    """Start the web and a worker together, after bringing the database up to date."""
    serving.serve(host, port)


@app.command()
def work() -> None:
    """Start one more worker for what happens in the background."""
    serving.work()


@app.command()
def migrate() -> None:
    """Bring the database up to date."""
    serving.migrate()


@app.command()
def demo() -> None:
    """Bring the two example companies, unless they are here already."""
    serving.migrate()
    demonstrating.bring_examples()
