"""Where `./minato COMMAND` arrives: hands over to the program of that name."""

import importlib
import sys
from collections.abc import Sequence
from dataclasses import dataclass

from kiosk_setup.errors import SetupError


@dataclass(frozen=True)
class Command:
    """One word after `./minato`, what it does in both languages, and the module whose `main` does it."""

    name: str
    japanese: str
    english: str
    module: str


COMMANDS = (
    Command(
        "demo", "村を まるごと 動かします", "run a whole village on this computer", "kiosk_setup.demo.main"
    ),
    Command("tv", "テレビの 画面", "the TV's screen", "tvapp.main"),
    Command("agent", "端末の もう一つの プログラム", "the box's other program", "box_agent.main"),
    Command("city", "市役所の サーバー", "the city's server", "city_server.main"),
    Command("remote", "リモコンを ためします", "try a remote, or press its keys", "remote_input.main"),
    Command("kiosk", "端末を 作り、調べます", "build and check a box", "kiosk_setup.main"),
    Command(
        "chaos",
        "わるい冬を くりかえし ためします",
        "one bad winter per seed: is anything lost?",
        "kiosk_setup.chaos.main",
    ),
    Command("test", "すべての 検査を します", "run every check and test", "kiosk_setup.checks"),
    Command("screens", "画面の 写真を とります", "photograph every screen", "kiosk_setup.screens.main"),
    Command(
        "bench", "速さと 大きさを くらべます", "measure, side by side with others", "kiosk_setup.bench.main"
    ),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Hand over to a command. Returns its exit code; 2 for a command that does not exist."""
    asked = list(sys.argv[1:] if arguments is None else arguments)
    if not asked:
        print(help_text(), file=sys.stderr)
        return 2
    name, *rest = asked
    if name in ("-h", "--help", "help"):
        print(help_text())
        return 0
    command = next((command for command in COMMANDS if command.name == name), None)
    if command is None:
        names = " ".join(command.name for command in COMMANDS)
        print(f"minato: 「{name}」という コマンドは ありません。使えるのは: {names}", file=sys.stderr)
        print(f"minato: there is no command {name!r}; there are: {names}", file=sys.stderr)
        return 2
    return _hand_over(command, rest)


def help_text() -> str:
    """Return what `./minato --help` says."""
    lines = ["みなとチャンネル — Minato Channel, the village's own TV channel", "", "つかいかた / usage:"]
    lines += ["  ./minato COMMAND [OPTIONS]    ./minato COMMAND --help", ""]
    for command in COMMANDS:
        lines += [f"  {command.name:<8}{command.japanese}", f"  {'':<8}{command.english}"]
    return "\n".join(lines)


def _hand_over(command: Command, arguments: list[str]) -> int:
    try:
        return int(importlib.import_module(command.module).main(arguments) or 0)
    except SetupError as error:
        print(f"minato {command.name}: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130  # what a shell says of Ctrl-C


if __name__ == "__main__":
    sys.exit(main())
