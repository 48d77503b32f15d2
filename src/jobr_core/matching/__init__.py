"""Matching: how well a CV fits a posting, with the words of both that say so."""

from jobr_core.matching.preferences import Preferences
from jobr_core.matching.report import Cap, LineKind, MatchLine, MatchReport, Quote, Verdict
from jobr_core.matching.scoring import rank, score
from jobr_core.matching.titles import match_titles
from jobr_core.vocabulary.mentions import SkillMention
from jobr_core.vocabulary.mentions import skill_mentions as extract_skills

__all__ = [
    "Cap",
    "LineKind",
    "MatchLine",
    "MatchReport",
    "Preferences",
    "Quote",
    "SkillMention",
    "Verdict",
    "extract_skills",
    "match_titles",
    "rank",
    "score",
]
