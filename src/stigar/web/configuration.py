"""What an operator may set, from the environment (``STIGAR_*``, ``DATABASE_URL``) or an ``.env`` file beside the data."""

from datetime import date
from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Configuration(BaseSettings):
    """Every setting with its default. ``folder`` holds the database, the uploads and the key: back it up."""

    model_config = SettingsConfigDict(env_prefix="STIGAR_", env_file=".env", extra="ignore")

    folder: Path = Path("var")
    demo: bool = False  # the log-in page lists the cast, and letters are read on a page
    debug: bool = False
    secret_key: str = ""  # made and kept in the folder when empty
    hosts: list[str] = ["localhost", "127.0.0.1", "[::1]"]
    address: str = "http://127.0.0.1:8000"  # as people reach it; used in letters
    today: date | None = None  # hold the day still, for demonstrations and tests
    language: str = "sv"
    time_zone: str = "Europe/Stockholm"
    mail_url: str = ""  # smtp://user:password@host:587; empty writes letters to the folder
    mail_from: str = "Stigar <stigar@localhost>"
    database_url: str = Field("", validation_alias="DATABASE_URL")
    web_processes: int = Field(0, ge=0)  # that answer at the same time; 0 is as many as there are cores
    behind_proxy: bool = False  # trust X-Forwarded-Proto from the proxy in front
