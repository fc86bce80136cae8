"""Each test of the door begins with nobody having tried too often."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def nobody_has_tried_yet() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()
