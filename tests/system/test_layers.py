"""Each import contract breaks when it is breached."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BREACHES = [
    ("Edges know adapters", "jobr_core/shared/clock.py", "import jobr_adapters"),
    ("The core does no IO", "jobr_core/cvs/parsing.py", "import pathlib"),
    ("Sub-domains depend downwards", "jobr_core/jobs/terms.py", "import jobr_core.matching.weights"),
    ("Use cases know ports", "jobr_core/cvs/ports.py", "import jobr_core.cvs.use_cases.removal"),
    ("Rules never touch a port", "jobr_core/cvs/parsing.py", "import jobr_core.cvs.ports"),
    ("Use cases do not call each other", "jobr_core/accounts/use_cases/login.py",
     "import jobr_core.accounts.use_cases.registration"),
    ("Adapters do not know each other", "jobr_adapters/tokens/jwt_tokens.py", "import jobr_adapters.memory.database"),
    ("Only the composition points", "jobr_http/cvs.py", "import jobr_adapters.tokens.jwt_tokens"),
    ("dependency-injector is known", "jobr_http/cvs.py", "import dependency_injector"),
    ("No cycles anywhere", "jobr_core/vocabulary/phrases.py", "import jobr_core.vocabulary.skills"),
]  # fmt: skip


@pytest.mark.parametrize(("contract", "module", "breach"), BREACHES, ids=[b[0] for b in BREACHES])
def test_a_breach_is_seen(tmp_path: Path, contract: str, module: str, breach: str) -> None:
    shutil.copytree(
        ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__", "samples")
    )
    shutil.copy(ROOT / ".importlinter", tmp_path)
    path = tmp_path / "src" / module
    path.write_text(f"{path.read_text()}\n{breach}\n")
    program = (
        f"import sys; sys.path.insert(0, {str(tmp_path / 'src')!r})\n"
        "from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"
    )
    result = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    broken = [line for line in result.stdout.splitlines() if " BROKEN" in line]
    assert any(line.startswith(contract) for line in broken), result.stdout + result.stderr
