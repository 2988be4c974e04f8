"""The meanings a button can have, whatever remote it sits on."""

from enum import StrEnum


class Key(StrEnum):
    """A key as the channel understands it. The values are the names used on the mirror and in keymaps."""

    UP = "UP"
    DOWN = "DOWN"
    LEFT = "LEFT"
    RIGHT = "RIGHT"
    OK = "OK"  # 決定
    BACK = "BACK"  # もどる
    HOME = "HOME"
    BLUE = "BLUE"  # 青
    RED = "RED"  # 赤
    GREEN = "GREEN"  # 緑
    YELLOW = "YELLOW"  # 黄
    N1 = "1"
    N2 = "2"
    N3 = "3"
    N4 = "4"
    N5 = "5"
    N6 = "6"
    N7 = "7"
    N8 = "8"
    N9 = "9"
    N10 = "10"
    N11 = "11"
    N12 = "12"
    INFO = "INFO"
    VOLUME_UP = "VOLUME_UP"
    VOLUME_DOWN = "VOLUME_DOWN"

    @property
    def digit(self) -> int | None:
        """The number printed on the key, 1 to 12, or None."""
        return int(self.value) if self.value.isdigit() else None


ARROWS = frozenset({Key.UP, Key.DOWN, Key.LEFT, Key.RIGHT})
