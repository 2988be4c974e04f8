"""The consoles' script and stylesheet can be built anywhere from exact packages."""

import json
import re
from pathlib import Path

import pytest

from kiosk_setup import static_files

WEB = static_files.ROOT / "city_server" / "web"


def test_the_lock_names_every_package_with_its_hash_and_no_host() -> None:
    text = (WEB / "package-lock.json").read_text()
    packages = {name: row for name, row in json.loads(text)["packages"].items() if name}
    assert {"node_modules/htmx.org", "node_modules/esbuild", "node_modules/@picocss/pico"} <= packages.keys()
    assert all(row["integrity"].startswith("sha512-") for row in packages.values())
    assert "://" not in text


def test_the_theme_becomes_custom_properties() -> None:
    css = static_files.theme_css(static_files.ROOT / "assets" / "theme" / "theme.toml")
    assert "--aka-soft: #F9E7E2;" in css
    assert re.search(r"--console-radius: \d+px;", css)


def test_without_a_network_the_builder_says_so_and_leaves_the_old_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    web, old = tmp_path / "city_server" / "web", tmp_path / "city_server" / "static" / "console.js"
    web.mkdir(parents=True)
    old.parent.mkdir()
    old.write_text("old")
    for name in ("package.json", "package-lock.json", ".npmrc"):
        (web / name).write_text((WEB / name).read_text())
    monkeypatch.setenv("npm_config_registry", "http://127.0.0.1:9")
    monkeypatch.setenv("npm_config_cache", str(tmp_path / "cache"))
    monkeypatch.setenv("npm_config_fetch_retries", "0")
    monkeypatch.setattr(static_files, "ROOT", tmp_path)
    assert static_files.main() == 1
    shown = capsys.readouterr()
    assert "ECONNREFUSED" in shown.out
    assert "Is there a network?" in shown.err
    assert old.read_text() == "old"
