"""Damage to files: bytes at random, words put in each other's place, parts of an archive."""

from __future__ import annotations

import io
import random
import re
import zipfile

_WORDS = (
    *(
        "0",
        "-1",
        "1e9999",
        "NaN",
        "null",
        "true",
        '"',
        "\\",
        "{",
        "}",
        "[",
        "]",
        "件",
        "\x00",
        "𠮷",
    ),
    *("0 0 m 9 9 l S", "999999999 0 obj", "/Kids [2 0 R]", "endobj", "Tj", "| --- |", "|" * 300),
    *("<!DOCTYPE x [<!ENTITY a 'a'>]>", "<w:tbl>", "</w:tr>", "w:gridSpan", 'w:val="99999999"'),
    *("[" * 50, "9" * 400, "requests.received.natural", "nianbao", "〔2021〕", "&#x10ffff;"),
)
_TOKEN = re.compile(rb'"[^"\n]*"|[\w.]+|[^\s\w]')
"""What programs that read text look for: put in another's place it is still well formed, mostly."""
_LONGEST = 20_000
"""Bytes: of larger inputs a stretch is searched for words, as only one of them is changed."""


def damaged(data: bytes, chance: random.Random) -> bytes:
    """An input with some damage; inside a zip most of the damage is done to its parts."""
    if data.startswith(b"PK") and chance.random() < 0.9:
        return _damaged_zip(data, chance)
    return _several(data, chance, (1, 1, 2, 5, 20))


def _several(data: bytes, chance: random.Random, counts: tuple[int, ...]) -> bytes:
    """Bytes or words, one or the other: the first mostly end at the parser, the second behind it."""
    hurt = chance.choice((_hurt_bytes, _hurt_words))
    for _ in range(chance.choice(counts)):
        data = hurt(data, chance)
    return data


def _hurt_bytes(data: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(data) + 1)
    other = chance.randrange(len(data) + 1)
    low = min(place, other)
    high = min(max(place, other), low + 2000)
    word = chance.choice(_WORDS).encode()
    return chance.choice(
        (
            lambda: data[:place],
            lambda: data[:place] + word + data[place:],
            lambda: data[:place] + bytes([chance.randrange(256)]) + data[place + 1 :],
            lambda: data[:low] + data[high:],
            lambda: data[:high] + data[low:high] * chance.choice((1, 3, 40)) + data[high:],
            lambda: data[:place] + word + data[place + len(word) :],
        )
    )()


def _hurt_words(data: bytes, chance: random.Random) -> bytes:
    """A word, string or sign of the input becomes another one of it, or one that it never had."""
    begin = chance.randrange(max(1, len(data) - _LONGEST))
    found = list(_TOKEN.finditer(data, begin, begin + _LONGEST))
    if not found:
        return _hurt_bytes(data, chance)
    victim = chance.choice(found)
    word = chance.choice((chance.choice(found)[0], chance.choice(_WORDS).encode(), b""))
    if victim[0].startswith(b'"') and not word.startswith(b'"'):
        word = b'"' + word.replace(b'"', b"") + b'"'
    return data[: victim.start()] + word + data[victim.end() :]


def _damaged_zip(data: bytes, chance: random.Random) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as whole, zipfile.ZipFile(target, "w") as broken:
        names = whole.namelist()
        body = max(names, key=lambda name: whole.getinfo(name).file_size)
        victim = chance.choice([*names, body, body])
        for name in names:
            part = whole.read(name)
            broken.writestr(name, _several(part, chance, (1, 2, 5)) if name == victim else part)
    return target.getvalue()
