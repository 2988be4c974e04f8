"""Passwords of staff: kept as argon2id only."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError


def hash_password(text: str) -> str:
    """Hash with the library's current parameters and a fresh salt."""
    return PasswordHasher().hash(text)


def verify(text: str, password_hash: str) -> bool:
    """Tell whether `text` is the password; a damaged hash is nobody's."""
    try:
        return PasswordHasher().verify(password_hash, text)
    except (VerificationError, InvalidHashError):
        return False
