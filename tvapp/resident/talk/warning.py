"""While nobody has a call for help, every page says so: whoever went on to another page must see it there."""

from dataclasses import replace

from tvapp.domain.places import CallPlace, Place
from tvapp.domain.scene import Scene
from tvapp.domain.view import HomeView, View
from tvapp.resident.talk.calls import find, needs_119, open_help


def warned(view: View, place: Place, scene: Scene) -> View:
    """Put 119 into the head line of a page; home has its banner, and the call's own page says it larger."""
    if isinstance(view, HomeView) or isinstance(place, CallPlace):
        return view
    name = open_help(scene)
    call = None if name is None else find(name, scene)
    if call is None or not needs_119(call, scene):
        return view
    return replace(view, frame=replace(view.frame, title=scene.words("tv.talk.call_119")))
