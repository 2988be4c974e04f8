"""From a view to its display list: one painter per kind of page."""

from tvapp.domain.fitting import Measure
from tvapp.domain.sheet import sheet
from tvapp.domain.view import (
    AlertView,
    BoardView,
    CheckInView,
    ChoicesView,
    EnrolmentView,
    FormView,
    HomeView,
    ListView,
    MessageView,
    PictureView,
    PlayerView,
    ReaderView,
    View,
    WaitingView,
    WeekView,
)
from tvapp.pages import (
    alert,
    board,
    check_in,
    choices,
    enrolment,
    form,
    home,
    listing,
    message,
    picture,
    player,
    reader,
    waiting,
    week,
)
from tvapp.pages.ops import HEIGHT, WIDTH, Box, DisplayList, at_night
from tvapp.pages.pen import Pen


def paint(view: View, measure: Measure) -> DisplayList:  # noqa: C901, PLR0912  one per kind of page
    """Draw a view in the size and the colours of its look. Pure: the same view gives the same list."""
    pen = Pen(measure, view.focus, sheet(view.frame.look.size))
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
        case ChoicesView():
            choices.paint(view, pen)
        case WeekView():
            week.paint(view, pen)
        case FormView():
            form.paint(view, pen)
        case MessageView():
            message.paint(view, pen)
        case AlertView():
            alert.paint(view, pen)
        case EnrolmentView():
            enrolment.paint(view, pen)
        case PlayerView():
            player.paint(view, pen)
        case WaitingView():
            waiting.paint(view, pen)
        case PictureView():
            picture.paint(view, pen)
        case BoardView():
            board.paint(view, pen)
    if view.frame.look.night and not isinstance(view, AlertView):
        return tuple(at_night(op) for op in pen.ops)
    return tuple(pen.ops)
