"""Malformed files without end: whole ones of every kind, hurt as files are hurt; the same on every machine."""

import random
from collections.abc import Iterator

import seeds

SCRAPS = (
    b"\0", b"\xff" * 8, b"%PDF-1.7", b"PK\x03\x04", b"<html>", b"<!--", b"]]>", b"&#0;",
    b"<!DOCTYPE x [<!ENTITY a '&a;'>]>",
    b"endobj", b"stream\r\n", b"9" * 20, b"-1", b"\r\n\r\n", b"Content-Type: multipart/mixed; boundary=x\n\n--x\n",
    b"Content-Transfer-Encoding: base64\n", b"WARC/1.0\r\n", b"Content-Length: 99999999999\r\n", b"\x1f\x8b", b"../",
    b"=?utf-8?b?", b"(" * 500, b"[" * 500, b"<<" * 500, b"<b>" * 500, b"\xd0\xcf\x11\xe0", b"\xef\xbb\xbf", b"\xff\xfe",
)  # fmt: skip


def mutants(count: int, seed: int = 20_230_725) -> Iterator[tuple[str, bytes]]:
    """Yield (name, bytes) of malformed files, each kind in turn."""
    choose = random.Random(seed)  # noqa: S311 - the same files on every machine
    kinds = sorted(seeds.KINDS)
    for number in range(count):
        kind = kinds[number % len(kinds)]
        content = seeds.KINDS[kind]
        for _ in range(choose.randint(1, 4)):
            content = hurt(content, choose)
        name = kind if choose.random() < 0.8 else choose.choice(kinds)
        yield f"{number:04}.{name}", content


def hurt(content: bytes, choose: random.Random) -> bytes:
    """Hurt bytes in one way."""
    at = choose.randrange(len(content) + 1)
    size = choose.choice((1, 2, 8, 64, 512))
    way = choose.randrange(8)
    if way == 0:  # cut off
        return content[:at]
    if way == 1:  # the beginning lost
        return content[at // 8 :]
    if way == 2:  # a piece lost
        return content[:at] + content[at + size :]
    if way == 3:  # noise over a piece
        return content[:at] + choose.randbytes(size) + content[at + size :]
    if way == 4:  # a scrap of something else put in
        return content[:at] + choose.choice(SCRAPS) + content[at:]
    if way == 5:  # a piece said again, and again
        return content[:at] + content[at : at + size] * choose.choice((2, 50)) + content[at + size :]
    if way == 6:  # single bits turned
        turned = bytearray(content)
        for _ in range(choose.choice((1, 4, 40))):
            if turned:
                turned[choose.randrange(len(turned))] ^= 1 << choose.randrange(8)
        return bytes(turned)
    other = seeds.KINDS[choose.choice(sorted(seeds.KINDS))]  # two files grown together
    return content[:at] + other[choose.randrange(len(other)) :]
