"""All rows of one moment, in buckets of the same main occupation; written once, mapped, never
changed.

After inverted-file indexes of vectors (Jégou, Douze and Schmid, PAMI 2011): only the buckets
nearest to a CV are looked through.
"""

import json
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Self
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from jobr_adapters.match_index.closeness import Numbers, Seeker, levels
from jobr_adapters.match_index.rows import ROW, Rows, taken

KEY: Final = np.dtype([("high", np.uint64), ("low", np.uint64)])
"""The two halves of a UUID."""
_IN_BYTES: Final = np.dtype([("high", ">u8"), ("low", ">u8")])
_SAMPLED: Final = 4
"""Rows of a bucket that say how near it is."""
_FILES: Final = ("rows", "keys", "order", "starts")


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """`rows` and `keys` by bucket, whose bounds are in `starts`; `order` sorts the keys."""

    rows: Rows
    keys: NDArray[Any]
    order: NDArray[np.int32]
    starts: NDArray[np.int32]

    @classmethod
    def of(cls, rows: Rows, keys: NDArray[Any]) -> Self:
        main = rows["occupations"][:, 0]
        by_bucket = np.argsort(main, kind="stable")
        rows, keys = rows[by_bucket], keys[by_bucket]
        main = rows["occupations"][:, 0]
        begins = np.r_[True, main[1:] != main[:-1]][: len(rows)]
        return cls(
            rows=rows,
            keys=keys,
            order=np.lexsort((keys["low"], keys["high"])).astype(np.int32),
            starts=np.r_[np.flatnonzero(begins), len(rows)].astype(np.int32),
        )

    def __len__(self) -> int:
        return len(self.rows)

    def near(self, seeker: Seeker, enough: int) -> NDArray[np.intp]:
        """Row numbers of the nearest buckets, `enough` of them and the rest of the last bucket."""
        if len(self) <= enough:
            return np.arange(len(self))
        firsts, sizes = self.starts[:-1], np.diff(self.starts)
        steps = np.arange(_SAMPLED) * sizes[:, None] // _SAMPLED
        sampled = (firsts[:, None] + steps).ravel()
        nearness = levels(taken(self.rows, sampled), seeker).reshape(-1, _SAMPLED).max(axis=1)
        nearest = np.argsort(-nearness, kind="stable")
        chosen = nearest[: int(np.searchsorted(np.cumsum(sizes[nearest]), enough)) + 1]
        return np.concatenate([np.arange(firsts[n], firsts[n] + sizes[n]) for n in chosen])

    def places(self, keys: NDArray[Any]) -> NDArray[np.intp]:
        """The row of each key, -1 where there is none."""
        highs = self.keys["high"][self.order]
        first = np.searchsorted(highs, keys["high"])
        return np.array([self._place(*one) for one in zip(first, keys, strict=True)], np.intp)

    def _place(self, at: int, key: NDArray[Any]) -> int:
        """From where its first half stands on."""
        while at < len(self) and self.keys[self.order[at]]["high"] == key["high"]:
            if self.keys[self.order[at]]["low"] == key["low"]:
                return int(self.order[at])
            at += 1
        return -1

    def saved(self, folder: Path, head: dict[str, Any]) -> None:
        """Whole or not at all: written beside, then renamed."""
        beside = folder.with_name(f"{folder.name}.{os.getpid()}.new")
        shutil.rmtree(beside, ignore_errors=True)
        beside.mkdir(parents=True)
        try:
            for name in _FILES:
                np.save(beside / f"{name}.npy", getattr(self, name))
            (beside / "head.json").write_text(json.dumps(head))
            shutil.rmtree(folder, ignore_errors=True)
            beside.rename(folder)
        finally:
            shutil.rmtree(beside, ignore_errors=True)

    @classmethod
    def mapped(cls, folder: Path) -> tuple[Self, dict[str, Any]]:
        """What was saved, read from disk as it is needed. Raises OSError, ValueError."""
        try:
            files = {name: np.load(folder / f"{name}.npy", mmap_mode="r") for name in _FILES}
        except EOFError as error:
            raise ValueError("a file is empty") from error
        head = json.loads((folder / "head.json").read_text())
        mapped = cls(**files)
        if not isinstance(head, dict) or not mapped._is_sound():
            raise ValueError("not an index of this version")
        return mapped, head

    def _is_sound(self) -> bool:
        """As far as can be seen without reading all of it."""
        kinds = [array.dtype for array in (self.rows, self.keys, self.order, self.starts)]
        length = len(self.rows)
        return (
            kinds == [ROW, KEY, np.int32, np.int32]
            and len(self.keys) == len(self.order) == length
            and len(self.starts) > 0
            and int(self.starts[-1]) == length
        )


def keys_of(ids: Sequence[str]) -> NDArray[Any]:
    """UUIDs as `KEY`s."""
    return keys_in(b"".join(UUID(one).bytes for one in ids))


def keys_in(ids: bytes) -> NDArray[Any]:
    """UUIDs by their 16 bytes each."""
    return np.frombuffer(ids, _IN_BYTES).astype(KEY)


def ids_of(keys: NDArray[Any]) -> list[str]:
    """`KEY`s as UUIDs are written; by `UUID` it takes a tenth of a question's time."""
    digits = keys.astype(_IN_BYTES).tobytes().hex()
    each = (digits[start : start + 32] for start in range(0, len(digits), 32))
    return [f"{one[:8]}-{one[8:12]}-{one[12:16]}-{one[16:20]}-{one[20:]}" for one in each]


def best_of(scores: Numbers, keys: NDArray[Any], most: int) -> NDArray[np.intp]:
    """The numbers of the `most` highest, in any order; of equals those of the lowest keys,
    wherever they stand."""
    if len(scores) <= most:
        return np.arange(len(scores))
    bar = np.partition(scores, -most)[-most]
    above, equal = np.flatnonzero(scores > bar), np.flatnonzero(scores == bar)
    lowest = np.lexsort((keys["low"][equal], keys["high"][equal]))[: most - len(above)]
    return np.concatenate([above, equal[lowest]])
