"""Write constraints.txt: the newest releases with which the suite passes, on each Python named.

Installs the project with all its extras, and what builds it, in a fresh environment of each Python,
runs the suite there, and writes which versions were installed. Writes nothing if a test fails.

    python tools/write_constraints.py [PYTHON ...]

PYTHON is a command or a path; without one, those that pyproject.toml names are looked for.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import groupby
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
CONSTRAINTS = REPOSITORY / "constraints.txt"
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
HEADER = """\
# Releases with which the suite passes. Written by tools/write_constraints.py: run it, do not edit.
"""
NOT_OURS = frozenset({"pip", "setuptools", "wheel", PROJECT["project"]["name"]})
"""What an environment is made with, and what is being tested."""

Versions = Mapping[str, str]
"""Versions, each by the name of its package."""


def supported_pythons() -> list[str]:
    """Return the versions of Python that pyproject.toml names, such as 3.11, oldest first."""
    named = (
        re.fullmatch(r"Programming Language :: Python :: (3\.\d+)", line)
        for line in PROJECT["project"]["classifiers"]
    )
    return sorted((found[1] for found in named if found), key=_as_numbers)


def constraints(installed: Mapping[str, Versions]) -> str:
    """Return the text of constraints.txt; *installed* has the packages of each version of Python.

    A package of one version on every Python that needs it is one line, which holds on every other
    Python as well. A package of several versions has a marker on each line.
    """
    pythons = sorted(installed, key=_as_numbers)
    names = sorted({name for versions in installed.values() for name in versions})
    lines = (
        line
        for name in names
        for line in _lines(
            name, {at: installed[at][name] for at in pythons if name in installed[at]}
        )
    )
    return HEADER + "".join(f"{line}\n" for line in lines)


def _lines(name: str, versions: Mapping[str, str]) -> Iterator[str]:
    """Yield a line for each run of Pythons on which *name* has one version; oldest first."""
    runs = [(version, next(run)) for version, run in groupby(versions, key=versions.__getitem__)]
    for at, (version, first) in enumerate(runs):
        bounds = [f'python_version >= "{first}"'] if at else []
        if at + 1 < len(runs):
            bounds.append(f'python_version < "{runs[at + 1][1]}"')
        yield f"{name}=={version}" + (f"; {' and '.join(bounds)}" if bounds else "")


def _as_numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def installed_and_passed(python: str, place: Path) -> Versions:
    """Return what a fresh environment of *python*, at *place*, has installed; the suite passes."""
    # Neither this machine's constraints nor the ones that are to be replaced.
    environment = {**os.environ, "PIP_CONSTRAINT": os.devnull, "PIP_BUILD_CONSTRAINT": os.devnull}
    inside = place / "bin" / "python"

    def run(*command: str | Path) -> str:
        done = subprocess.run(  # noqa: S603 - commands of this file
            command, cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            sys.exit(f"{python}: {' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
        return done.stdout

    build = PROJECT["build-system"]
    run(python, "-m", "venv", place)
    run(inside, "-m", "pip", "install", "--quiet", *build["requires"])
    also = "get_requires_for_build_wheel() + backend.get_requires_for_build_editable()"
    asked = f"import json, {build['build-backend']} as backend; print(json.dumps(backend.{also}))"
    needed = json.loads(run(inside, "-c", asked))
    run(inside, "-m", "pip", "install", "--quiet", "--editable", ".[dev]", *needed)
    # The test of the file that this writes waits until it is written.
    run(
        inside,
        "-m",
        "pytest",
        "--quiet",
        "-p",
        "no:cacheprovider",
        "--ignore=tests/test_constraints.py",
    )
    listed = json.loads(run(inside, "-m", "pip", "list", "--format=json"))
    versions = {re.sub("[-_.]+", "-", one["name"]).lower(): one["version"] for one in listed}
    return {name: version for name, version in versions.items() if name not in NOT_OURS}


def version_of(python: str) -> str:
    """Return the version of the command *python*, such as 3.11."""
    command = [python, "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
    return subprocess.run(  # noqa: S603 - what the caller names
        command, capture_output=True, text=True, check=True
    ).stdout.strip()


def main() -> None:
    """Write the file, or say what is in the way."""
    wanted = supported_pythons()
    named = sys.argv[1:] or [name for at in wanted if (name := shutil.which(f"python{at}"))]
    pythons = {version_of(python): python for python in named}
    missing = [version for version in wanted if version not in pythons]
    if missing:
        sys.exit(f"Name a command for each of these: Python {', '.join(missing)}.")
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(2) as pool:
        found = pool.map(lambda at: installed_and_passed(pythons[at], Path(folder) / at), pythons)
        text = constraints(dict(zip(pythons, found, strict=True)))
    CONSTRAINTS.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
