"""The command `minato remote`: press keys into a FIFO, hear what is pressed, list the devices."""

import argparse
import signal
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from remote_input.errors import RemoteError
from remote_input.evdev_source import DEVICES, DeviceFinder
from remote_input.event_bytes import press_bytes
from remote_input.fifo_source import write_to_fifo
from remote_input.keymap import load_keymaps, own_keymaps
from remote_input.keys import Key
from remote_input.presses import Press
from remote_input.sources import RemoteReader, remotes

_FIFO = Path("demo-data/remote")
_BETWEEN_PRESSES = 0.15


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns its exit code."""
    parser = _parser()
    asked = parser.parse_args(arguments)
    try:
        if asked.keys:
            print("\n".join(key.value for key in Key))
        elif asked.list:
            return _list_devices(asked.keymaps)
        elif asked.press:
            _press(asked.press, asked.to)
        elif asked.listen:
            _listen(asked.source, asked.keymaps)
        else:
            parser.print_help()
            return 2
    except RemoteError as error:
        print(f"minato remote: {error}", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="minato remote",
        description="リモコンを ためします。Presses keys as a remote would, and shows what a remote says.",
    )
    parser.add_argument("--press", nargs="+", type=_key, metavar="KEY", help="キーを 押す / press these keys")
    parser.add_argument("--to", type=Path, default=_FIFO, metavar="FIFO", help=f"where to ({_FIFO})")
    parser.add_argument("--listen", action="store_true", help="押された キーを 表示 / print what is pressed")
    parser.add_argument(
        "--from", dest="source", type=Path, metavar="FIFO", help="listen there, not to the devices"
    )
    parser.add_argument("--list", action="store_true", help="リモコンの 一覧 / list the remotes plugged in")
    parser.add_argument("--keys", action="store_true", help="キーの 名前 / the names of the keys")
    parser.add_argument(
        "--keymaps", type=Path, metavar="FOLDER", help="keymaps of your own, tried before ours"
    )
    return parser


def _key(name: str) -> Key:
    try:
        return Key(name.upper())
    except ValueError as unknown:
        names = " ".join(key.value for key in Key)
        raise argparse.ArgumentTypeError(f"unknown key {name!r}; the keys are {names}") from unknown


def _press(keys: Sequence[Key], fifo: Path) -> None:
    when = time.monotonic()
    for number, key in enumerate(keys):
        write_to_fifo(fifo, press_bytes(key, when + number * _BETWEEN_PRESSES, held_for=0.05))


def _listen(fifo: Path | None, keymaps: Path | None) -> None:
    maps = load_keymaps(*_folders(keymaps))
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    reader = RemoteReader(remotes(maps, fifo, None if fifo is not None else DEVICES), _show)
    reader.start()
    try:
        print("listening to: " + (", ".join(reader.names) or "no remote yet"), flush=True)
        stop.wait()
    finally:
        reader.stop()


def _show(press: Press) -> None:
    print(f"{press.key.value}{' (held)' if press.repeated else ''} [{press.origin}]", flush=True)


def _list_devices(keymaps: Path | None) -> int:
    found = DeviceFinder(load_keymaps(*_folders(keymaps)), DEVICES).names()
    for remote in found:
        print(remote)
    if not found:
        print(
            "リモコンが 見つかりません。受信機を つないで ください。 / no remote was found", file=sys.stderr
        )
    return 0 if found else 1


def _folders(own: Path | None) -> tuple[Path, ...]:
    return (own_keymaps(),) if own is None else (own, own_keymaps())


if __name__ == "__main__":
    sys.exit(main())
