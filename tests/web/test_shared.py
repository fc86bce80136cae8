"""What the web's processes keep together."""

import multiprocessing
import time

import pytest

from stigar.web.shared import Shared


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "shared"


def _kept(folder, **how):
    return Shared(folder, {"OPTIONS": how})


def _count(folder, times):
    kept = _kept(folder)
    for _ in range(times):
        kept.incr("tries")


def _add(folder, mine, names):
    kept = _kept(folder)
    mine.write_text(" ".join(str(name) for name in range(names) if kept.add(f"name-{name}", True)))


def _together(does):
    started = [multiprocessing.get_context("fork").Process(target=do, args=given) for do, given in does]
    for process in started:
        process.start()
    for process in started:
        process.join()
    assert [process.exitcode for process in started] == [0] * len(started)


def test_what_several_processes_count_at_once_is_counted_whole(folder):
    _kept(folder).add("tries", 0, 300)

    _together([(_count, (folder, 100))] * 3)

    assert _kept(folder).get("tries") == 300


def test_of_several_processes_that_add_the_same_one_does(folder):
    files = [folder.parent / f"{number}.txt" for number in range(3)]

    _together([(_add, (folder, mine, 50)) for mine in files])

    added = [name for mine in files for name in mine.read_text().split()]
    assert sorted(added, key=int) == [str(name) for name in range(50)]


def test_counting_does_not_put_off_the_end(folder):
    kept = _kept(folder)
    kept.add("tries", 0, 300)
    ends = kept._ends(kept._key_to_file("tries"))

    assert [kept.incr("tries"), kept.incr("tries", 5)] == [1, 6]
    assert kept._ends(kept._key_to_file("tries")) == pytest.approx(ends, abs=1e-3)


def test_what_is_not_there_is_not_counted(folder):
    kept = _kept(folder)
    kept.set("over", 1, -1)

    for name in ("over", "never"):
        with pytest.raises(ValueError, match=name):
            kept.incr(name)


def test_what_has_had_its_time_is_let_go(folder):
    kept = _kept(folder)
    kept.set("stands", 1, 300)
    kept.set("for-ever", 1, None)
    for number in range(3):
        kept.set(f"over-{number}", 1, -1)

    assert kept.let_go() == 3
    assert [kept.get("stands"), kept.get("for-ever"), kept.get("over-1")] == [1, 1, None]


def test_when_it_is_full_a_limit_outlives_what_has_had_its_time(folder):
    kept = _kept(folder, MAX_ENTRIES=20)
    kept.add("tries", 30, 300)
    for number in range(200):
        kept.set(f"over-{number}", number, -1)

    assert kept.get("tries") == 30
    assert len(kept._list_cache_files()) <= 20


def test_who_comes_to_count_when_it_has_just_gone_begins_anew(folder):
    kept = _kept(folder)
    kept.add("tries", 7, 0.01)
    time.sleep(0.02)

    assert kept.add("tries", 0, 300)
    assert kept.incr("tries") == 1
