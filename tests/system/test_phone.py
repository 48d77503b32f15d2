"""Signing in by telephone, on a real server process; the codes are printed."""

import asyncio
import re
from collections import Counter
from pathlib import Path
from random import SystemRandom
from typing import Any

import httpx2
from processes import until


class Telephone:
    """A mobile with a number of its own."""

    def __init__(self, address: str, printed: Path) -> None:
        self.address, self.printed = f"{address}/api/auth/phone", printed
        self.number = f"+49151{SystemRandom().randrange(10**8):08d}"

    def asks(self) -> Any:
        answer = httpx2.post(f"{self.address}/otp", json={"phone": self.number}, timeout=60)
        assert answer.status_code == 202, answer.text
        return answer.json()

    def codes(self) -> list[str]:
        masked = re.escape(f"{self.number[:3]}{'*' * 7}{self.number[-4:]}")
        return re.findall(rf"SMS to: {masked}\n\n(\d{{6}}) ", self.printed.read_text())

    def code(self) -> str:
        until(lambda: bool(self.codes()), every=0.05)
        return self.codes()[-1]

    def brings(self, asked: Any, codes: list[str]) -> Counter[int]:
        """All at the same moment."""
        return asyncio.run(self._at_once(asked["challenge_id"], codes))

    async def _at_once(self, challenge_id: str, codes: list[str]) -> Counter[int]:
        limits = httpx2.Limits(max_connections=len(codes))
        async with httpx2.AsyncClient(timeout=60, limits=limits) as http:
            bodies = ({"challenge_id": challenge_id, "code": code} for code in codes)
            asked = (http.post(f"{self.address}/verify", json=body) for body in bodies)
            return Counter(answer.status_code for answer in await asyncio.gather(*asked))


def test_of_fifty_right_codes_at_once_one_signs_in(address: str, mails: Path) -> None:
    telephone = Telephone(address, mails)
    asked = telephone.asks()
    assert telephone.brings(asked, [telephone.code()] * 50) == {200: 1, 401: 49}


def test_after_thirty_wrong_codes_at_once_the_right_one_is_too_late(
    address: str, mails: Path
) -> None:
    telephone = Telephone(address, mails)
    asked = telephone.asks()
    right = telephone.code()
    wrong = [f"{(int(right) + n) % 10**6:06d}" for n in range(1, 31)]
    assert telephone.brings(asked, wrong) == {401: 30}
    assert telephone.brings(asked, [right]) == {401: 1}


def test_printed_messages_and_logs_have_no_number(address: str, mails: Path, home: Path) -> None:
    telephone = Telephone(address, mails)
    telephone.asks()
    assert telephone.code()
    for written in (mails, home / "server.log"):
        assert telephone.number[1:] not in written.read_text()
