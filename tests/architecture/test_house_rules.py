"""The house's rules that a machine can check: imports, sizes, openings, words."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk_setup.string_uses import missing, unused, uses
from kiosk_setup.strings import STRINGS, TV_FONT, differences, tofu, unknown
from typeset.metrics import Font
from typeset.words import Words

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = (
    "wire",
    "typeset",
    "remote_input",
    "offline_cache",
    "box_agent",
    "tvapp",
    "city_server",
    "kiosk_setup",
)
LONGEST_MODULE = 300
LONGEST_FUNCTION = 60
HISTORY = "city_server/migrations/versions/"
"""What a migration did stays as it was written; its length says nothing about the house of today."""
LONG_MODULES: dict[str, str] = {
    "tvapp/domain/places.py": "every page one can be on, one frozen class after the other, nothing else",
    "tvapp/domain/view.py": "every page in words, one frozen class after the other, nothing else",
    "city_server/tables.py": "the whole schema on one page, one table after the other, nothing else",
    "wire/content.py": "every kind of item a box mirrors on one page, one class after the other",
}
JAPANESE = re.compile("[ぁ-ゖァ-ヺ一-鿿]")
BOX_PACKAGES = ("tvapp", "box_agent", "offline_cache", "remote_input")
JAPANESE_IN_CODE: dict[str, str] = {
    "tvapp/options.py": "the help of a command line stands in both languages at once",
    "remote_input/main.py": "the help of a command line stands in both languages at once",
    "tvapp/resident/alert/presenter.py": "asks how the name of an area ends, and says nothing",
    "box_agent/announcement.py": "asks how the name of an area ends, and says nothing",
}
LONG_FUNCTIONS: dict[str, str] = {}
"""`folder/module.py:function`: why it is better whole."""
# Each in two halves, so that this file does not speak of what it forbids.
FOREIGN = tuple(
    "".join(halves)
    for halves in (
        ("registry", ".npmjs"),
        ("pypi", ".org"),
        ("files.python", "hosted"),
        ("deb.debian", ".org"),
        ("arti", "factory"),
        ("/work", "/main"),
        ("/work", "/shared"),
        ("/ro", "ot/"),
        ("sub", "agent"),
        ("CLA", "UDE"),
        ("Clau", "de"),
    )
)
MAY_NAME_A_REGISTRY = {"requirements.lock", "city_server/web/package-lock.json"}


def sources() -> list[Path]:
    return [
        file
        for package in PACKAGES
        for file in sorted((ROOT / package).rglob("*.py"))
        if not {"static", "node_modules"} & set(file.parts)
    ]


def today() -> list[Path]:
    return [file for file in sources() if not name(file).startswith(HISTORY)]


def name(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def functions(file: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def test_the_sources_are_found() -> None:
    assert len(sources()) > 50


def test_imports_go_the_way_the_design_says() -> None:
    lint_imports = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [str(lint_imports), "--no-logo"], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_each_module_opens_with_a_sentence() -> None:
    silent = [
        name(file)
        for file in sources()
        if file.name != "__init__.py" and not ast.get_docstring(ast.parse(file.read_text(encoding="utf-8")))
    ]
    assert silent == []


def test_packages_open_empty() -> None:
    assert [name(file) for file in sources() if file.name == "__init__.py" and file.stat().st_size] == []


def test_no_module_is_too_long_to_read_at_once() -> None:
    long = {name(file) for file in today() if len(file.read_text("utf-8").splitlines()) > LONGEST_MODULE}
    assert long == set(LONG_MODULES)


def test_no_function_is_longer_than_a_screen() -> None:
    long = {
        f"{name(file)}:{node.name}"
        for file in today()
        for node in functions(file)
        if (node.end_lineno or node.lineno) - node.lineno + 1 > LONGEST_FUNCTION
    }
    assert long == set(LONG_FUNCTIONS)


def spoken_words(file: Path) -> Iterator[str]:
    """The texts in a module that are not there to explain it."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    explaining = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in explaining:
            yield node.value


def test_what_people_read_on_the_box_is_in_the_strings_and_not_in_the_code() -> None:
    speaking = {
        name(file)
        for file in sources()
        if file.relative_to(ROOT).parts[0] in BOX_PACKAGES
        and any(JAPANESE.search(text) for text in spoken_words(file))
    }
    assert speaking == set(JAPANESE_IN_CODE)


def test_only_one_file_each_knows_evdev_requests_and_signatures() -> None:
    doors = {"evdev": "remote_input", "requests": "offline_cache", "cryptography": "wire"}
    for library, package in doors.items():
        knowing = [
            name(file)
            for file in sorted((ROOT / package).rglob("*.py"))
            if re.search(rf"^\s*(?:from|import) {library}\b", file.read_text("utf-8"), re.MULTILINE)
        ]
        assert len(knowing) <= 1, knowing


def test_no_file_speaks_of_the_place_it_was_made_in() -> None:
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, timeout=60)
    found = []
    for path in tracked.stdout.decode().split("\0"):
        file = ROOT / path
        if not path or path in MAY_NAME_A_REGISTRY or not file.is_file():
            continue
        text = file.read_bytes().decode("utf-8", errors="ignore")
        found += [f"{path}: {word}" for word in FOREIGN if word in text]
    assert found == []


@pytest.fixture(scope="module")
def languages() -> tuple[Words, Words]:
    return Words.load(STRINGS, "ja"), Words.load(STRINGS, "en")


def test_both_languages_say_the_same_things(languages: tuple[Words, Words]) -> None:
    assert list(differences(*languages)) == []


def test_no_string_has_a_character_the_tv_cannot_draw(languages: tuple[Words, Words]) -> None:
    font = Font.load(TV_FONT)
    assert [problem for words in languages for problem in tofu(words, font)] == []


def test_every_string_a_source_asks_for_exists(languages: tuple[Words, Words]) -> None:
    assert list(unknown(ROOT, languages[0])) == []
    assert list(missing(uses(ROOT), languages[0])) == []


def test_no_string_is_kept_that_nothing_asks_for(languages: tuple[Words, Words]) -> None:
    assert list(unused(uses(ROOT), languages[0])) == []
