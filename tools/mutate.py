"""Change the pure modules one spot at a time, and tell which changes no test notices.

``python tools/mutate.py`` tries every module of `MODULES`, ``python tools/mutate.py money
pricing.vat`` these two. It is run by hand, for it takes an hour; tests/README.md has what survived,
and why.

A mutant is a change of the syntax tree: another comparison, a number one higher, a statement left
out. To try one, this process, which has collected the tests and run none, forks; the child puts the
changed code into the function and runs the tests that enter it until one fails, those first that
run the very line. What has its effect when the module is imported, such as a constant, is tried in
a new process, which imports the changed module. mutmut, the usual choice, leaves out the methods of
dataclasses, and much of what counts here is written in those.

Only modules that write nothing are tried: a mutant of code that writes files writes where it likes.
"""

import argparse
import ast
import importlib
import os
import pickle
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import find_spec, spec_from_loader
from pathlib import Path
from types import CodeType, FrameType, FunctionType, ModuleType
from typing import Any

import pytest

REPOSITORY = Path(__file__).parents[1]

MODULES = (
    "money", "dates", "catalogue.schedules", "deadlines.windows", "deadlines.working_days",
    "deadlines.events", "deadlines.listing", "pricing.vat", "pricing.price_list", "pricing.engine",
    "pricing.validity", "pricing.payment_deadline", "eligibility.enquiry", "eligibility.criteria",
    "eligibility.requirements", "eligibility.assessment",
)  # fmt: skip
"""The modules to try, of `rrn_fees`: all of them pure."""

TESTS = (
    "test_money.py", "test_dates.py", "test_library.py", "test_comparison.py",
    "catalogue/test_schedules.py", "catalogue/test_shipped_catalogue.py", "contract/test_values.py",
    "deadlines", "pricing/test_engine.py", "pricing/test_payment_deadline.py",
    "pricing/test_price_list.py", "pricing/test_scenarios.py", "pricing/test_validity.py",
    "pricing/test_validity_laws.py",
    "eligibility/test_assessment.py", "eligibility/test_criteria.py",
    "eligibility/test_requirements.py", "formats/test_goldens.py", "oracle",
)  # fmt: skip
"""The tests that are run: those that reach these modules in little time.

`--tests` names others, for what survives these."""

CONSTANTS = "contract/test_values.py"
"""The tests that look at constants: they are run for each change that acts on import."""

_SURVIVED, _KILLED, _OUT_OF_PLACE = 0, 1, 2
"""What the child that tries a mutant leaves with."""
MOST_BYTES = 4 << 30


# What is changed


@dataclass(frozen=True)
class Mutant:
    """One change of one module."""

    number: int
    line: int
    end_line: int
    function: str | None
    """The function or method that it is in, such as ``Line.net``; None: it acts on import."""
    was: str
    becomes: str

    def __str__(self) -> str:
        return f"{self.number:>4}  line {self.line:<4} {self.was}  ->  {self.becomes}"


_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
_CALLS = {"min": "max", "max": "min", "any": "all", "all": "any"}


def _other_expressions(node: ast.AST) -> Iterator[ast.AST]:  # noqa: C901, PLR0912 - one case each
    """Yield what may stand in the place of an expression."""
    match node:
        case ast.Compare(left, [operator], right):
            for other in _COMPARISONS[type(operator)]:
                yield ast.Compare(left, [other()], right)
        case ast.Compare(left, operators, right):
            for at, operator in enumerate(operators):
                for other in _COMPARISONS[type(operator)]:
                    changed = [*operators[:at], other(), *operators[at + 1 :]]
                    yield ast.Compare(left, changed, right)
        case ast.BoolOp(operator, values):
            yield ast.BoolOp(ast.Or() if isinstance(operator, ast.And) else ast.And(), values)
            for at in range(len(values)):
                rest = [*values[:at], *values[at + 1 :]]
                yield rest[0] if len(rest) == 1 else ast.BoolOp(operator, rest)
        case ast.UnaryOp(ast.Not() | ast.USub(), operand):
            yield operand
        case ast.BinOp(left, operator, right) if type(operator) in _ARITHMETIC:
            yield ast.BinOp(left, _ARITHMETIC[type(operator)](), right)
        case ast.IfExp(test, body, orelse):
            yield ast.IfExp(test, orelse, body)
        case ast.Constant(bool() as value):
            yield ast.Constant(not value)
        case ast.Constant(int() as value):
            yield ast.Constant(value + 1)
        case ast.Constant(str() as value):
            yield ast.Constant(f"XX{value}")
        case ast.Call(ast.Name(name), arguments, keywords) if name in _CALLS:
            yield ast.Call(ast.Name(_CALLS[name], ast.Load()), arguments, keywords)
        case ast.comprehension(target, iterable, [*tests], is_async) if tests:
            yield ast.comprehension(target, iterable, [], is_async)


