"""The hash of a profile's words: the same content always gives the same, and a changed letter another."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any


def canonical(content: Mapping[str, Any]) -> str:
    """The content written in one way only: keys in order, no spaces, letters as they are.

    >>> canonical({"b": 1, "a": ["å"]})
    '{"a":["å"],"b":1}'
    """
    return json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest_of(content: Mapping[str, Any]) -> str:
    """SHA-256 over the canonical form, in 64 hexadecimal signs."""
    return hashlib.sha256(canonical(content).encode("utf-8", "replace")).hexdigest()
