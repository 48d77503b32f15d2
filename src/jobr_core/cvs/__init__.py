"""CVs: from any text or JSON Resume to facts, and back."""

from jobr_core.cvs.model import Cv
from jobr_core.cvs.parsing import parse
from jobr_core.cvs.profile import Profile

__all__ = ["Cv", "Profile", "parse"]