def _other_statements(node: ast.stmt) -> Iterator[ast.stmt]:
    """Yield what may stand in the place of a statement."""
    match node:
        case ast.Expr(ast.Constant()):  # a docstring
            return
        case ast.Expr() | ast.Raise():
            yield ast.Pass()
        case ast.AugAssign(target, operator, value):
            yield ast.Pass()
            if type(operator) in _ARITHMETIC:
                yield ast.AugAssign(target, _ARITHMETIC[type(operator)](), value)
        case ast.Return(value) if value is not None and not _is_none(value):
            yield ast.Return(ast.Constant(None))
        case ast.Continue():
            yield ast.Break()
        case ast.If(test, body, orelse) if not isinstance(test, ast.Compare | ast.UnaryOp):
            yield ast.If(ast.UnaryOp(ast.Not(), test), body, orelse)


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


_NO_EFFECT = ("annotation", "returns", "decorator_list", "type_comment", "format_spec")
"""Fields of a node that are not run, or that say no more than how a class is made."""


@dataclass(frozen=True)
class _Change:
    """What is put in a place of the tree, and what stands there."""

    holder: Any
    """The list or the node that holds it."""
    key: Any
    """Its index in the list, or the field of the node."""
    node: ast.AST
    other: ast.AST

    def put(self, node: ast.AST) -> None:
        if isinstance(self.holder, list):
            self.holder[self.key] = node
        else:
            setattr(self.holder, self.key, node)


