"""A browser without a screen: cookies, forms with their token, and what a page says."""

import re
from dataclasses import dataclass, field
from html import unescape

import requests

_TOKEN = re.compile(r'name="csrf" value="([^"]+)"')
_TAGS = re.compile(r"<[^>]+>")


@dataclass
class Console:
    """One browser at a city's consoles."""

    base: str
    http: requests.Session = field(default_factory=requests.Session)
    page: requests.Response | None = None

    def open(self, path: str) -> requests.Response:
        self.page = self.http.get(self.base + path, timeout=10)
        return self.page

    def token(self, path: str) -> str:
        found = _TOKEN.search(self.open(path).text)
        assert found is not None, f"{path} has no form"
        return found[1]

    def send(
        self, path: str, fields: dict[str, object], *, form: str, stay: bool = False
    ) -> requests.Response:
        """Open the page that has the form, fill it in and send it."""
        csrf = self.token(form)
        return self.http.post(
            self.base + path, data={**fields, "csrf": csrf}, timeout=10, allow_redirects=not stay
        )

    def sign_in(self, login: dict[str, str]) -> requests.Response:
        fields = {"user": login["user"], "password": login["password"]}
        return self.send("/login", dict(fields), form="/login")


def words_of(response: requests.Response) -> str:
    """The text of a page as people read it."""
    return " ".join(unescape(_TAGS.sub(" ", response.text)).split())
