"""From a view to its display list: one painter per kind of page."""

from tvapp.domain.view import (
    AlertView,
    CheckInView,
    EnrolmentView,
    FormView,
    HomeView,
    ListView,
    MessageView,
    ReaderView,
    View,
)
from tvapp.pages import alert, check_in, enrolment, form, home, listing, message, reader
from tvapp.pages.ops import HEIGHT, WIDTH, Box, DisplayList
from tvapp.pages.pen import Measure, Pen


def paint(view: View, measure: Measure) -> DisplayList:
    """Draw a view. Pure: the same view gives the same list."""
    pen = Pen(measure, view.focus)
    pen.ops.append(Box(0, 0, WIDTH, HEIGHT, "paper"))
    match view:
        case HomeView():
            home.paint(view, pen)
        case ListView():
            listing.paint(view, pen)
        case ReaderView():
            reader.paint(view, pen)
        case CheckInView():
            check_in.paint(view, pen)
        case FormView():
            form.paint(view, pen)
        case MessageView():
            message.paint(view, pen)
        case AlertView():
            alert.paint(view, pen)
        case EnrolmentView():
            enrolment.paint(view, pen)
    return pen.done()
