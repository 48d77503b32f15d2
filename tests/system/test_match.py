"""`jobr match`: one line, no database, no network."""

import json
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from system_types import Run

from documents import an_empty_pdf, an_encrypted_pdf

SAMPLES = Path(str(files("jobr_cli"))) / "samples"
JOBS = str(SAMPLES / "jobs.jsonl")
BEST = {
    "backend-engineer": ["demo-007", "demo-020"],
    "nurse": ["demo-028", "demo-023"],
    "accountant": ["demo-015", "demo-003"],
}
NEAR_MISSES = {
    "backend-engineer": ["demo-059", "demo-065", "demo-062"],
    "nurse": ["demo-043", "demo-060", "demo-064"],
    "accountant": ["demo-047", "demo-019", "demo-052"],
}


@pytest.mark.parametrize("kind", ["pdf", "docx"])
@pytest.mark.parametrize("person", BEST)
def test_the_right_jobs_come_first_and_near_misses_do_not(run: Run, person: str, kind: str) -> None:
    result = run("match", SAMPLES / f"{person}.{kind}", "--jobs", JOBS, "--top", "72", "--json")
    assert (result.returncode, result.stderr) == (0, "")
    order = [match["job"]["id"] for match in json.loads(result.stdout)["matches"]]
    assert sorted(order[:2]) == sorted(BEST[person])
    assert min(map(order.index, NEAR_MISSES[person])) >= 4


def test_every_quotation_stands_in_the_documents_that_come_with_it(run: Run) -> None:
    answer = json.loads(run("match", SAMPLES / "nurse.pdf", "--jobs", JOBS, "--json").stdout)
    assert answer["engine"] == "rules@6"
    quotes = 0
    for match in answer["matches"]:
        for line in match["report"]["lines"]:
            for text, quote in (
                (match["job"]["text"], line["job"]),
                (answer["cv"]["text"], line["cv"]),
            ):
                if quote:
                    quotes += 1
                    assert text[quote["start"] : quote["end"]] == quote["quote"]
    assert quotes > 50


def test_the_same_input_gives_the_same_bytes(run: Run) -> None:
    """Though every process hashes its own way."""
    once, again = (
        run("match", SAMPLES / "nurse.docx", "--jobs", JOBS, "--json", env=hashing).stdout
        for hashing in ({"PYTHONHASHSEED": "1"}, {"PYTHONHASHSEED": "2"})
    )
    assert once == again != ""


def test_the_table_tells_what_a_person_wants_to_know(run: Run) -> None:
    table = run("match", SAMPLES / "nurse.pdf", "--jobs", JOBS, "--top", "3").stdout
    for words in ("Staff Nurse – Adult", "Irkdale University", "Manchester", "GBP 32,500–47,800", "✓", "NMC registration",
                  "missing: ", "Clinical examination", "not judged", "“"):  # fmt: skip
        assert words in table


POSTING = '{"title": "Python Developer", "company": "Acme", "description": "Python and SQL"}'
CV = "Ada King\nada@example.org\n\nSkills\nPython, SQL\n"


@pytest.fixture
def cv(tmp_path: Path) -> Path:
    path = tmp_path / "cv.md"
    path.write_text(CV)
    return path


def test_broken_lines_are_named_and_the_good_ones_go_on(run: Run, cv: Path, tmp_path: Path) -> None:
    jobs = tmp_path / "jobs.jsonl"
    jobs.write_text(f'{POSTING}\nnot json\n{{"title": "x"}}\n{POSTING.replace("Acme", "Beta")}\n')
    result = run("match", cv, "--jobs", jobs, "--json")
    assert result.returncode == 0
    assert len(json.loads(result.stdout)["matches"]) == 2
    assert result.stderr.splitlines() == [
        "jobs.jsonl, record 2 left out: not a JSON object: it starts with “not json”.",
        "jobs.jsonl, record 3 left out: `company` is missing.",
    ]


BAD_JOBS = [
    (b"", "not a file of postings"),
    (b"\x00\xff\xfe", "not a file of postings"),
    (b'{"title": "x"}\n[]', "None of the 2 records is a posting; record 1: `company` is missing."),
    (b"[", "cannot be read: it is cut off"),
]


def test_a_bad_jobs_file_beside_a_document_still_ends(run: Run, tmp_path: Path) -> None:
    jobs = tmp_path / "jobs.json"
    jobs.write_bytes(b"")
    result = run("match", SAMPLES / "nurse.pdf", "--jobs", jobs)
    assert (result.returncode, result.stderr.count("\n")) == (1, 1)


def test_a_module_in_the_folder_is_never_run(environment: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('hijacked')")
    command = [
        sys.executable,
        "-P",
        "-m",
        "jobr_cli.main",
        "cv",
        "parse",
        str(SAMPLES / "nurse.pdf"),
    ]
    result = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert (result.returncode, result.stderr) == (0, "")


def test_output_that_cannot_be_written_is_one_sentence(environment: dict[str, str]) -> None:
    command = f"{sys.executable} -m jobr_cli.main match {SAMPLES}/nurse.docx --jobs {JOBS} --json > /dev/full"
    result = subprocess.run(
        ["sh", "-c", command], env=environment, capture_output=True, text=True, check=False
    )
    assert result.returncode == 1
    assert result.stderr.startswith("Error: ")
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize(("content", "message"), BAD_JOBS)
def test_a_bad_jobs_file_is_one_sentence(
    run: Run, cv: Path, tmp_path: Path, content: bytes, message: str
) -> None:
    jobs = tmp_path / "jobs.json"
    jobs.write_bytes(content)
    result = run("match", cv, "--jobs", jobs)
    assert (result.returncode, result.stdout) == (1, "")
    assert message in result.stderr
    assert result.stderr.count("\n") == 1


BAD_CVS = [
    ("empty.pdf", b"", "The file is empty."),
    ("broken.pdf", b"%PDF-1.4 broken", "The file is damaged"),
    ("fake.docx", b"no docx", "promises another format"),
    ("noise.bin", bytes(range(256)), "Jobr reads CVs as"),
    ("locked.pdf", an_encrypted_pdf(), "protected by a password"),
    ("scan.pdf", an_empty_pdf(), "it seems to be a scan"),
    ("list.json", b"[]", "JSON Resume"),
    ("empty.json", b'{"basics": {}}', "There is no text"),
]


@pytest.mark.parametrize(("name", "content", "message"), BAD_CVS)
def test_a_bad_cv_is_one_sentence(
    run: Run, tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    result = run("match", path, "--jobs", JOBS)
    assert (result.returncode, result.stdout) == (1, "")
    assert message in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_missing_file_is_one_sentence(run: Run, cv: Path) -> None:
    for arguments in (
        ("match", "nowhere.pdf", "--jobs", JOBS),
        ("match", cv, "--jobs", "nowhere.json"),
        ("cv", "parse", "."),
    ):
        result = run(*arguments)
        assert (result.returncode, result.stderr.count("\n")) == (1, 1)
        assert "cannot be read" in result.stderr


def test_a_cv_can_be_shown(run: Run) -> None:
    shown = run("cv", "parse", SAMPLES / "accountant.docx").stdout
    assert shown.startswith("Daniel Okafor-Lindqvist\nManagement Accountant, ACMA CGMA\n")
    resume = json.loads(run("cv", "parse", SAMPLES / "accountant.docx", "--json").stdout)
    assert resume["work"][0]["name"] == "Marrowby Drinks Ltd"
