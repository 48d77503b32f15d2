"""Releases of O*NET and ESCO, and what is kept of one."""

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from jobr_adapters.taxonomies import installed, release_files, releases
from jobr_core.vocabulary.installed_titles import InstalledTitles, titles_version, use

ONET = {
    "Occupation Data.txt": "O*NET-SOC Code\tTitle\tDescription\r\n"
    '53-3032.00\tHeavy Truck Drivers\tDrive "big" rigs.\r\n29-1141.00\tRegistered Nurses\tCare.\r\n',
    "Alternate Titles.txt": "O*NET-SOC Code\tAlternate Title\tShort Title\tSource(s)\r\n"
    '53-3032.00\tCDL Driver (Commercial "A")\tn/a\t09\r\n29-1141.00\tWard Nurse\tn/a\t08\r\n',
    "Sample of Reported Titles.txt": "O*NET-SOC Code\tReported Job Title\tShown in My Next Move\n"
    "29-1141.00\tCharge Nurse\tY\n29-1141.00\tWard Nurse\tN\n",
    "Technology Skills.txt": "O*NET-SOC Code\tExample\tCommodity Code\n29-1141.00\tEpic Systems\t4\n",
}  # fmt: skip
ESCO = {
    "occupations_en.csv": "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,description\n"
    'Occupation,uri:1,8332,cargo vehicle driver,"lorry driver\ntruck driver","Drives, far."\n',
    "skills_en.csv": "conceptType,conceptUri,preferredLabel,altLabels\nK,uri:2,pull espresso,x\n",
}


def _zip(path: Path, files: dict[str, str], folder: str = "") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(folder + name, text)
    return path


def test_onet_is_read_from_a_zip(tmp_path: Path) -> None:
    read = releases.read_release(_zip(tmp_path / "onet.zip", ONET, "any/db_29_3_text/"))
    driver, nurse = read.occupations
    assert (read.name, read.release, len(read.sha256)) == ("O*NET", "29.3", 64)
    assert driver.name == "Heavy Truck Drivers"
    assert driver.titles == ('CDL Driver (Commercial "A")',)
    assert nurse.titles == ("Ward Nurse", "Charge Nurse")
    assert nurse.skills == ("Epic Systems",)


def test_esco_is_read_from_a_zip_and_from_a_folder(tmp_path: Path) -> None:
    zipped = _zip(tmp_path / "ESCO dataset - v1.2.0 - classification - en - csv.zip", ESCO)
    folder = tmp_path / "v1.2.0"
    folder.mkdir()
    for name, text in ESCO.items():
        (folder / name).write_text(text, encoding="utf-8-sig")
    for path in (zipped, folder):
        read = releases.read_release(path)
        (driver,) = read.occupations
        assert (read.name, read.release, read.skills) == ("ESCO", "1.2.0", ("pull espresso",))
        assert (driver.group, driver.titles) == ("8332", ("lorry driver", "truck driver"))


COLUMNS = (
    "conceptType,conceptUri,iscoGroup,code,preferredLabel,altLabels,hiddenLabels,status,modifiedDate,"
    "regulatedProfessionNote,scopeNote,definition,inScheme,description\n"
)


def _esco_alone(path: Path, preferred: str, others: str) -> Path:
    row = f'Occupation,uri:1,2512,2512.4,{preferred},"{others}",,released,,,,,,"Text, und mehr."\n'
    path.write_text(COLUMNS + row, encoding="utf-8-sig")
    return path


def test_the_occupations_of_esco_will_do_alone_in_any_language(tmp_path: Path) -> None:
    folder = tmp_path / "ESCO dataset - v1.2.0 - classification - de - csv"
    folder.mkdir()
    german = _esco_alone(folder / "occupations_de.csv", "Bäcker", "Bäckerin\nBackmeister")
    for path in (german, folder, _zip(tmp_path / "esco v1.2.0.zip", {german.name: german.read_text("utf-8-sig")})):  # fmt: skip
        read = releases.read_release(path)
        (baker,) = read.occupations
        assert (read.name, read.release, baker.name) == ("ESCO", "1.2.0 de", "Bäcker")
        assert (baker.group, baker.titles) == ("2512", ("Bäckerin", "Backmeister"))
    _esco_alone(folder / "occupations_en.csv", "baker", "")
    assert releases.read_release(folder).occupations[0].name == "baker"
    renamed = _esco_alone(tmp_path / "occupations (1).csv", "pastry cook", "")
    assert releases.read_release(renamed).release == ""


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("Occupation Data.txt", ONET["Occupation Data.txt"], "has O\\*NET's “Occupation Data.txt”, but no “Alternate Titles.txt”. Give the ZIP or the folder"),
        ("Alternate Titles.txt", ONET["Alternate Titles.txt"], "but no “Occupation Data.txt”. Give"),
        ("Technology Skills.txt", ONET["Technology Skills.txt"], "but no “Occupation Data.txt” and “Alternate Titles.txt”. Give"),
        ("Sample of Reported Titles.txt", "", "but no “Occupation Data.txt”. Give"),
        ("skills_en.csv", ESCO["skills_en.csv"], "skills_en.csv is no release.*esco.ec.europa.eu.*“occupations_en.csv”, will do alone"),
        ("occupations_en.csv", "preferredLabel;iscoGroup;altLabels\nx;1;y\n", "no column “preferredLabel”"),
        ("notes.csv", "a,b\n1,2\n", "notes.csv is no release"), ("empty.csv", "", "empty.csv is no release"),
        ("photo.csv", "\x00\x01", "photo.csv is no release"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_alone_says_what_is_needed(
    tmp_path: Path, name: str, text: str, why: str
) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(release_files.TaxonomyUnreadable, match=why):
        releases.read_release(tmp_path / name)


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({"readme.txt": "hello"}, "no release of O\\*NET or ESCO"),
        ({**ONET, "Alternate Titles.txt": "A\tB\n1\t2\n"}, "has no column"),
        ({"Occupation Data.txt": ONET["Occupation Data.txt"]}, "but no “Alternate Titles.txt”"),
        ({**ONET, "Occupation Data.txt": "O*NET-SOC Code\tTitle\n"}, "names no occupations"),
        ({**ESCO, "occupations_en.csv": 'preferredLabel,iscoGroup,altLabels\n"' + "x" * 200_000}, "as a table"),
    ],
)  # fmt: skip
def test_wrong_files_get_a_sentence(tmp_path: Path, files: dict[str, str], why: str) -> None:
    with pytest.raises(release_files.TaxonomyUnreadable, match=why):
        releases.read_release(_zip(tmp_path / "wrong.zip", files))


