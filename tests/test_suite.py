"""The suite itself: that its laws and its tools do what they are said to do."""

import re
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from support import REPOSITORY, TESTS

LAWS = sorted(TESTS.rglob("test_*_laws.py"))


@pytest.mark.parametrize("path", LAWS, ids=lambda path: path.stem)
def test_every_law_gets_as_many_examples_as_the_slow_run_asks_for(path: Path) -> None:
    assert not re.search(r"max_examples=(?!examples\()", path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def mutate() -> ModuleType:
    spec = spec_from_file_location("mutate", REPOSITORY / "tools" / "mutate.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_a_mutant_differs_in_one_spot_and_leaves_nothing_behind(mutate: ModuleType) -> None:
    source = mutate.Source("money")
    unchanged = compile(source.path.read_text(encoding="utf-8"), str(source.path), "exec")
    [rounds_down] = [
        mutant for mutant in source.mutants if mutant.becomes == "2 * numerator - denominator"
    ]
    outcomes = {}
    for name, code in (("changed", source.changed(rounds_down)), ("unchanged", unchanged)):
        namespace: dict[str, Any] = {"__name__": "rrn_fees.money"}
        exec(code, namespace)  # noqa: S102 - our own module
        half_up = namespace["RoundingMode"].HALF_UP
        outcomes[name] = [namespace["divide"](part, 2, half_up) for part in (1, 3)]
    assert outcomes == {"changed": [0, 1], "unchanged": [1, 2]}
    codes = {source.changed(mutant) for mutant in source.mutants}
    assert len(codes) == len(source.mutants)
    assert unchanged not in codes


def test_every_module_that_is_tried_is_there_and_methods_of_dataclasses_are_found(
    mutate: ModuleType,
) -> None:
    for name in mutate.MODULES:
        assert mutate.Source(name).mutants
    windows = mutate.Source("deadlines.windows")
    assert "IntakeWindow.is_open" in {mutant.function for mutant in windows.mutants}
