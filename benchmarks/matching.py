"""One CV against up to a million postings, beside scikit-learn's TF-IDF and bm25s.

    nox -s bench -- matching [--sizes 10000,100000,1000000] [--cvs 100]

Features of 20,000 made-up postings (`matching_corpus`) are computed; a million rows are these,
each varied: other weights, other skills. What is timed, on one core and in memory that is mapped
from a file: candidates, and the whole answer (candidates, the 200 closest scored in full, the best
20 with their evidence; reading postings from a database is not in it). Beside it, in the same run,
the same question to a TF-IDF matrix (cosine, best 20) and to bm25s, both of a million texts that
repeat the 20,000. Then what candidates lose: the best 20 of scoring all 20,000 in full; and
of a million the closest 20 of all rows. Ends with 1 if a promise is broken.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import bm25s
import numpy as np
from matching_corpus import Corpus
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics.pairwise import linear_kernel

from jobr_adapters.match_index.closeness import Seeker
from jobr_adapters.match_index.index import MatchIndex
from jobr_adapters.match_index.rows import OCCUPATIONS, SKILLS, Rows, packed, unpacked
from jobr_adapters.match_index.snapshot import KEY, Snapshot, ids_of
from jobr_core.cvs import Cv
from jobr_core.jobs.analysis import analyze
from jobr_core.jobs.model import JobPosting
from jobr_core.matching.evidence import CvEvidence, evidence_of
from jobr_core.matching.features import FeaturedPosting, featured
from jobr_core.matching.occupation_vectors import posting_vector
from jobr_core.matching.scoring import rank_featured
from jobr_core.matching.use_cases.best import CANDIDATES

FEATURES_MS, CANDIDATES_MS, ANSWER_MS = 0.6, 10.0, 50.0
TIMES_FASTER, BYTES, KEEPING_UP, COMPLETE = 100.0, 100.0, 1_000.0, 0.99
TEXTS, SHOWN, BATCH, BESIDE = 20_000, 20, 1_000, 20
TODAY = date(2026, 11, 22)


@dataclass(frozen=True)
class Promise:
    """A figure and what was asked of it."""

    what: str
    value: float
    limit: float
    at_least: bool = False

    @property
    def kept(self) -> bool:
        return self.value >= self.limit if self.at_least else self.value <= self.limit

    def __str__(self) -> str:
        sign = "≥" if self.at_least else "≤"
        said = "reached" if self.kept else "missed"
        return f"{self.what}: {self.value:,.4g}, asked {sign} {self.limit:g}: {said}"


def main() -> None:
    chosen = _arguments().parse_args()
    postings, cvs = list(Corpus().postings(TEXTS)), list(Corpus().cvs(chosen.cvs))
    promises = [_features(postings[:2_000], cvs)]
    with ProcessPoolExecutor(2, mp_context=get_context("forkserver")) as pool:
        pool_of = list(pool.map(featured, postings, chunksize=200))
    evidence = [evidence_of(cv) for cv in cvs]
    rows = unpacked(packed(one.features) for one in pool_of)
    with tempfile.TemporaryDirectory() as folder:
        for size in chosen.sizes:
            index = _index_of(rows, size, Path(folder))
            promises += _timed(index, pool_of, evidence, is_largest=size == max(chosen.sizes))
    promises.append(_beside(postings, cvs[:BESIDE], max(chosen.sizes), promises))
    promises.append(_lost(pool_of, rows, evidence))
    print(*promises, sep="\n")
    sys.exit(not all(promise.kept for promise in promises))


def _arguments() -> argparse.ArgumentParser:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("--sizes", type=_sizes, default=_sizes("10000,100000,1000000"))
    arguments.add_argument("--cvs", type=int, default=100)
    return arguments


def _sizes(listed: str) -> list[int]:
    return [int(size) for size in listed.split(",")]


def _features(postings: Sequence[JobPosting], cvs: Sequence[Cv]) -> Promise:
    stands = statistics.median(_times(posting_vector, postings))
    asks = statistics.median(_times(analyze, postings))
    reads = statistics.median(_times(evidence_of, cvs))
    print(f"a new posting of {statistics.mean(len(p.text) for p in postings):,.0f} characters:")
    print(f"  which occupations it is about {stands:.2f} ms, what it asks for {asks:.2f} ms")
    print(f"a new CV: everything it shows {reads:.1f} ms")
    return Promise("features of a new text (ms, median)", stands, FEATURES_MS)


def _index_of(rows: Rows, size: int, folder: Path) -> MatchIndex:
    """The features of the texts again and again, each time varied."""
    draw = np.random.default_rng(size)
    drawn = draw.integers(0, len(rows), size)
    varied = rows[drawn]
    moved = varied["occupation_weights"] + draw.integers(-20, 21, (size, OCCUPATIONS))
    varied["occupation_weights"] = np.where(varied["occupation_weights"] > 0, moved.clip(0, 255), 0)
    varied["skills"][:, SKILLS // 2 :] = rows["skills"][draw.integers(0, len(rows), size)][
        :, SKILLS // 2 :
    ]
    keys = np.empty(size, KEY)
    keys["high"], keys["low"] = np.arange(size, dtype=np.uint64), drawn
    began = time.perf_counter()
    snapshot = Snapshot.of(varied, keys)
    snapshot.saved(folder / str(size), {})
    mapped, _ = Snapshot.mapped(folder / str(size))
    print(f"\n{size:,} postings: sorted and written in {time.perf_counter() - began:.1f} s")
    return MatchIndex.on(mapped)


def _timed(
    index: MatchIndex,
    pool_of: Sequence[FeaturedPosting],
    evidence: Sequence[CvEvidence],
    *,
    is_largest: bool,
) -> list[Promise]:
    close = _times(lambda cv: _closest(index, cv), evidence)
    whole = _times(lambda cv: _answer(index, pool_of, cv), evidence)
    print(f"  candidates   p50 {_at(close, 50):6.1f}  p95 {_at(close, 95):6.1f} ms")
    print(f"  whole answer p50 {_at(whole, 50):6.1f}  p95 {_at(whole, 95):6.1f} ms")
    if not is_largest:
        return []
    return [
        Promise("candidates (ms, p95)", _at(close, 95), CANDIDATES_MS),
        Promise("whole answer, 20 with evidence (ms, p95)", _at(whole, 95), ANSWER_MS),
        Promise("index (bytes a posting)", _size(index) / len(index), BYTES),
        Promise("new postings a second", _taken_in(index), KEEPING_UP, at_least=True),
        _overlooked(index, evidence),
    ]


def _closest(index: MatchIndex, cv: CvEvidence) -> list[str]:
    return index.nearest(Seeker.of(cv, TODAY), CANDIDATES)


def _answer(index: MatchIndex, pool_of: Sequence[FeaturedPosting], cv: CvEvidence) -> object:
    """A row's id ends with the number of the text it was made of."""
    found = [pool_of[int(own[-12:], 16)] for own in _closest(index, cv)]
    return rank_featured(cv, found, SHOWN, today=TODAY)


