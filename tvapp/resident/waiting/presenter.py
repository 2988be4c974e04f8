"""The waiting picture: clock, day, weather and a photo of the village, and what waits to be looked at."""

from datetime import timedelta

from tvapp.domain import dates
from tvapp.domain.scene import Scene, age, frame
from tvapp.domain.view import Hint, WaitingView
from tvapp.resident.home.presenter import weather
from tvapp.resident.notices.reading import shelf

WAKE = "wake"
EACH_PHOTO = timedelta(minutes=10)


def view(scene: Scene) -> WaitingView:
    """Show the village; any key leads back, so that the one thing with the focus is the way back."""
    words = scene.words
    title = dates.long_day(scene.now.date(), words) if scene.knows_time else words("tv.home.channel")
    hints = (Hint(words("tv.waiting.any_key"), words("tv.waiting.goes_on")),)
    return WaitingView(
        frame=frame(scene, title, hints, age(scene)),
        weather=weather(scene),
        news=_news(scene),
        photo=_photo(scene),
        focus=WAKE,
    )


def _photo(scene: Scene) -> str | None:
    """Choose a photo by the time, so that another one comes with the minute and costs no frame of its own."""
    photos = scene.snapshot.photos
    if not photos:
        return None
    turn = int(scene.now.timestamp() // EACH_PHOTO.total_seconds())
    return photos[turn % len(photos)]


def _news(scene: Scene) -> str:
    """Say how many notices nobody has opened; nothing of them, as a visitor may sit in the room."""
    unread = len(shelf(scene).unread)
    return scene.words("tv.waiting.news", count=unread) if unread else ""
