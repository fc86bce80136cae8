"""The commands of ``stigar``. Each is one line of help and one call; Django is started only by those that need the database."""

import os
from typing import Annotated

import typer

from stigar.cli import bringing, bringing_models, demonstrating, founding, giving, imports, serving
from stigar.cli.areas import command

app = typer.Typer(name="stigar", help="See and develop the competence of an organisation.", no_args_is_help=True)
bring = typer.Typer(
    no_args_is_help=True, help="Bring what you have: people, everyday work, vocabularies, competence models."
)
app.add_typer(bring, name="import")
app.command("areas")(command.areas)
app.command("organisation")(founding.organisation)
app.command("example")(giving.example)
bring.command("people")(imports.import_people)
bring.command("work")(bringing.work)
bring.command("vocabulary")(bringing.vocabulary)
bring.command("model")(bringing_models.model)
Port = Annotated[int, typer.Option(help="The port people's browsers come to.")]


@app.callback()
def prepare() -> None:
    """See and develop the competence of an organisation."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stigar.web.settings")


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Port = 8000,
    demo: Annotated[bool, typer.Option("--demo", help="Bring the two example companies first.")] = False,
) -> None:
    """Start the web and a worker together, after bringing the database up to date."""
    serving.serve(host, port, demo=demo)


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