def _size(index: MatchIndex) -> float:
    kept = index.snapshot
    return float(sum(part.nbytes for part in (kept.rows, kept.keys, kept.order, index.gone)))


def _taken_in(index: MatchIndex) -> float:
    """Postings a second, half of them new and half changed, in batches, up to a new snapshot."""
    known = ids_of(index.snapshot.keys[:: len(index) // 8_000][:8_000])
    new = [f"ffffffff-0000-7000-8000-{n:012x}" for n in range(8_000)]
    row = index.snapshot.rows[0].tobytes()
    began, grown = time.perf_counter(), index
    for start in range(0, 8_000, BATCH // 2):
        ids = (*known[start : start + BATCH // 2], *new[start : start + BATCH // 2])
        grown = grown.changed(dict.fromkeys(ids, row))
    taken = time.perf_counter() - began
    began = time.perf_counter()
    merged = MatchIndex.on(grown.merged())
    print(f"  16,000 changes taken in {taken:.2f} s; merged in {time.perf_counter() - began:.1f} s")
    return 16_000 / (taken + (time.perf_counter() - began)) if len(merged) else 0.0


def _beside(
    postings: Sequence[JobPosting], cvs: Sequence[Cv], size: int, promises: Sequence[Promise]
) -> Promise:
    """TF-IDF and bm25s; their texts repeat, so that they fit into memory."""
    ours = next(p.value for p in promises if p.what.startswith("candidates"))
    again = np.arange(size) % len(postings)
    cosine = _at(_by_tfidf(postings, cvs, again), 50)
    bm25 = _at(_by_bm25(postings, cvs, again), 50)
    print(f"\n{size:,} texts, the best {SHOWN}, p50:")
    print(f"  scikit-learn TF-IDF cosine {cosine:,.0f} ms, bm25s {bm25:,.0f} ms")
    print(f"  candidates (p95) are {bm25 / ours:.1f} times faster than bm25s\n")
    return Promise("times faster than TF-IDF cosine", cosine / ours, TIMES_FASTER, at_least=True)


def _by_tfidf(
    postings: Sequence[JobPosting], cvs: Sequence[Cv], again: NDArray[np.intp]
) -> list[float]:
    vectorizer = TfidfVectorizer(dtype=np.float32)
    matrix: csr_matrix = vectorizer.fit_transform([posting.text for posting in postings])[again]
    return _times(lambda cv: _cosine(vectorizer, matrix, cv), cvs)


def _by_bm25(
    postings: Sequence[JobPosting], cvs: Sequence[Cv], again: NDArray[np.intp]
) -> list[float]:
    tokens = bm25s.tokenize([posting.text for posting in postings], show_progress=False)
    retriever = bm25s.BM25()
    retriever.index(tokens._replace(ids=[tokens.ids[n] for n in again]), show_progress=False)
    return _times(lambda cv: _bm25(retriever, cv), cvs)


def _cosine(vectorizer: TfidfVectorizer, matrix: csr_matrix, cv: Cv) -> object:
    alike = linear_kernel(vectorizer.transform([cv.text]), matrix)[0]
    return np.argpartition(-alike, SHOWN)[:SHOWN]


def _bm25(retriever: bm25s.BM25, cv: Cv) -> object:
    words = bm25s.tokenize([cv.text], show_progress=False)
    return retriever.retrieve(words, k=SHOWN, show_progress=False, n_threads=1)


def _lost(
    pool_of: Sequence[FeaturedPosting], rows: Rows, evidence: Sequence[CvEvidence]
) -> Promise:
    """Of each CV the best 20 of everything scored in full, and whether all are candidates."""
    ids = [one.posting.id for one in pool_of]
    keys = np.empty(len(rows), KEY)
    keys["high"], keys["low"] = 0, np.arange(len(rows))
    index = MatchIndex.on(Snapshot.of(rows, keys))
    with ProcessPoolExecutor(2, mp_context=get_context("fork")) as pool:
        best = list(pool.map(partial(_best, pool_of), evidence, chunksize=5))
    complete = [
        wanted <= {ids[int(own[-12:], 16)] for own in _closest(index, cv)}
        for cv, wanted in zip(evidence, best, strict=True)
    ]
    what = f"CVs none of whose best {SHOWN} of {len(rows):,} is lost"
    return Promise(what, statistics.mean(complete), COMPLETE, at_least=True)


def _overlooked(index: MatchIndex, evidence: Sequence[CvEvidence]) -> Promise:
    """Whether those closest of all are in the buckets that are looked through."""
    complete = []
    for cv in evidence:
        seeker = Seeker.of(cv, TODAY)
        closest = index.nearest(seeker, SHOWN, enough=len(index))
        complete.append(set(closest) <= set(_closest(index, cv)))
    what = f"CVs none of whose closest {SHOWN} of {len(index):,} is overlooked"
    return Promise(what, statistics.mean(complete), COMPLETE, at_least=True)


def _best(pool_of: Sequence[FeaturedPosting], cv: CvEvidence) -> set[str]:
    return {report.job_id for report in rank_featured(cv, pool_of, SHOWN, today=TODAY)}


def _times(work: Callable[..., object], things: Sequence[object]) -> list[float]:
    """Milliseconds each, after a first round that is not counted."""
    work(things[0])
    taken = []
    for thing in things:
        began = time.perf_counter()
        work(thing)
        taken.append(1000 * (time.perf_counter() - began))
    return taken


def _at(times: Sequence[float], percent: int) -> float:
    return sorted(times)[min(len(times) * percent // 100, len(times) - 1)]


if __name__ == "__main__":
    main()
