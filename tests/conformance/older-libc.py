"""Lets a program run on a C library older than the one it was linked with.

    older-libc.py PROGRAM VERSION...

Marks the symbol versions as weak, so that the loader no longer insists on them (ELF, "Version Dependencies",
VER_FLG_WEAK). What the program takes from these versions must come from elsewhere: `older-libc.c`, preloaded.
"""

import struct
import sys

SHT_GNU_VERNEED = 0x6FFFFFFE
VER_FLG_WEAK = 2


def main(path, versions):
    with open(path, "rb") as file:
        image = bytearray(file.read())
    if image[:6] != b"\x7fELF\x02\x01":
        sys.exit(f"{path} is no 64-bit little-endian ELF file")
    (headers,) = struct.unpack_from("<Q", image, 0x28)
    size, count = struct.unpack_from("<HH", image, 0x3A)

    def section(index):
        return struct.unpack_from("<IIQQQQIIQQ", image, headers + index * size)

    missing = set(versions)
    for index in range(count):
        _, kind, _, _, start, _, strings, entries, _, _ = section(index)
        if kind != SHT_GNU_VERNEED:
            continue
        names = section(strings)[4]
        at = start
        for _ in range(entries):
            _, needs, _, first, following = struct.unpack_from("<HHIII", image, at)
            need = at + first
            for _ in range(needs):
                _, flags, _, name, step = struct.unpack_from("<IHHII", image, need)
                begin = names + name
                version = image[begin : image.index(0, begin)].decode()
                if version in versions:
                    struct.pack_into("<H", image, need + 4, flags | VER_FLG_WEAK)
                    missing.discard(version)
                need += step
            at += following
    if missing:
        sys.exit(f"{path} does not need {', '.join(sorted(missing))}")
    with open(path, "wb") as file:
        file.write(image)


main(sys.argv[1], sys.argv[2:])
