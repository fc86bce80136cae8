"""Files that people bring: whole or not at all, once, and gone after a day."""

import io
from datetime import timedelta

import pytest

from stigar.foundation import clock, files
from stigar.foundation.models import Upload


def test_the_same_bytes_are_kept_once(cast):
    one, other = (files.keep(io.BytesIO(b"abc"), "a.csv", kind="people", by=cast.hedda) for _ in range(2))

    assert files.place(one) == files.place(other)
    files.drop(one)
    assert files.place(other).read_bytes() == b"abc"
    files.drop(other)
    assert not files.place(other).exists()


def test_a_path_in_the_name_leads_nowhere(cast):
    kept = files.keep(io.BytesIO(b"abc"), "../../etc/passwd", kind="people", by=cast.hedda)

    assert (kept.file_name, files.place(kept).name) == ("passwd", kept.sha256)


def test_a_disk_that_fills_up_leaves_nothing(cast):
    class Full(io.BytesIO):
        def read(self, size=-1):
            if self.tell():
                raise OSError("No space left on device")
            return super().read(3)

    with pytest.raises(OSError, match="No space"):
        files.keep(Full(b"abcdef"), "a.csv", kind="people", by=cast.hedda)

    folder = files.place(files.keep(io.BytesIO(b"x"), "x", kind="people", by=cast.hedda)).parent
    assert (Upload.objects.count(), len(list(folder.iterdir()))) == (1, 1)


def test_what_nobody_comes_back_for_is_gone_after_a_day(cast):
    old, new = (files.keep(io.BytesIO(text), "a.csv", kind="people", by=cast.hedda) for text in (b"old", b"new"))
    Upload.objects.filter(pk=old.pk).update(at=clock.now() - timedelta(hours=25))

    assert files.drop_old() == 1

    assert list(Upload.objects.all()) == [new]
