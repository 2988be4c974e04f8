"""Turns the TV on when the alarm asks for it; a slow TV holds up nobody else."""

from box_agent.plant import Plant
from box_agent.tv_power import Television


class TelevisionWaker:
    """Wakes the TV once per ring."""

    name = "television"

    def __init__(self, plant: Plant, television: Television) -> None:
        self._plant = plant
        self._bell = plant.bells.television
        self._television = television

    def stop(self) -> None:
        self._bell.close()

    def run(self) -> None:
        memory = self._plant.memory()
        while not self._bell.closed:
            if self._bell.wait(None) and not self._bell.closed:
                self._television.wake()
                memory.content.state.keep_on_screen(self._television.shown_after_waking())
                self._plant.ring_face()
        memory.close()
