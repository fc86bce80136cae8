"""The materials of the pages are what the manifest says, and what our own build makes of the locked packages."""

import gzip
import hashlib
import json
import shutil
import subprocess

import pytest

from tests.house.tree import HOUSE, TOP

VENDOR = HOUSE / "web" / "static" / "vendor"
OURS = HOUSE / "web" / "static" / "web"
FRONTEND = TOP / "frontend"
LARGEST_FIRST_LOAD = 120_000  # bytes over the wire, without the letters


def test_every_material_is_what_the_manifest_says():
    listed = {one["file"]: one["sha256"] for one in _manifest()}

    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in VENDOR.iterdir() if path.suffix != ".json"
    }

    assert found == listed


def test_every_material_tells_its_origin_and_licence():
    parts = [part for one in _manifest() for part in one["from"]]

    unclear = [part for part in parts if not (part["name"] and part["version"] and part["licence"])]

    assert unclear == []


def test_no_material_points_at_a_source_map():
    texts = [path for path in VENDOR.iterdir() if path.suffix in {".css", ".js"}]

    pointing = [path.name for path in texts if "sourceMappingURL" in path.read_text(encoding="utf-8")]

    assert pointing == []


def test_the_lock_names_no_host():
    assert "://" not in (FRONTEND / "package-lock.json").read_text(encoding="utf-8")


def test_what_a_page_loads_first_is_light():
    loaded = [*VENDOR.iterdir(), *OURS.iterdir()]

    weights = {path.name: _over_the_wire(path) for path in loaded if path.suffix in {".css", ".js", ".svg"}}

    assert sum(weights.values()) <= LARGEST_FIRST_LOAD, weights


def test_building_again_gives_the_same_materials(tmp_path):
    node = shutil.which("node")
    if not node or not (FRONTEND / "node_modules").is_dir():
        pytest.skip("Node and frontend/node_modules are not here; `npm ci` in frontend/ lets this test rebuild")

    subprocess.run([node, "build.mjs", "--into", str(tmp_path)], cwd=FRONTEND, check=True, capture_output=True)

    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        path.name: path.read_bytes() for path in VENDOR.iterdir()
    }


def _manifest():
    return json.loads((VENDOR / "manifest.json").read_text(encoding="utf-8"))


def _over_the_wire(path):
    return len(gzip.compress(path.read_bytes(), 9))
