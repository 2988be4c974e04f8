"""Which language a browser reads: Japanese, until a link of ours has said otherwise."""

from starlette.requests import Request
from starlette.responses import Response

_COOKIE = "minato_language"
_YEAR = 365 * 24 * 3600
LANGUAGES = ("ja", "en")


def chosen(request: Request) -> str:
    """Return `ja` or `en`: from the address, else from the cookie, else Japanese."""
    for wish in (request.query_params.get("lang"), request.cookies.get(_COOKIE)):
        if wish in LANGUAGES:
            return str(wish)
    return LANGUAGES[0]


def keep(response: Response, request: Request) -> Response:
    """Keep the choice that the address just made."""
    if request.query_params.get("lang") in LANGUAGES:
        response.set_cookie(
            _COOKIE,
            chosen(request),
            max_age=_YEAR,
            httponly=True,
            samesite="lax",
            secure=request.url.scheme == "https",
        )
    return response
