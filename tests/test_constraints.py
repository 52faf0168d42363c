"""constraints.txt: the releases that the commands of README install, today and tomorrow."""

import re
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version
from support import REPOSITORY

sys.path.insert(0, str(REPOSITORY / "tools"))
from write_constraints import constraints, supported_pythons

LINES = (REPOSITORY / "constraints.txt").read_text(encoding="utf-8").splitlines()
PINS = [Requirement(line) for line in LINES if not line.startswith("#")]
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
EXTRAS = PROJECT["project"]["optional-dependencies"]
DIRECT = [
    Requirement(text)
    for text in [
        *PROJECT["build-system"]["requires"],
        *PROJECT["project"]["dependencies"],
        *(text for extra in EXTRAS.values() for text in extra),
    ]
    if not text.startswith("rrn-fees[")
]


def pinned(name: str, python: str) -> set[Version]:
    """Return the versions to which *name* is held on Python *python*: one, or none."""
    return {
        Version(next(iter(pin.specifier)).version)
        for pin in PINS
        if canonicalize_name(pin.name) == canonicalize_name(name)
        and (pin.marker is None or pin.marker.evaluate({"python_version": python}))
    }


def test_each_line_is_a_name_and_a_version_in_order() -> None:
    lines = [line for line in LINES if not line.startswith("#")]
    for line in lines:
        form = r'[a-z0-9-]+==[0-9][0-9a-z.+!]*(; python_version [<>]=? "[0-9.]+"( and .*)?)?'
        assert re.fullmatch(form, line), line
    names = [re.split("==", line)[0] for line in lines]
    assert names == sorted(names)
    assert len(set(lines)) == len(lines)
    assert not any("/" in line or "@" in line for line in LINES if "tools/" not in line)


@pytest.mark.parametrize("python", [*supported_pythons(), "3.14", "3.15"])
@pytest.mark.parametrize("needed", DIRECT, ids=lambda needed: needed.name)
def test_what_the_project_names_is_held_to_a_version_within_its_bounds(
    needed: Requirement, python: str
) -> None:
    if needed.marker is not None and not needed.marker.evaluate({"python_version": python}):
        return
    [version] = pinned(needed.name, python)
    assert needed.specifier.contains(version, prereleases=True)


def test_both_commands_of_the_readme_use_it_to_install_and_to_build() -> None:
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    commands = re.findall(r"(?m)^python3 -m venv .*$", readme)
    assert len(commands) == 2
    for command in commands:
        assert (
            " PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt"
            " .venv/bin/pip install "
        ) in command


def test_a_package_of_several_versions_has_a_line_for_each() -> None:
    installed = {
        "3.9": {"old": "1", "every": "1", "several": "1"},
        "3.10": {"every": "1", "several": "2"},
        "3.11": {"every": "1", "several": "2", "new": "1"},
        "3.12": {"every": "1", "several": "3", "new": "1"},
    }
    assert constraints(dict(reversed(installed.items()))).splitlines()[1:] == [
        "every==1",
        "new==1",
        "old==1",
        'several==1; python_version < "3.10"',
        'several==2; python_version >= "3.10" and python_version < "3.12"',
        'several==3; python_version >= "3.12"',
    ]


def test_no_python_is_too_new_and_the_classifiers_name_what_is_tested() -> None:
    assert PROJECT["project"]["requires-python"] == ">=3.11"
    assert supported_pythons() == ["3.11", "3.12", "3.13"]
    tests = (Path(__file__).parent / "test_newer_python.py").read_text(encoding="utf-8")
    assert '"3.14"' in tests
    assert '"3.15"' in tests
