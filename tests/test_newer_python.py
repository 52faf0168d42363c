"""The core on Pythons that are newer than those of most machines, as the npm package pyodide has.

What needs a process, a terminal or a compiled package cannot run there: the command line, pydantic,
PDF. `.ci/run` runs the whole suite on each newer Python that a machine has.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from support import REPOSITORY, TESTS

CORE = [
    "test_dates.py",
    "test_library.py",
    "test_money.py",
    "catalogue/test_shipped_catalogue.py",
    "diff/test_changes.py",
    "eligibility/test_assessment.py",
    "eligibility/test_eligibility_laws.py",
    "formats/test_goldens.py",
    "pricing/test_pricing_laws.py",
    "pricing/test_scenarios.py",
]
"""Tests that read catalogues and price from them without a process of their own."""


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("npm") is None, reason="needs npm and Node")
@pytest.mark.parametrize(
    ("release", "python"),
    [
        pytest.param("314.0.7", "3.14", id="3.14"),
        pytest.param("315.0.0-alpha.2", "3.15", id="3.15, before its release"),
    ],
)
def test_the_core_runs_on_a_newer_python(release: str, python: str, tmp_path: Path) -> None:
    # It takes another release of hypothesis than what the tests of this machine are held to.
    free = {name: value for name, value in os.environ.items() if name != "PIP_CONSTRAINT"}

    def run(*command: str | Path) -> str:
        done = subprocess.run(
            command,
            cwd=tmp_path,
            env=free,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stdout[-10_000:] + done.stderr[-10_000:]
        return done.stdout

    run("npm", "install", "--no-audit", "--no-fund", "--no-save", f"pyodide@{release}")
    # The newest that is all Python: since then a part of it is compiled.
    in_python = ["--platform=any", "--only-binary=:all:", "--no-deps", "hypothesis"]
    run(sys.executable, "-m", "pip", "install", "--quiet", "--target=pure", *in_python)
    packages = [tmp_path / "pure", Path(sysconfig.get_path("purelib"))]
    tests = [str((TESTS / name).relative_to(REPOSITORY)) for name in CORE]
    said = run("node", TESTS / "on_pyodide.mjs", REPOSITORY, *packages, "--", *tests)
    assert said.startswith(f"Python {python}.")
    assert " passed" in said