class Source:
    """A module, and every change of it that is tried."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.full_name = f"rrn_fees.{name}"
        spec = find_spec(self.full_name)
        if spec is None or spec.origin is None:
            sys.exit(f"there is no module {self.full_name}")
        self.path = Path(spec.origin)
        self._tree = ast.parse(self.path.read_text(encoding="utf-8"))
        self._changes: list[_Change] = []
        self.mutants: list[Mutant] = []
        self._look_into(self._tree, (), None)

    def changed(self, mutant: Mutant) -> CodeType:
        """Return the code of the module with one change."""
        change = self._changes[mutant.number]
        change.put(change.other)
        try:
            return compile(ast.fix_missing_locations(self._tree), str(self.path), "exec")
        finally:
            change.put(change.node)

    def _look_into(self, node: ast.AST, classes: tuple[str, ...], function: str | None) -> None:
        """Note the changes of what stands in *node*, which is in *classes* and in *function*."""
        for name, value in ast.iter_fields(node):
            inside, within = classes, function
            if name in _NO_EFFECT:
                continue
            if name == "body" and isinstance(node, ast.ClassDef):
                inside = (*classes, node.name)
            elif name == "body" and isinstance(node, ast.FunctionDef) and function is None:
                within = ".".join((*classes, node.name))
            for at, child in enumerate(value if isinstance(value, list) else [value]):
                if not isinstance(child, ast.AST) or _is_left_out(child):
                    continue
                holder, key = (value, at) if isinstance(value, list) else (node, name)
                # The text between the fields of an f-string cannot be changed by itself.
                if not (isinstance(node, ast.JoinedStr) and isinstance(child, ast.Constant)):
                    self._note(holder, key, child, within)
                self._look_into(child, inside, within)

    def _note(self, holder: Any, key: Any, node: ast.AST, function: str | None) -> None:
        others = _other_statements(node) if isinstance(node, ast.stmt) else _other_expressions(node)
        for other in others:
            placed = node.target if isinstance(node, ast.comprehension) else node
            line, end_line = getattr(placed, "lineno", 0), getattr(placed, "end_lineno", 0)
            was, becomes = _text(node), _text(other)
            self.mutants.append(Mutant(len(self.mutants), line, end_line, function, was, becomes))
            self._changes.append(_Change(holder, key, node, ast.copy_location(other, placed)))


def _is_left_out(node: ast.AST) -> bool:
    """Return whether *node* is not run, or is there for those who read it or check its types."""
    match node:
        case ast.Import() | ast.ImportFrom() | ast.Expr(ast.Constant(str())):
            return True
        case ast.If(ast.Name("TYPE_CHECKING")) | ast.Assign([ast.Name("__slots__")]):
            return True
        case ast.Expr(ast.Call(ast.Name("assert_never"))):
            return True
    return False


def _text(node: ast.AST) -> str:
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= 70 else f"{text[:67]}..."


# How a change is tried


def _function_in(module: ModuleType, path: str) -> FunctionType | None:
    """Return the function at *path*, such as ``Line.net``, below what wraps it."""
    found: Any = module
    for part in path.split("."):
        found = vars(found)[part]
    for wrapped in ("fget", "func", "__func__", "__wrapped__"):
        found = getattr(found, wrapped, found)
    return found if isinstance(found, FunctionType) else None


def _code_in(code: CodeType, path: str) -> CodeType | None:
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            if constant.co_qualname == path:
                return constant
            if path.startswith(f"{constant.co_qualname}."):
                return _code_in(constant, path)
    return None


def _put_in_place(source: Source, mutant: Mutant) -> bool:
    """Put the changed code into the function; return False where that cannot be done."""
    if mutant.function is None:
        return False
    function = _function_in(importlib.import_module(source.full_name), mutant.function)
    code = _code_in(source.changed(mutant), mutant.function)
    if function is None or code is None:
        return False
    try:
        function.__code__ = code
    except ValueError:  # it closes over something else
        return False
    return True


def _within_bounds(seconds: float) -> None:
    """Let this process come to an end, whatever has been changed: *seconds* is what tests take."""
    most = 30 + 5 * int(seconds)
    resource.setrlimit(resource.RLIMIT_CPU, (most, most + 5))
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    signal.alarm(20 * most)  # of the clock


class _Quietly:
    """Options of pytest for a run that only its exit code tells about."""

    ARGUMENTS = ("-q", "-x", "-s", "-p", "no:cacheprovider")

    @pytest.hookimpl(trylast=True)
    def pytest_configure(self) -> None:
        """Leave out what Hypothesis does after a failure: that there is one is enough."""
        # Not sooner: pytest rewrites the assertions of its plugins when it imports them.
        from hypothesis import Phase, settings

        without = {Phase.explicit, Phase.generate}
        settings.register_profile("found", settings.get_profile("repeatable"), phases=without)
        settings.load_profile("found")


@dataclass
class Reach:
    """Which lines of the modules a test runs, and how long it takes."""

    seconds: float
    lines: set[tuple[str, int]]


class Mutation(_Quietly):
    """The loop that takes the place of pytest's: every mutant, each in a child."""

    def __init__(self, sources: Sequence[Source], jobs: int) -> None:
        self.sources = sources
        self.jobs = jobs
        self.survivors: dict[str, list[Mutant]] = {source.name: [] for source in sources}
        self.by_import: dict[str, list[Mutant]] = {source.name: [] for source in sources}
        self.reach: dict[str, Reach] = {}

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Measure the tests, then try the mutants."""
        self.reach = self._measured(session)
        _tell(f"{len(self.reach)} tests in {self._seconds(list(self.reach)):.0f} s")
        failed = sorted({item.nodeid for item in session.items} - self.reach.keys())
        if failed:
            _tell(f"Tests that fail without any change are left out: {', '.join(failed)}")
        for attempt, what in ((self._try_all, "functions"), (self._import_each, "constants")):
            for source in self.sources:
                attempt(session, source)
                survivors = self.survivors[source.name]
                _tell(f"{source.name}: {what} tried, {len(survivors)} survivors")
                _tell("".join(f"\n{mutant}" for mutant in survivors))
        return True

    def _measured(self, session: pytest.Session) -> dict[str, Reach]:
        """Run every test in a child, so that nothing it keeps is kept here."""
        receive, send = os.pipe()
        child = os.fork()
        if child == 0:
            _be_silent(session)
            with os.fdopen(send, "wb") as pipe:
                pickle.dump(_measure(session, {str(each.path) for each in self.sources}), pipe)
            os._exit(0)
        os.close(send)
        with os.fdopen(receive, "rb") as pipe:
            measured: dict[str, Reach] = pickle.load(pipe)  # noqa: S301 - our own child's
        os.waitpid(child, 0)
        return measured

    def _tests_of(self, source: Source, mutant: Mutant) -> list[str]:
        """Return the tests that enter the function: first those that run its line, then by time."""
        path = str(source.path)
        lines = {(path, line) for line in range(mutant.line, mutant.end_line + 1)}
        entered = {(path, line) for line in _lines_of(source, mutant.function)}
        if mutant.function is None:
            entered = {
                each for reach in self.reach.values() for each in reach.lines if each[0] == path
            }
        reaching = [test for test, reach in self.reach.items() if reach.lines & entered]
        if mutant.function is None:  # a table of constants is compared without a call
            reaching += [test for test in self.reach if CONSTANTS in test and test not in reaching]
        return sorted(
            reaching,
            key=lambda test: (not self.reach[test].lines & lines, self.reach[test].seconds),
        )

    def _seconds(self, tests: Sequence[str]) -> float:
        return sum(self.reach[test].seconds for test in tests)

    def _try_all(self, session: pytest.Session, source: Source) -> None:
        """Try each mutant in its function; those that cannot be put there are left for import."""
        items = {item.nodeid: item for item in session.items}

        def attempt(mutant: Mutant) -> None:
            tests = self._tests_of(source, mutant)
            _within_bounds(self._seconds(tests))
            timed = [(items[test], self.reach[test].seconds) for test in tests]
            _try(session, source, mutant, timed)

        in_functions = [mutant for mutant in source.mutants if mutant.function is not None]
        for mutant, outcome in self._in_children(in_functions, attempt):
            if outcome == _SURVIVED:
                self.survivors[source.name].append(mutant)
            elif outcome == _OUT_OF_PLACE:
                self.by_import[source.name].append(mutant)

    def _import_each(self, _: pytest.Session, source: Source) -> None:
        """Try the mutants that have their effect on import, each in a process of its own."""

        def attempt(mutant: Mutant) -> None:
            tests = self._tests_of(source, mutant)
            command = [sys.executable, __file__, "--alone", source.name, str(mutant.number)]
            done = subprocess.run(  # noqa: S603 - this very program
                command,
                input=pickle.dumps((tests, self._seconds(tests))),
                capture_output=True,
                check=False,
                cwd=REPOSITORY,
            )
            os._exit(_KILLED if done.returncode else _SURVIVED)

        on_import = [mutant for mutant in source.mutants if mutant.function is None]
        for mutant, outcome in self._in_children(on_import + self.by_import[source.name], attempt):
            if outcome == _SURVIVED:
                self.survivors[source.name].append(mutant)

    def _in_children(
        self, mutants: Sequence[Mutant], attempt: Callable[[Mutant], None]
    ) -> Iterator[tuple[Mutant, int]]:
        """Yield each mutant with the exit code of the child that tried it; a signal kills, too."""
        running: dict[int, Mutant] = {}
        waiting = list(reversed(mutants))
        while waiting or running:
            if waiting and len(running) < self.jobs:
                mutant = waiting.pop()
                child = os.fork()
                if child == 0:
                    with suppress(BaseException):
                        attempt(mutant)
                    os._exit(_KILLED)
                running[child] = mutant
            else:
                child, status = os.wait()
                yield running.pop(child), os.waitstatus_to_exitcode(status)


def _lines_of(source: Source, function: str | None) -> range:
    if function is None:
        return range(0)
    code = _function_in(importlib.import_module(source.full_name), function)
    if code is None:
        return range(0)
    inner = [code.__code__]
    for each in inner:
        inner += [constant for constant in each.co_consts if isinstance(constant, CodeType)]
    lines = [line for each in inner for _, _, line in each.co_lines() if line is not None]
    return range(min(lines), max(lines) + 1)


def _be_silent(session: pytest.Session) -> None:
    plugins = session.config.pluginmanager
    plugins.unregister(plugins.get_plugin("terminalreporter"))
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def _run(item: pytest.Item, following: pytest.Item | None) -> None:
    item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)


def _try(
    session: pytest.Session,
    source: Source,
    mutant: Mutant,
    tests: Sequence[tuple[pytest.Item, float]],
) -> None:
    """Run *tests* with the change until one fails, and leave this process with the outcome."""
    _be_silent(session)
    if not _put_in_place(source, mutant):
        os._exit(_OUT_OF_PLACE)
    for at, (item, seconds) in enumerate(tests):
        signal.setitimer(signal.ITIMER_VIRTUAL, 2 + 10 * seconds)  # then the test runs in circles
        _run(item, tests[at + 1][0] if at + 1 < len(tests) else None)
        if session.testsfailed:
            os._exit(_KILLED)
    os._exit(_SURVIVED)


def _measure(session: pytest.Session, paths: set[str]) -> dict[str, Reach]:
    """Run every test, and note which lines of the modules it runs; leave out what fails."""
    lines: set[tuple[str, int]] = set()

    def within(frame: FrameType, event: str, _: Any) -> Any:
        if event == "line":
            lines.add((frame.f_code.co_filename, frame.f_lineno))
        return within

    def entered(frame: FrameType, _: str, __: Any) -> Any:
        return within if frame.f_code.co_filename in paths else None

    measured: dict[str, Reach] = {}
    for at, item in enumerate(session.items):
        lines.clear()
        failed, began = session.testsfailed, time.process_time()
        sys.settrace(entered)
        _run(item, session.items[at + 1] if at + 1 < len(session.items) else None)
        sys.settrace(None)
        if session.testsfailed == failed:
            measured[item.nodeid] = Reach(time.process_time() - began, set(lines))
    return measured


class _Changed(MetaPathFinder, Loader):
    """Imports the module with its change."""

    def __init__(self, source: Source, mutant: Mutant) -> None:
        self.source, self.mutant = source, mutant

    def find_spec(self, name: str, *_: Any) -> ModuleSpec | None:
        """Find the one module."""
        if name != self.source.full_name:
            return None
        return spec_from_loader(name, self, origin=str(self.source.path))

    def exec_module(self, module: ModuleType) -> None:
        """Run its changed code."""
        exec(self.source.changed(self.mutant), vars(module))  # noqa: S102 - our own module


class _InOrder(_Quietly):
    """Keeps the tests that are asked for, in their order."""

    def __init__(self, tests: Sequence[str]) -> None:
        self.rank = {test: at for at, test in enumerate(tests)}

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave out the others."""
        items[:] = sorted(
            (item for item in items if item.nodeid in self.rank),
            key=lambda item: self.rank[item.nodeid],
        )


