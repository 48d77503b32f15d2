"""Sealed is sealed: under one key, one name, and as it was."""

from base64 import b64encode, urlsafe_b64encode
from secrets import token_hex

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from jobr_adapters.files.key_ring import KeyRing, SealBroken

CONTENT = b"Asha Verma, Senior Python Engineer"
KEY = "cvs/ada/cafe/1"
HEX = "00112233445566778899aabbccddeeff" * 2
PHRASE = "correct-horse-battery-staple-at-last"
names = st.text(st.characters(codec="utf-8"))
rings = st.builds(KeyRing.read, st.just(HEX) | st.just(f"2026-11:{HEX}") | st.just(PHRASE))


@given(rings, st.binary(), names)
def test_what_is_sealed_opens_as_it_was(ring: KeyRing, content: bytes, name: str) -> None:
    assert ring.open(ring.seal(content, bound_to=name), bound_to=name) == content


@given(rings, st.binary(), st.data())
def test_no_byte_can_be_changed(ring: KeyRing, content: bytes, data: st.DataObject) -> None:
    sealed = bytearray(ring.seal(content, bound_to=KEY))
    sealed[data.draw(st.integers(0, len(sealed) - 1))] ^= data.draw(st.integers(1, 255))
    with pytest.raises(SealBroken):
        ring.open(bytes(sealed), bound_to=KEY)


@given(rings, st.binary(max_size=40), st.data())
def test_nothing_can_be_cut_off_or_added(
    ring: KeyRing, content: bytes, data: st.DataObject
) -> None:
    sealed = ring.seal(content, bound_to=KEY)
    for changed in (sealed[: data.draw(st.integers(0, len(sealed) - 1))], sealed + b"\0"):
        with pytest.raises(SealBroken):
            ring.open(changed, bound_to=KEY)


@given(st.binary())
def test_what_was_never_sealed_does_not_open(content: bytes) -> None:
    with pytest.raises(SealBroken):
        KeyRing.read(HEX).open(content, bound_to=KEY)


@given(names, names)
def test_a_file_under_another_name_does_not_open(name: str, other: str) -> None:
    assume(name != other)
    ring = KeyRing.read(HEX)
    with pytest.raises(SealBroken):
        ring.open(ring.seal(CONTENT, bound_to=name), bound_to=other)


@given(st.binary(min_size=8))
def test_nothing_of_the_content_shows(content: bytes) -> None:
    assert content not in KeyRing.read(HEX).seal(content, bound_to=KEY)


def test_the_same_content_is_never_sealed_the_same_way() -> None:
    ring = KeyRing.read(HEX)
    assert len({ring.seal(CONTENT, bound_to=KEY) for _ in range(50)}) == 50


@pytest.mark.parametrize("former", [HEX, f"2025:{HEX}", PHRASE, f"2025:{PHRASE}"])
def test_behind_a_new_key_the_former_still_opens(former: str) -> None:
    sealed = KeyRing.read(former).seal(CONTENT, bound_to=KEY)
    rotated = KeyRing.read(f"{KeyRing.fresh_key()}, {former}")
    assert rotated.open(sealed, bound_to=KEY) == CONTENT
    with pytest.raises(SealBroken, match="not in ENCRYPTION_KEYS"):
        KeyRing.read(former).open(rotated.seal(CONTENT, bound_to=KEY), bound_to=KEY)


def test_a_missing_key_is_named() -> None:
    sealed = KeyRing.read(f"2025-01:{HEX}").seal(CONTENT, bound_to=KEY)
    with pytest.raises(SealBroken, match="sealed with the key 2025-01, which is not in"):
        KeyRing.read(KeyRing.fresh_key()).open(sealed, bound_to=KEY)


def test_another_key_of_the_same_id_does_not_open() -> None:
    sealed = KeyRing.read(f"a:{HEX}").seal(CONTENT, bound_to=KEY)
    with pytest.raises(SealBroken, match="does not open"):
        KeyRing.read(f"a:{KeyRing.fresh_key()}").open(sealed, bound_to=KEY)


def test_hex_and_base64_say_the_same_key() -> None:
    key = bytes.fromhex(HEX)
    spellings = [
        HEX, HEX.upper(), b64encode(key).decode(), urlsafe_b64encode(key).decode().rstrip("="),
    ]  # fmt: skip
    sealed = KeyRing.read(spellings[0]).seal(CONTENT, bound_to=KEY)
    for spelling in spellings:
        assert KeyRing.read(spelling).open(sealed, bound_to=KEY) == CONTENT


@pytest.mark.parametrize("key", [b"\xfb\xff" * 16, b"\0" * 32])
def test_both_alphabets_of_base64_are_read(key: bytes) -> None:
    sealed = KeyRing.read(f"a:{key.hex()}").seal(CONTENT, bound_to=KEY)
    for encode in (b64encode, urlsafe_b64encode):
        ring = KeyRing.read(f"a:{encode(key).decode()}")
        assert ring.open(sealed, bound_to=KEY) == CONTENT


@pytest.mark.parametrize("text", ["{},{}", "{} {}", " {} ,\n {} ", "{}\n{}\n", ",{},,{},"])
def test_keys_stand_between_commas_or_white_space(text: str) -> None:
    former = KeyRing.read(HEX).seal(CONTENT, bound_to=KEY)
    ring = KeyRing.read(text.format(PHRASE, HEX))
    assert ring.open(former, bound_to=KEY) == CONTENT
    assert KeyRing.read(PHRASE).open(ring.seal(CONTENT, bound_to=KEY), bound_to=KEY) == CONTENT


@given(st.text(st.characters(exclude_characters=",:", exclude_categories=["Z", "C"]), min_size=32))
def test_any_long_secret_is_a_key(secret: str) -> None:
    ring = KeyRing.read(secret)
    assert KeyRing.read(secret).open(ring.seal(CONTENT, bound_to=KEY), bound_to=KEY) == CONTENT


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "holds no key"),
        (" ,\n ", "holds no key"),
        ("short", "key 1 is shorter"),
        (f"{HEX},{HEX[:31]}", "key 2 is shorter"),
        ("2026:", "key 1 is shorter"),
        (f":{HEX}", "the id of key 1"),
        (f"{'x' * 33}:{HEX}", "the id of key 1"),
        (f"ä:{HEX}", "the id of key 1"),
        (f"a:{HEX},a:{PHRASE}", "two of its keys have the id a"),
        (f"{HEX} {HEX}", "two of its keys have the id"),
    ],
)
def test_what_is_no_key_ring_is_told_without_a_key(text: str, why: str) -> None:
    with pytest.raises(ValueError, match=why) as refused:
        KeyRing.read(text)
    assert HEX[:8] not in str(refused.value)


def test_a_fresh_key_is_new_and_good() -> None:
    first, second = KeyRing.fresh_key(), KeyRing.fresh_key()
    assert first != second
    ring = KeyRing.read(f"{first},{second}")
    assert ring.open(ring.seal(CONTENT, bound_to=KEY), bound_to=KEY) == CONTENT


def test_a_ring_shows_the_ids_and_no_key() -> None:
    secret = token_hex(32)
    ring = KeyRing.read(f"2026:{secret} {PHRASE}")
    assert repr(ring).startswith("KeyRing(2026, ")
    assert secret not in repr(ring)
    assert PHRASE not in repr(ring)
