"""Keeps the face small for days: how the C library hands memory out, and takes back what starting used."""

import ctypes
import gc

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
"""Names of glibc's `mallopt`, from malloc.h."""
_LARGE = 128 * 1024


def be_thrifty() -> None:
    """Give large blocks back to the system whenever they are freed, and let threads share their blocks.

    By itself glibc learns from the first large block that is freed (a text's pixels, say) to keep such
    blocks: the heap then grows in holes. Does nothing on a C library without `mallopt`.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(_MMAP_THRESHOLD, _LARGE)
        mallopt(_TRIM_THRESHOLD, _LARGE)
        mallopt(_ARENA_MAX, 1)


def settle() -> None:
    """Once everything stands: drop what only starting needed, and never look through the rest again."""
    gc.collect()
    gc.freeze()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
