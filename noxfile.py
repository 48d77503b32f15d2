"""Every check, one session each. `nox` runs what a commit needs; pre-commit and CI only call nox.

Sessions run in the environment nox itself is installed in (README, “Develop”), except those
whose point is another environment.
"""

import os
import sys
from pathlib import Path

import nox

# Tools are found beside nox, whether or not its environment is activated.
os.environ["PATH"] = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))

nox.needs_version = ">=2025.10"
nox.options.default_venv_backend = "none"
nox.options.sessions = ["style", "types", "layers", "tests", "endurance"]

# The tests' compiled assertions are kept from run to run; not keeping them costs every worker.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# Who has nothing left to do takes from the others, so that none is idle at the end.
PARALLEL = ("-n", str(max(2, os.cpu_count() or 2) + 1), "--dist", "worksteal")


@nox.session
def style(session: nox.Session) -> None:
    """Format and lint."""
    session.run("ruff", "format", "--check")
    session.run("ruff", "check")


@nox.session
def types(session: nox.Session) -> None:
    """mypy --strict over the packages and the tests."""
    session.run("mypy")
    session.run("mypy", "tests/unit", "tests/contract", "noxfile.py", "tools", "benchmarks")
    session.run("mypy", "tests/system")


@nox.session
def layers(session: nox.Session) -> None:
    """The import contracts."""
    session.run("lint-imports")


@nox.session
def tests(session: nox.Session) -> None:
    """Unit, contract, system and the examples of the documentation, in parallel."""
    session.run("pytest", "-m", "not endurance", *PARALLEL, *session.posargs)


@nox.session
def endurance(session: nox.Session) -> None:
    """Servers, workers, databases and Redis killed and frozen under load."""
    session.run("pytest", "tests/system", "-m", "endurance", *PARALLEL, *session.posargs)


@nox.session
def unit(session: nox.Session) -> None:
    """Rules and use cases on memory; no network."""
    session.run("pytest", "tests/unit", "--disable-socket", "--allow-unix-socket", *session.posargs)


@nox.session
def contract(session: nox.Session) -> None:
    """Every implementation of every port."""
    session.run("pytest", "tests/contract", *PARALLEL, *session.posargs)


@nox.session
def system(session: nox.Session) -> None:
    """Real processes on a real PostgreSQL."""
    session.run("pytest", "tests/system", *PARALLEL, *session.posargs)


@nox.session
def chaos(session: nox.Session) -> None:
    """Server and worker killed 55 times each under load, five minutes; `-- --rounds 10 --seed 7`."""
    session.run("python", "tests/system/chaos.py", *session.posargs)


@nox.session
def fuzz(session: nox.Session) -> None:
    """schemathesis as nobody, user and administrator; `-- --max-examples 200 --role user`."""
    session.run("python", "tests/system/fuzz.py", *session.posargs)


@nox.session
def docs(session: nox.Session) -> None:
    """The examples in docstrings and Markdown."""
    session.run("pytest", "src/jobr_core", "README.md", "docs", *session.posargs)


@nox.session
def coverage(session: nox.Session) -> None:
    """Branch coverage of the whole suite, processes included."""
    session.run("coverage", "erase")
    session.run("coverage", "run", "-m", "pytest", "-p", "no:randomly", *session.posargs)
    session.run("coverage", "combine", "--quiet")
    session.run("coverage", "report", "--skip-covered", "--fail-under", "90")


@nox.session(venv_backend="venv")
def core_alone(session: nox.Session) -> None:
    """The core in an environment with nothing installed, imported in less than 100 ms."""
    session.run("python", "benchmarks/core_import.py", env={"PYTHONPATH": "src"})


@nox.session(venv_backend="uv")
def lowest(session: nox.Session) -> None:
    """Unit tests on the lowest versions pyproject.toml admits."""
    session.install(
        "--resolution=lowest-direct", "-e", ".[embedded,gazetteer,kafka,redis]", "--group", "dev"
    )
    session.run("pytest", "tests/unit", *session.posargs)


@nox.session
def lock(session: nox.Session) -> None:
    """Write the tested versions, with hashes, to requirements/."""
    compile_ = (
        "uv", "pip", "compile", "--universal", "--python-version=3.11", "--generate-hashes",
        "--no-emit-index-url", "--no-emit-find-links", "--no-header", "--quiet", "pyproject.toml",
    )  # fmt: skip
    everything = Path("requirements/develop.txt")
    session.run(
        *compile_,
        "--extra=embedded",
        "--extra=gazetteer",
        "--extra=kafka",
        "--extra=redis",
        "--group=dev",
        f"--output-file={everything}",
        *session.posargs,
    )
    session.run(
        *compile_, "--extra=embedded", "--extra=gazetteer", f"--constraint={everything}", "--output-file=requirements/run.txt"
    )  # fmt: skip


@nox.session
def bench(session: nox.Session) -> None:
    """`nox -s bench -- NAME …`: a benchmark of benchmarks/."""
    name, *arguments = session.posargs or ["match"]
    session.run("python", f"benchmarks/{name}.py", *arguments)