def test_what_is_no_zip_is_refused(tmp_path: Path) -> None:
    whole = _zip(tmp_path / "whole.zip", ONET).read_bytes()
    for number, content in enumerate((b"", b"PK\x03\x04nothing", whole[:-30], whole[:90] + b"\xff" * 60 + whole[150:])):  # fmt: skip
        broken = tmp_path / f"{number}.zip"
        broken.write_bytes(content)
        with pytest.raises(release_files.TaxonomyUnreadable):
            releases.read_release(broken)
    with pytest.raises(release_files.TaxonomyFileMissing):
        releases.read_release(tmp_path / "nowhere.zip")


def test_an_encrypted_zip_is_refused(tmp_path: Path) -> None:
    content = bytearray(_zip(tmp_path / "onet.zip", ONET).read_bytes())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = -1
        while (start := content.find(mark, start + 1)) >= 0:
            content[start + at] |= 1
    (tmp_path / "secret.zip").write_bytes(content)
    with pytest.raises(release_files.TaxonomyUnreadable, match="cannot be read as a ZIP"):
        releases.read_release(tmp_path / "secret.zip")


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("occupations_en.csv", b"\xff\xfe\x00 preferredLabel")
    with pytest.raises(release_files.TaxonomyUnreadable, match="not UTF-8"):
        releases.read_release(tmp_path / "x.zip")


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.zip"
    with (
        zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("Occupation Data.txt", "w") as member,
    ):
        for _ in range(65):
            member.write(bytes(1024 * 1024))
    with pytest.raises(release_files.TaxonomyTooLarge, match=r"Occupation Data\.txt has more"):
        releases.read_release(bomb)


def test_too_many_files_rows_and_titles_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = _zip(tmp_path / "many.zip", {**ONET, **{f"{n}.txt": "" for n in range(2_000)}})
    with pytest.raises(release_files.TaxonomyTooLarge, match="2,000 files"):
        releases.read_release(many)
    few = _zip(tmp_path / "few.zip", ONET)
    monkeypatch.setattr(releases, "_MOST_TITLES", 2)
    with pytest.raises(release_files.TaxonomyTooLarge, match="2 titles"):
        releases.read_release(few)
    monkeypatch.setattr(release_files, "_MOST_ROWS", 1)
    with pytest.raises(release_files.TaxonomyTooLarge, match="1 rows"):
        releases.read_release(few)


def test_what_is_installed_is_kept_replaced_and_removed(tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert installed.kept(home) is None
    onet, esco = (releases.read_release(_zip(tmp_path / f"{n}.zip", files)) for n, files in enumerate((ONET, ESCO)))  # fmt: skip
    for release in (onet, esco):
        installed.keep(release, home)
        assert _told(installed.kept(home)) == _told(release)
        assert [file.name for file in home.iterdir()] == [installed.FILE]
    assert installed.remove(home)
    assert not installed.remove(home)
    assert installed.kept(home) is None


def test_the_same_release_makes_the_same_bytes(tmp_path: Path) -> None:
    source = _zip(tmp_path / "onet.zip", ONET)
    for name in ("one", "other"):
        installed.keep(releases.read_release(source), tmp_path / name)
    one, other = ((tmp_path / name / installed.FILE).read_bytes() for name in ("one", "other"))
    assert one == other


@pytest.mark.parametrize("lines", [b"", b"[]", b'["jobr taxonomy", 2]\n[]', b"\xff", b'["jobr taxonomy", 1]\n["a","b","c",[]]\n[1]'])  # fmt: skip
def test_a_spoilt_file_is_told(tmp_path: Path, lines: bytes) -> None:
    packed = io.BytesIO()
    with gzip.open(packed, "wb") as stream:
        stream.write(lines)
    for content in (packed.getvalue(), lines):
        (tmp_path / installed.FILE).write_bytes(content)
        with pytest.raises(installed.InstalledTaxonomyUnreadable):
            installed.kept(tmp_path)


def test_scores_can_say_what_is_installed(tmp_path: Path) -> None:
    installed.keep(releases.read_release(_zip(tmp_path / "db_30_1_text.zip", ONET)), tmp_path)
    installed.use_kept(tmp_path)
    try:
        assert (titles_version() or "").startswith("O*NET 30.1 (")
    finally:
        use(None)
    assert titles_version() is None


def _told(one: InstalledTitles | None) -> list[object]:
    assert one is not None
    return [one.version, one.sha256, one.skills, one.occupations]
