"""The folder with people's data: made for the account that runs us, and closed to everyone else on the machine."""

import os
import subprocess
import sys
from io import BytesIO
from pathlib import Path

from django.conf import settings

from stigar.foundation import files

OPEN_TO_OTHERS = 0o077


def test_a_new_folder_is_closed_to_others_whatever_the_umask(tmp_path):
    folder = tmp_path / "srv" / "stigar"
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.pathsep.join(sys.path),
        "STIGAR_FOLDER": str(folder),
        "DJANGO_SETTINGS_MODULE": "stigar.web.settings",
    }

    subprocess.run(
        [sys.executable, "-m", "django", "migrate", "foundation", "--verbosity", "0"],
        env=environment, check=True, umask=0o000, cwd=tmp_path,
    )  # fmt: skip

    assert {"stigar.sqlite3", "secret.key", "static"} <= {path.name for path in folder.iterdir()}
    assert _open_to_others(folder) == []


def test_what_people_bring_is_closed_to_others(cast):
    kept = files.keep(BytesIO(b"number;name"), "people.csv", kind="people", by=cast.hedda)

    assert files.place(kept).stat().st_mode & OPEN_TO_OTHERS == 0
    assert _open_to_others(Path(settings.STIGAR.folder) / "uploads") == []


def _open_to_others(folder):
    return [path for path in (folder, *folder.rglob("*")) if path.stat().st_mode & OPEN_TO_OTHERS]
