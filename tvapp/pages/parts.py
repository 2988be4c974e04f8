"""Messages and emergencies that say more than one page holds: part by part, with つづき."""

from dataclasses import replace

from tvapp.domain.fitting import Measure
from tvapp.domain.sheet import sheet
from tvapp.domain.view import AlertView, Button, MessageView, View
from tvapp.pages import alert, message
from tvapp.pages.pen import Pen
from typeset.words import Words

MORE = "more"
"""The id of the button that shows the next part; after the last comes the first again."""


def shown(view: View, focus: str | None, part: int, words: Words, measure: Measure) -> View:
    """Return one part of a view, with a button for the next; a view that fits comes back as it is."""
    pen = Pen(measure, view.focus, sheet(view.frame.look.size))
    match view:
        case MessageView():
            parts = message.parts(view, pen)
        case AlertView():
            parts = alert.parts(view, pen)
        case _:
            return view
    if len(parts) < 2:
        return view
    number = part % len(parts)
    label = words("tv.button.first" if number + 1 == len(parts) else "tv.button.more")
    buttons = (*view.buttons, Button(MORE, label))
    focused = MORE if focus == MORE else view.focus
    if isinstance(view, MessageView):
        return replace(view, details=parts[number], buttons=buttons, focus=focused)
    return replace(view, advice=parts[number], buttons=buttons, focus=focused)
