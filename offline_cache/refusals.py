"""What an answer that is none means: try again, tell the person, or be enrolled anew."""

import ssl

from offline_cache.errors import (
    CacheError,
    CityRefused,
    CityStumbled,
    CityUnreachable,
    TokenRejected,
)
from wire.base import read_tolerant
from wire.errors import Unreadable
from wire.sync import Problem

_TRY_AGAIN = frozenset({408, 425, 429})
_NOT_OURS = frozenset({"token_unknown", "token_revoked"})
"""The city's own words for a box it does not know."""
_UNNAMED = "unnamed"
_NOT_YET_VALID, _EXPIRED = 9, 10
"""OpenSSL's X509_V_ERR_CERT_NOT_YET_VALID and X509_V_ERR_CERT_HAS_EXPIRED."""


def is_final(status: int) -> bool:
    """Tell whether the same request would be refused again."""
    return 400 <= status < 500 and status not in _TRY_AGAIN


def not_now(status: int, retry_after: str) -> CityUnreachable:
    """Read a status that says nothing of the request itself."""
    kind = CityStumbled if status == 500 else CityUnreachable
    return kind(f"HTTP {status}", float(retry_after) if retry_after.isdigit() else 0.0)


def refusal(status: int, body: bytes) -> CacheError:
    """Believe a refusal only in the city's own words: a gateway or a sign-in page on the way says 401 or
    400 too, and must cost a household neither what its box mirrors nor what it said.
    """
    problem = _problem(body)
    if status == 401 and problem.code in _NOT_OURS:
        return TokenRejected()
    if status == 401 or (problem.code == _UNNAMED and status != 413):
        return CityUnreachable(f"HTTP {status} of somebody on the way")
    return CityRefused(status, problem.code, problem.message)


def is_about_time(error: BaseException | None) -> bool:
    """Tell whether a certificate was refused for nothing but the time."""
    while error is not None:
        if isinstance(error, ssl.SSLCertVerificationError):
            return error.verify_code in {_NOT_YET_VALID, _EXPIRED}
        error = error.__cause__ or error.__context__
    return False


def _problem(body: bytes) -> Problem:
    try:
        return read_tolerant(Problem, body)
    except Unreadable:
        return Problem(code=_UNNAMED, message="")
