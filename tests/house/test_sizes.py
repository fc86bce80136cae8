"""Small, and kept small: the maximum is held, not only the median."""

from tests.house.tree import functions, shown, source_files, templates

LONGEST_FUNCTION, LONGEST_FILE, LONGEST_TEMPLATE = 50, 400, 200
EXCEPTIONS: dict[str, str] = {}  # place -> the reason, in words


def test_no_function_is_longer_than_fifty_lines():
    long = {
        f"{shown(path)}:{function.name}": function.end_lineno - function.lineno + 1
        for path in source_files()
        for function in functions(path)
        if function.end_lineno - function.lineno + 1 > LONGEST_FUNCTION
    }

    assert {place: lines for place, lines in long.items() if place not in EXCEPTIONS} == {}


def test_no_file_is_longer_than_four_hundred_lines():
    long = {shown(path): lines for path in source_files() if (lines := _lines(path)) > LONGEST_FILE}

    assert {place: lines for place, lines in long.items() if place not in EXCEPTIONS} == {}


def test_no_template_is_longer_than_two_hundred_lines():
    assert {shown(path): lines for path in templates() if (lines := _lines(path)) > LONGEST_TEMPLATE} == {}


def test_the_foundation_stays_small():
    files = [path for path in source_files() if "foundation" in path.parts]

    assert len(files) <= 10
    assert sum(_lines(path) for path in files) <= 1320


def _lines(path):
    return len(path.read_text(encoding="utf-8").splitlines())
