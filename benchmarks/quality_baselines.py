"""What Jobr's quality is held against: chance, the words two documents share, and the prototype.

- random: a hash of both documents.
- keywords: the share of the posting's words that stand in the CV, as Resume-Matcher shows it.
- BM25: k1 1.2, b 0.75, stems; the CV's distinct words ask.
- TF-IDF: the cosine of words and pairs of words, fitted on the task's postings; for titles of
  runs of three to five characters.
"""

import re
from collections.abc import Sequence
from functools import partial

import numpy as np
from quality_data import Collections, Posting, drawn
from quality_prototype import Prototype, PrototypeTitles, stems
from quality_scorers import Scored, Scorer, TitleMatcher, Vector
from quality_technologies import TechnologyNames
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

_FUNCTION_WORDS = """the and but nor not for yet are was were been being has had have having did does doing done can could
may might must shall should will would dare need ought used you your yours yourself yourselves his him himself she her hers
herself its itself our ours ourselves they them their theirs themselves myself who whom whose which what this that these those
here there where when why how all any both each every few more most other some such only own same than then too very just
also now once again further about against between into through during before after above below from off over out under down
until while with because either neither either too via etc like upon within without per one two"""
_OF_EVERY_POSTING = """role position job jobs work working team company looking seeking required requirements responsibilities
qualifications preferred experience year years ability skill skills knowledge strong excellent good great well include
includes including"""
_STOP = frozenset(f"{_FUNCTION_WORDS} {_OF_EVERY_POSTING}".split())


def baselines(collections: Collections) -> tuple[Scorer, ...]:
    occupations = partial(Prototype, collections)
    return (
        Scorer("random", matcher=Random, titles=_random_titles),
        Scorer("keywords", matcher=Keywords, skills=lambda text: sorted(_keywords(text))),
        Scorer("BM25", matcher=Bm25),
        Scorer("TF-IDF words", matcher=Tfidf),
        Scorer("TF-IDF characters", titles=_tfidf_titles),
        Scorer("prototype", matcher=occupations, titles=partial(PrototypeTitles, collections)),
        Scorer("O*NET technologies", skills=TechnologyNames(collections)),
    )


class Random(Scored):
    def _scores(self, text: str) -> Vector:
        return np.array([_chance(text, posting) for posting in self._places])


class Keywords(Scored):
    full_marks = 100.0

    def __init__(self, postings: Sequence[Posting]) -> None:
        super().__init__(postings)
        self._asked = [_keywords(posting.text) for posting in postings]

    def _scores(self, text: str) -> Vector:
        held = _keywords(text)
        shares = (len(asked & held) / max(1, len(asked)) for asked in self._asked)
        return np.array([round(100 * share) for share in shares], dtype=np.float64)


class Bm25(Scored):
    _saturation, _by_length = 1.2, 0.75

    def __init__(self, postings: Sequence[Posting]) -> None:
        super().__init__(postings)
        self._vocabulary = CountVectorizer(analyzer=stems)
        counts = self._vocabulary.fit_transform(posting.text for posting in postings).tocoo()
        lengths = np.maximum(1, np.asarray(counts.sum(axis=1)).ravel())
        holding = np.bincount(counts.col)
        rarity = np.log1p((len(postings) - holding + 0.5) / (holding + 0.5))
        damped = 1 - self._by_length + self._by_length * lengths / lengths.mean()
        worth = counts.data * (self._saturation + 1)
        worth = worth / (counts.data + self._saturation * damped[counts.row])
        places = (counts.row, counts.col)
        self._weights = csr_matrix((rarity[counts.col] * worth, places), counts.shape)

    def _scores(self, text: str) -> Vector:
        asked = self._vocabulary.transform([text]).sign()
        return _product(self._weights, asked)


class Tfidf(Scored):
    def __init__(self, postings: Sequence[Posting]) -> None:
        super().__init__(postings)
        self._words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, stop_words="english")
        self._weights = self._words.fit_transform(posting.text for posting in postings)

    def _scores(self, text: str) -> Vector:
        return _product(self._weights, self._words.transform([text]))


def _product(weights: csr_matrix, asked: csr_matrix) -> Vector:
    return np.asarray((weights @ asked.T).toarray(), dtype=np.float64).ravel()


def _chance(*parts: str) -> float:
    return int(drawn("random", *parts)[:12], 16) / 16**12


def _keywords(text: str) -> frozenset[str]:
    words = re.split(r"[^a-z0-9-]+", text.lower())
    return frozenset(w for w in words if len(w) > 2 and not w.isdigit()) - _STOP


def _random_titles(labels: Sequence[str]) -> TitleMatcher:
    return lambda title: [_chance(title, label) for label in labels]


def _tfidf_titles(labels: Sequence[str]) -> TitleMatcher:
    runs = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)
    weights = runs.fit_transform(labels)
    return lambda title: _product(weights, runs.transform([title])).tolist()
