"""Keccak-256 as Ethereum uses it: the padding of the original submission, not that of SHA-3 (FIPS 202), so hashlib has none.

Written after the Keccak reference (Bertoni, Daemen, Peeters, Van Assche, 2011). Slow and meant for checksums of 40 characters.
"""

from __future__ import annotations

from typing import Final

_RATE: Final = 136
_MASK: Final = (1 << 64) - 1
_OFFSETS: Final = ((0, 36, 3, 41, 18), (1, 44, 10, 45, 2), (62, 6, 43, 15, 61), (28, 55, 25, 21, 56), (27, 20, 39, 8, 14))


def _round_constants() -> tuple[int, ...]:
    constants, register = [], 1
    for _ in range(24):
        constant = 0
        for power in range(7):
            if register & 1:
                constant |= 1 << ((1 << power) - 1)
            register = (register << 1) ^ (0x171 if register & 0x80 else 0)
        constants.append(constant)
    return tuple(constants)


_ROUND_CONSTANTS: Final = _round_constants()


def _rotated(lane: int, by: int) -> int:
    return ((lane << by) | (lane >> (64 - by))) & _MASK


def _permuted(lanes: list[list[int]]) -> list[list[int]]:
    """The permutation Keccak-f[1600] of 25 lanes, addressed `lanes[x][y]`."""
    for constant in _ROUND_CONSTANTS:
        parity = [column[0] ^ column[1] ^ column[2] ^ column[3] ^ column[4] for column in lanes]
        shift = [parity[x - 1] ^ _rotated(parity[(x + 1) % 5], 1) for x in range(5)]
        moved = [[0] * 5 for _ in range(5)]
        for x in range(5):
            for y in range(5):
                moved[y][(2 * x + 3 * y) % 5] = _rotated(lanes[x][y] ^ shift[x], _OFFSETS[x][y])
        lanes = [[moved[x][y] ^ (~moved[(x + 1) % 5][y] & moved[(x + 2) % 5][y]) for y in range(5)] for x in range(5)]
        lanes[0][0] ^= constant
    return lanes


def keccak256(message: bytes) -> bytes:
    """The 32-byte digest of a message."""
    padded = bytearray(message + b"\x01" + bytes(-(len(message) + 1) % _RATE))
    padded[-1] |= 0x80
    lanes = [[0] * 5 for _ in range(5)]
    for block in range(0, len(padded), _RATE):
        for index in range(_RATE // 8):
            at = block + 8 * index
            lanes[index % 5][index // 5] ^= int.from_bytes(padded[at : at + 8], "little")
        lanes = _permuted(lanes)
    return b"".join(lanes[index % 5][index // 5].to_bytes(8, "little") for index in range(4))
