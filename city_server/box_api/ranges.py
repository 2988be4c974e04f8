"""Range: the part of a file that a box still lacks."""

import re
from typing import Any

from fastapi import Request

from city_server.box_api.problems import Refusal

_FORM = r"^bytes=[0-9]{1,15}-$"
RANGE: dict[str, Any] = {
    "parameters": [
        {
            "name": "Range",
            "in": "header",
            "required": False,
            "description": "From a byte on; no other part is anything that a box asks for",
            "schema": {"type": "string", "pattern": _FORM},
        }
    ]
}
"""How a request for a part is described."""


def check_range(request: Request, size: int) -> None:
    """Let a request through for a part that a file of `size` bytes has, or for the whole. Raises Refusal."""
    asked = request.headers.get("range")
    if asked is None:
        return
    if not re.fullmatch(_FORM, asked):
        raise Refusal(400, "parameter")
    if int(asked[len("bytes=") : -1]) >= size:
        raise Refusal(416, "range", {"Content-Range": f"bytes */{size}"})
