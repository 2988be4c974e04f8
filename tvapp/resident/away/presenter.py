"""留守にします: one page of two rows to change, and what became of what was told."""

from dataclasses import replace
from datetime import timedelta

from offline_cache.snapshot import SaidState
from tvapp.domain import dates, paging
from tvapp.domain.places import AwayItem, AwayPlace, AwayToldPlace, AwayUntilPlace
from tvapp.domain.said import by_name
from tvapp.domain.scene import Scene, choosing, frame, settled
from tvapp.domain.step import BACK
from tvapp.domain.view import Button, Field, FormView, Icon, ListView, MessageView, Mood, Row, View
from tvapp.resident.away.behaviour import LENGTHS, ROW, AwayPages, possible
from tvapp.resident.away.days import Away, days_of, taken_back


def view(place: AwayPages, focus: str | None, scene: Scene) -> View:
    match place:
        case AwayPlace() | AwayUntilPlace() if not scene.knows_time:
            return _message(scene, Mood.PLAIN, "tv.home.no_time", focus)
        case AwayPlace():
            return _form(place, focus, scene)
        case AwayUntilPlace():
            return _until(place, focus, scene)
        case AwayToldPlace(name=name):
            return _told(name, focus, scene)


def _form(place: AwayPlace, focus: str | None, scene: Scene) -> FormView:
    words, today = scene.words, scene.now.date()
    first, until = possible(place, scene)
    fields = (
        Field(AwayItem.FIRST, words("tv.away.from"), dates.full_day(first, today, words)),
        Field(AwayItem.UNTIL, words("tv.away.to"), dates.full_day(until, today, words)),
    )
    buttons = (Button(AwayItem.TELL, words("tv.away.tell")), Button(BACK, words("tv.bus.leave")))
    return FormView(
        frame=frame(scene, words("tv.away.title"), choosing(scene, "↑↓", "decide")),
        screen="away",
        fields=fields,
        change=words("tv.bus.change"),
        buttons=buttons,
        note=words("tv.away.days", count=(until - first).days + 1),
        focus=settled(focus, (*AwayItem, BACK), place.at),
    )


def _until(place: AwayUntilPlace, focus: str | None, scene: Scene) -> ListView:
    words, today = scene.words, scene.now.date()
    first, until = possible(place, scene)
    shown = paging.page(LENGTHS, place.page, scene.sheet.rows)
    rows = tuple(
        Row(
            paging.of(ROW, str(length)),
            dates.full_day(first + timedelta(days=length - 1), today, words),
            note=words("tv.away.days", count=length),
        )
        for length in shown.items
    )
    buttons = paging.buttons(shown, words)
    ids = (*(row.id for row in rows), *(button.id for button in buttons))
    chosen = paging.of(ROW, str((until - first).days + 1))
    return ListView(
        frame=frame(scene, words("tv.away.pick_until"), choosing(scene, "↑↓", "decide")),
        screen="away_until",
        rows=rows,
        buttons=buttons,
        focus=settled(focus, ids, settled(chosen, ids, ids[0])),
    )


def _told(name: str, focus: str | None, scene: Scene) -> MessageView:
    days, back = days_of(name, scene), taken_back(name, scene)
    if days is None:
        return _message(scene, Mood.PLAIN, "tv.away.lost", focus, again=True)
    if back is not None:
        return _taken_back(days, back, focus, scene)
    said = by_name(scene.snapshot, name)
    match said.state if said is not None else SaidState.SENT:
        case SaidState.REFUSED:
            reason = said.reason or "" if said is not None else ""
            return _message(scene, Mood.REFUSED, "tv.said.refused", focus, under=reason, again=True)
        case SaidState.KEPT:
            mood, key = Mood.KEPT, "tv.said.kept"
        case SaidState.SENT:
            mood, key = Mood.DONE, "tv.said.sent"
    details = (scene.words("tv.away.no_worry"), scene.words("tv.away.may_cancel"))
    return _message(scene, mood, key, focus, under=_days(days, scene), details=details)


def _taken_back(days: Away, back: SaidState, focus: str | None, scene: Scene) -> MessageView:
    """Say that these days do not count any more, and whether the city knows it."""
    words, kept = scene.words, back is SaidState.KEPT
    details = [_days(days, scene, "tv.away.taken_back")]
    if kept:
        details.append(words("tv.said.soon" if scene.snapshot.line.connected else "tv.said.when_connected"))
    told = _message(
        scene,
        Mood.KEPT if kept else Mood.PLAIN,
        "tv.talk.cancelling" if kept else "tv.talk.cancelled",
        focus,
        under=words("tv.away.as_usual"),
        details=tuple(details),
        again=True,
    )
    return replace(told, frame=replace(told.frame, title=words("tv.away.title_back")))


def _days(days: Away, scene: Scene, key: str = "tv.away.from_to") -> str:
    """`11月22日(日)から 11月24日(火)まで 留守`; once taken back `とりけした 日は 11月22日(日)から …まで。`"""
    words = scene.words
    return words(key, first=dates.short_day(days.first, words), until=dates.short_day(days.until, words))


def _message(
    scene: Scene,
    mood: Mood,
    headline: str,
    focus: str | None,
    *,
    under: str = "",
    details: tuple[str, ...] = (),
    again: bool = False,
) -> MessageView:
    words = scene.words
    buttons = [Button(BACK, words("tv.button.understood"))]
    if mood in (Mood.KEPT, Mood.DONE) and not again:
        buttons.append(Button("cancel", words("tv.talk.cancel")))
    if again and scene.knows_time:
        buttons.append(Button("again", words("tv.away.title")))
    ids = tuple(button.id for button in buttons)
    icons = {Mood.REFUSED: Icon.WARNING, Mood.PLAIN: Icon.HOUSE}
    return MessageView(
        frame=frame(scene, words("tv.away.title"), choosing(scene, "←→", "decide")),
        screen="away_told",
        mood=mood,
        icon=icons.get(mood, Icon.CHECK),
        headline=words(headline),
        under=under,
        details=details,
        buttons=tuple(buttons),
        focus=settled(focus, ids, BACK),
    )
