"""Brings a whole village up on one computer: the city, and boxes with an agent and a face each."""

import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import requests

from kiosk_setup.demo.households import Home
from kiosk_setup.demo.programs import Program, start, stop_all, wait_for
from kiosk_setup.demo.staff_browser import StaffBrowser
from kiosk_setup.demo.technician import code_on, enrol, needs_enrolment

GUARD_SECONDS = 1.6
"""After a screen that no key caused, 決定 does nothing for a moment: ready means that every key counts."""


@dataclass(frozen=True)
class Plan:
    """What to bring up, and where."""

    folder: Path
    city_port: int
    tv_port: int
    homes: tuple[Home, ...]
    now: str | None
    window: bool
    """Whether the first TV opens as a window."""


@dataclass
class BoxOnShow:
    """A box of the village, as the demo's one line of JSON tells it."""

    household: str
    area: str
    tv: str
    remote: str
    data: str
    pids: dict[str, int] = field(default_factory=dict)


class Village:
    """What runs. `say` gets a line of progress each time something comes up."""

    def __init__(self, plan: Plan, say: Callable[[str], None]) -> None:
        """Take the plan; nothing is started yet."""
        self._plan = plan
        self._say = say
        self.programs: list[Program] = []
        self.boxes: list[BoxOnShow] = []
        self.city = f"http://127.0.0.1:{plan.city_port}"

    def start(self) -> None:
        """Start everything and wait until every TV shows its home. Raises `NotReady`, `NotEnrolled`."""
        self._start_city()
        for number, home in enumerate(self._plan.homes):
            self._start_box(number, home)
        self._enrol()
        self._hang_photos()

    def stop(self) -> None:
        """Stop everything, leaving the folder to be used again."""
        stop_all(self.programs, self._plan.folder)

    def logins(self) -> dict[str, Any]:
        """Read the sample logins by role."""
        text = (self._plan.folder / "city" / "logins.json").read_text(encoding="utf-8")
        logins: dict[str, Any] = json.loads(text)
        return logins

    def described(self) -> dict[str, Any]:
        """Tell everything a program needs to play with the village."""
        return {
            "city": self.city,
            "tv": self.boxes[0].tv,
            "boxes": [asdict(box) for box in self.boxes],
            "pids": {"city": self.programs[0].process.pid},
            "logins": self.logins(),
            "commands": {
                f"{program.name} {place}": list(program.command) for place, program in self._by_place()
            },
        }

    def _by_place(self) -> list[tuple[str, Program]]:
        return [(Path(program.log).parent.name, program) for program in self.programs]

    def _start_city(self) -> None:
        folder = self._plan.folder / "city"
        folder.mkdir(parents=True, exist_ok=True)
        now = () if self._plan.now is None else ("--now", self._plan.now)
        options = ("--data", str(folder), "--port", str(self._plan.city_port), "--sample")
        program = start("minato-city", (*options, *now), folder / "city.log")
        # The city keeps its clock; the same --now again would turn it back over what was said since.
        command = program.command[: len(program.command) - len(now)]
        self.programs.append(replace(program, command=command))
        wait_for("the city", program, lambda: _answers(f"{self.city}/healthz"))
        self._say(f"市役所 city {self.city}")

    def _start_box(self, number: int, home: Home) -> None:
        folder = self._plan.folder / "boxes" / str(number + 1)
        folder.mkdir(parents=True, exist_ok=True)
        port = self._plan.tv_port + number
        tv = f"http://127.0.0.1:{port}"
        remote = folder / "remote"
        agent = start("minato-agent", ("--data", str(folder), "--city", self.city), folder / "agent.log")
        shape = ("--window",) if self._plan.window and number == 0 else ("--offscreen",)
        options = ("--data", str(folder), "--mirror", str(port), "--remote", str(remote), *shape)
        face = start("minato-tv", options, folder / "face.log")
        self.programs += [agent, face]
        pids = {"agent": agent.process.pid, "face": face.process.pid}
        self.boxes.append(BoxOnShow(home.household, home.area, tv, str(remote), str(folder), pids))
        wait_for(f"the TV of {home.household}", face, lambda: _answers(f"{tv}/view.json"))
        self._say(f"テレビ TV {tv} ({home.area})")

    def _enrol(self) -> None:
        waiting = [box for box in self.boxes if needs_enrolment(box.tv)]
        if not waiting:
            return
        login = self.logins()["technician"]
        technician = StaffBrowser(self.city, login["user"], login["password"])
        for box in waiting:
            enrol(technician, code_on(box.tv) or "", box.household)
        for box in waiting:
            face = next(program for program in self.programs if program.process.pid == box.pids["face"])
            wait_for(f"the home of {box.household}", face, lambda tv=box.tv: _screen(tv) == "home")  # type: ignore[misc]
            self._say(f"登録しました enrolled {box.household}")
        time.sleep(GUARD_SECONDS)

    def _hang_photos(self) -> None:
        """Paint the village and hand the pictures in, as the office does with its photos; once."""
        folder = self._plan.folder / "photos"
        if folder.exists() or not self.boxes:
            return
        from kiosk_setup.demo.landscapes import paint_all  # noqa: PLC0415 - the first time alone

        login = self.logins()["office"]
        office = StaffBrowser(self.city, login["user"], login["password"])
        for photo in paint_all(folder):
            office.send("/office/photos", "/office/photos", {}, photo)
        self._say("村の 写真を かざりました put up the photos of the village")


def _answers(url: str) -> bool:
    try:
        return requests.get(url, timeout=2).ok
    except requests.RequestException:
        return False


def _screen(tv: str) -> str:
    return str(requests.get(f"{tv}/view.json", timeout=5).json()["screen"])