def _alone(name: str, number: int) -> int:
    """Import one changed module in this process, and run the tests named on standard input."""
    tests, seconds = pickle.loads(sys.stdin.buffer.read())  # noqa: S301 - our own parent's
    source = Source(name)
    if source.full_name in sys.modules:
        sys.exit(f"{source.full_name} is imported already")
    sys.meta_path.insert(0, _Changed(source, source.mutants[number]))
    _within_bounds(seconds)
    files = list(dict.fromkeys(test.partition("::")[0] for test in tests))
    return pytest.main([*_Quietly.ARGUMENTS, *files], plugins=[_InOrder(tests)]) if tests else 0


def _tell(text: str) -> None:
    print(time.strftime("%H:%M"), text, file=sys.stderr, flush=True)  # noqa: T201


def main() -> int:
    """Try the mutants of the modules that are named, or of all."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("modules", nargs="*", choices=[*MODULES, []], metavar="MODULE")
    parser.add_argument(
        "--tests",
        nargs="+",
        default=TESTS,
        metavar="TEST",
        help="files or folders of tests/ to run instead of all that may matter",
    )
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--list", action="store_true", help="list the mutants and try none")
    parser.add_argument("--alone", nargs=2, metavar=("MODULE", "NUMBER"), help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    os.chdir(REPOSITORY)
    if chosen.alone:
        return _alone(chosen.alone[0], int(chosen.alone[1]))
    sources = [Source(name) for name in chosen.modules or MODULES]
    if chosen.list:
        for source in sources:
            print(source.name, *source.mutants, sep="\n")  # noqa: T201
        return 0
    mutation = Mutation(sources, chosen.jobs)
    tests = [f"tests/{name}" for name in chosen.tests]
    outcome = pytest.main([*_Quietly.ARGUMENTS, *tests], plugins=[mutation])
    for source in sources:
        survivors, tried = mutation.survivors[source.name], len(source.mutants)
        killed = tried - len(survivors)
        print(f"{source.name}: {killed} of {tried} killed, {100 * killed / tried:.1f}%")  # noqa: T201
        print(*sorted(survivors, key=lambda mutant: mutant.number), sep="\n")  # noqa: T201
    return int(outcome)


if __name__ == "__main__":
    sys.exit(main())
