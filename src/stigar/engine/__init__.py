"""The engine thinks; it does not fetch, store or serve.

One file (or folder) an idea: settings with defaults, one verb, one frozen answer that can
say why. No Django, no database, no clock, no hidden luck: ``today`` and ``seed`` come in by name.
"""

import os

# One thread each: the tables here are small, and threads that wait for each other made them ten times slower.
for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ.setdefault(name, "1")
