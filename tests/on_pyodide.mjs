// Runs pytest on the CPython of the npm package pyodide, which is installed below the directory that
// this is run in:
//
//     node on_pyodide.mjs REPOSITORY PACKAGES... -- ARGUMENTS OF PYTEST...
//
// The first of PACKAGES that has a module is asked for it. Arranged for the tests alone: no PyYAML
// for this platform is published, so its reader in Python stands in for the one in C that ships.
import { createRequire } from "node:module";

const { loadPyodide } = createRequire(`${process.cwd()}/`)("pyodide");
const [repository, ...rest] = process.argv.slice(2);
const folders = rest.slice(0, rest.indexOf("--"));
const python = await loadPyodide({ env: { HOME: "/tmp", PYTHONDONTWRITEBYTECODE: "1" } });
python.mountNodeFS("/repository", repository);
folders.forEach((folder, at) => python.mountNodeFS(`/packages-${at}`, folder));
python.globals.set("FOLDERS", python.toPy(folders.map((_, at) => `/packages-${at}`)));
python.globals.set("ARGUMENTS", python.toPy(rest.slice(rest.indexOf("--") + 1)));
process.exitCode = python.runPython(`
import os, sys
from pathlib import Path
sys.path[:0] = ["/repository/src", *FOLDERS]
os.chdir("/repository")

import yaml
# The reader in Python ends a plain scalar in "{...}" at a question mark; the one in C does not.
scanner = Path(yaml.scanner.__file__).read_text(encoding="utf-8")
assert scanner.count("',?[]{}'") == 1
exec(scanner.replace("',?[]{}'", "',[]{}'"), vars(yaml.scanner))
yaml.SafeLoader.scan_plain = yaml.scanner.Scanner.scan_plain
yaml.CSafeLoader = yaml.SafeLoader

import pytest
print("Python", sys.version)
int(pytest.main(["--quiet", "-p", "no:cacheprovider", *ARGUMENTS]))
`);
