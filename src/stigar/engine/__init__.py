"""The engine thinks; it does not fetch, store or serve.

One file (or folder) an idea: settings with defaults, one verb, one frozen answer that can
say why. No Django, no database, no clock, no hidden luck: ``today`` and ``seed`` come in by name.
"""
