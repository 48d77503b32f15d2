"""The prototype the targets come from: documents as weights over the occupations of O*NET.

A text is compared with what O*NET tells of each occupation and, by its titles alone, with the
titles of each; both are scaled to 1, the second counts half. What the 41st occupation has is
taken from all, so that forty remain. A fit is the cosine of two such vectors, plus that of the
words, plus 0.6 of that of the titles.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise

import numpy as np
import Stemmer
from numpy.typing import NDArray
from quality_data import Collections, Occupation, Posting
from quality_scorers import Scored
from scipy.sparse import csr_matrix, diags
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS, TfidfVectorizer
from sklearn.preprocessing import normalize

Grams = Mapping[str, float]
Dense = NDArray[np.float64]

_WORD = re.compile(r"[a-z0-9](?:[a-z0-9+#.]*[a-z0-9+#])?")
_OF_EVERY_POSTING = re.compile(
    "equal opportunity|regardless of race|reasonable accommodation|background check|about us|who we are|"
    r"privacy (?:policy|notice)|base pay|salary range|benefits include|401\(?k|dental",
    re.I,
)
_TITLE_NOUNS = """accountant advisor advocate agent analyst architect artist assistant associate attendant attorney auditor
banker bookkeeper broker buyer chef clerk coach consultant controller cook coordinator counselor designer developer director
driver editor electrician engineer executive foreman founder head inspector instructor intern journalist lawyer lead lecturer
librarian manager marketer mechanic nurse officer operator owner partner photographer pilot planner president producer
professor programmer receptionist recruiter representative scientist secretary specialist strategist stylist supervisor
teacher technician teller tester therapist trainer tutor worker writer administrator""".split()
_TITLE_NOUN = re.compile(rf"\b(?:{'|'.join(_TITLE_NOUNS)})\b", re.I)
_DATES_BEHIND = re.compile(
    r"\b(?:(?:0?[1-9]|1[0-2])/|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? )(?:19|20)\d\d.*$",
    re.I,
)
_stemmer = Stemmer.Stemmer("english")


@cache
def _stem(word: str) -> str:
    return str(_stemmer.stemWord(word))


def stems(text: str) -> list[str]:
    return [_stem(word) for word in _WORD.findall(text.lower()) if word not in ENGLISH_STOP_WORDS]


def _grams(text: str) -> list[str]:
    """Stems, and pairs of neighbours."""
    words = stems(text)
    return words + [f"{one}_{other}" for one, other in pairwise(words)]


def _counted(texts: Iterable[str], times: int = 1) -> Counter[str]:
    return Counter({gram: count * times for gram, count in _bag(texts).items()})


def _bag(texts: Iterable[str]) -> Counter[str]:
    return Counter(gram for text in texts for gram in _grams(text))


class Space:
    """TF-IDF with the frequencies of a background; what weighs less than a word is not damped."""

    def __init__(self, background: Sequence[Grams], at_least: int) -> None:
        self._names = DictVectorizer()
        holding = self._names.fit_transform(background).getnnz(axis=0)
        kept = holding >= at_least
        self._names.restrict(kept)
        self._rarity = diags(np.log((1 + len(background)) / (1 + holding[kept])) + 1)

    def vectors(self, documents: Sequence[Grams]) -> csr_matrix:
        counts = self._names.transform(documents)
        counts.data = np.where(
            counts.data >= 1, 1 + np.log(np.maximum(counts.data, 1)), counts.data
        )
        return normalize(counts @ self._rarity)


def _sharpened(likeness: Dense, kept: int) -> Dense:
    """Of each row what is above its next best behind the `kept`."""
    floor = -np.partition(-likeness, kept, axis=1)[:, kept : kept + 1]
    return np.maximum(likeness - floor, 0)


def _scaled(likeness: csr_matrix) -> Dense:
    dense = likeness.toarray()
    return np.asarray(dense / np.maximum(dense.max(axis=1, keepdims=True), 1e-9))


@cache
def _titles_and_bodies(
    occupations: tuple[Occupation, ...],
) -> tuple[list[Counter[str]], list[Counter[str]]]:
    titles = [_counted([o.title], 3) + _bag(o.other_titles) for o in occupations]
    bodies = [_counted([o.description], 2) + _bag((*o.tasks, *o.technologies)) for o in occupations]
    return titles, bodies


class Prototype(Scored):
    def __init__(self, collections: Collections, postings: Sequence[Posting]) -> None:
        super().__init__(postings)
        titles, bodies = _titles_and_bodies(collections.occupations)
        heads = [_bag([posting.title]) for posting in postings]
        texts = [_bag([_telling(posting.description)]) for posting in postings]
        background = [
            one + other for one, other in zip(titles + heads, bodies + texts, strict=True)
        ]
        self._space = Space(background, at_least=2)
        self._titles, self._bodies = self._space.vectors(titles), self._space.vectors(bodies)
        self._heads = self._space.vectors(heads)
        self._words = self._space.vectors(
            [text + head + head for text, head in zip(texts, heads, strict=True)]
        )
        self._occupations = self._over_occupations(self._words, self._heads)

    def _scores(self, text: str) -> Dense:
        named: defaultdict[str, float] = defaultdict(float)
        words = _bag([_telling(text)])
        for place, title in enumerate(_title_lines(text)):
            for gram in _grams(title):
                named[gram] += 1 / (1 + 0.3 * place)
                words[gram] += 1
        asked, titles = self._space.vectors([words]), self._space.vectors([named])
        occupations = self._over_occupations(asked, titles)
        by_words = (self._words @ asked.T + 0.6 * (self._heads @ titles.T)).toarray()
        return np.asarray(self._occupations @ occupations[0] + by_words.ravel())

    def _over_occupations(self, words: csr_matrix, titles: csr_matrix) -> Dense:
        likeness = _scaled(words @ self._bodies.T) + 0.5 * _scaled(titles @ self._titles.T)
        return np.asarray(normalize(_sharpened(likeness, 40)))


def _telling(text: str) -> str:
    lines = text.split("\n")
    return "\n".join(line for line in lines if not _OF_EVERY_POSTING.search(line))


def _title_lines(cv: str) -> list[str]:
    """The head of a CV and, newest first, the short lines that name an occupation; up to twelve."""
    head, *lines = (line.strip() for line in cv.split("\n"))
    bare = (_DATES_BEHIND.sub("", line).strip(" -–|,") for line in lines)
    titles = [line for line in bare if _is_title(line)]
    return ([head] if len(head) < 80 else []) + titles[: 11 if len(head) < 80 else 12]


def _is_title(line: str) -> bool:
    short = 3 < len(line) < 70 and len(line.split()) <= 8
    return short and not line.endswith((".", ":")) and bool(_TITLE_NOUN.search(line))


class PrototypeTitles:
    """Words, characters and 0.7 of the occupations of a title."""

    def __init__(self, collections: Collections, labels: Sequence[str]) -> None:
        titles, _ = _titles_and_bodies(collections.occupations)
        words = [_bag([label]) for label in labels]
        self._space = Space(titles + words, at_least=1)
        self._titles, self._words = self._space.vectors(titles), self._space.vectors(words)
        self._occupations = self._over_occupations(self._words)
        self._runs = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True)
        self._characters = self._runs.fit_transform(labels)

    def __call__(self, title: str) -> Sequence[float]:
        words = self._space.vectors([_bag([title])])
        by_words = (self._words @ words.T).toarray()
        by_characters = (self._characters @ self._runs.transform([title]).T).toarray()
        by_occupation = self._occupations @ self._over_occupations(words)[0]
        likeness = by_words.ravel() + by_characters.ravel() + 0.7 * by_occupation
        return [float(share) for share in likeness]

    def _over_occupations(self, words: csr_matrix) -> Dense:
        likeness = _sharpened(_scaled(words @ self._titles.T), 10)
        return np.asarray(normalize(likeness**2))
