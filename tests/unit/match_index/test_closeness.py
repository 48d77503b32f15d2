"""The index's quick score counts skills as the score itself does."""

import pytest
from hypothesis import assume, given

from jobr_adapters.match_index.closeness import Seeker, _skills
from jobr_adapters.match_index.rows import SKILLS, packed, unpacked
from jobr_core.jobs.model import JobPosting
from jobr_core.matching.evidence import evidence_of
from jobr_core.matching.features import features_of
from jobr_core.matching.report import LineKind
from told_people import FEW, TODAY, Told, people, postings, read, report_of


@FEW
@given(people, postings)
def test_skills_weigh_and_earn_the_same(told: Told, posting: JobPosting) -> None:
    features = features_of(posting)
    asked = features.asked.skills
    assume(0 < len(asked) <= SKILLS)
    assume(all(len(one.any_of) == 1 for one in asked))  # of a choice the index keeps the first
    seeker = Seeker.of(evidence_of(read(told.text)), TODAY)
    (points,), (weight,), (capped,) = _skills(unpacked([packed(features)]), seeker)
    lines = [x for x in report_of(told.text, posting).lines if x.kind is LineKind.SKILL]
    assert points == pytest.approx(sum(line.points for line in lines), abs=0.01)
    assert weight == pytest.approx(sum(line.weight for line in lines), abs=0.01)
    assert capped == any(line.cap for line in lines)
