"""CV files whose truth is known: invented people, laid out as the world lays out CVs."""

from parsing_corpus.making import Sample, corpus

__all__ = ["Sample", "corpus"]
