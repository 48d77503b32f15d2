"""The core needs nothing but the standard library."""

import shutil
import subprocess
import sys
from pathlib import Path

import jobr_core

PROGRAM = """
import sys
from jobr_core.matching import rank
from jobr_core.cvs import parse
from jobr_core.jobs import JobPosting
cv = parse("Ada King\\nPython Developer\\n\\nSkills\\nPython, SQL")
jobs = [JobPosting.from_record({"title": t, "company": "Acme", "description": d})
        for t, d in [("Chef", "HACCP and baking"), ("Python Developer", "Python and SQL")]]
print([report.title for report in rank(cv, jobs)])
foreign = {name.split(".")[0] for name in sys.modules} - set(sys.stdlib_module_names) - {"jobr_core", "__main__"}
print(sorted(foreign))
"""


def test_a_bare_interpreter_can_rank(tmp_path: Path) -> None:
    shutil.copytree(Path(jobr_core.__file__).parent, tmp_path / "jobr_core")
    program = f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n{PROGRAM}"
    result = subprocess.run(
        [sys.executable, "-I", "-S", "-W", "error", "-c", program], capture_output=True, text=True, check=True
    )  # fmt: skip
    assert result.stdout.splitlines() == ["['Python Developer', 'Chef']", "[]"]
