"""話したい: whom to be called by, and who has a call; a call for help says 119 in time."""

from datetime import datetime

from tvapp.domain import dates
from tvapp.domain.places import CallPlace, TalkPlace
from tvapp.domain.scene import Scene, choosing, frame, settled
from tvapp.domain.step import BACK
from tvapp.domain.view import Button, Icon, ListView, MessageView, Mood, Row, Tone, View
from tvapp.resident.talk.behaviour import HELP
from tvapp.resident.talk.calls import (
    OPEN,
    CallStanding,
    Wanted,
    find,
    may_ask_again,
    needs_119,
    open_help,
    open_talk,
)
from wire.content import Phone, Whom


def view(place: TalkPlace | CallPlace, focus: str | None, scene: Scene) -> View:
    match place:
        case TalkPlace():
            return _whom(focus, scene)
        case CallPlace(name=name):
            call = find(name, scene)
            return _lost(scene) if call is None else _call(call, focus, scene)


_WORDS = {
    CallStanding.DONE: "tv.talk.done",
    CallStanding.SENT: "tv.said.sent",
    CallStanding.KEPT: "tv.said.kept",
    CallStanding.REFUSED: "tv.said.refused",
    CallStanding.CANCELLING: "tv.talk.cancelling",
    CallStanding.CANCELLED: "tv.talk.cancelled",
}


def call_words(call: Wanted, scene: Scene) -> str:
    """Say in one sentence where a call is."""
    if needs_119(call, scene):
        return scene.words("tv.talk.call_119")
    if call.standing is CallStanding.TAKEN:
        return _taken(call, scene)
    return scene.words(_WORDS[call.standing])


def _taken(call: Wanted, scene: Scene) -> str:
    """`民生委員の 清水 まさ子さんが うけました。`"""
    words = scene.words
    if call.taken_by is None:
        return words("tv.talk.taken_by_someone")
    name = words("tv.name", name=call.taken_by)
    if call.taken_as is None:
        return words("tv.talk.taken", name=name)
    return words("tv.talk.taken_as", role=words(f"tv.talk.role.{call.taken_as.value}"), name=name)


def _whom(focus: str | None, scene: Scene) -> ListView:
    words = scene.words
    rows = () if scene.snapshot.household is None else tuple(_row(whom, scene) for whom in Whom)
    rows = (*_help_row(scene), *rows)
    ids = (*(row.id for row in rows), BACK)
    return ListView(
        frame=frame(scene, words("tv.talk.whom"), choosing(scene, "↑↓", "decide")),
        screen="talk",
        rows=rows,
        buttons=(Button(BACK, words("tv.button.back")),),
        focus=settled(focus, ids, ids[0]),
        empty=words("tv.empty.household"),
    )


def _help_row(scene: Scene) -> tuple[Row, ...]:
    """A call for help that is still open stands first, so that one can see again who has it."""
    name = open_help(scene)
    call = None if name is None else find(name, scene)
    if call is None:
        return ()
    mark = scene.words("tv.talk.help_title")
    return (Row(HELP, call_words(call, scene), mark=mark, mark_tone=Tone.AKA),)


def _row(whom: Whom, scene: Scene) -> Row:
    going = open_talk(whom, scene)
    if going is not None:
        call = find(going, scene)
        return Row(
            whom.value, scene.words(f"tv.talk.{whom.value}"), note=call_words(call, scene) if call else None
        )
    household = scene.snapshot.household
    name = household.commissioner if household is not None and whom is Whom.COMMISSIONER else None
    note = None if name is None else scene.words("tv.name", name=name)
    return Row(whom.value, scene.words(f"tv.talk.{whom.value}"), note=note)


def _call(call: Wanted, focus: str | None, scene: Scene) -> MessageView:
    words = scene.words
    buttons = _buttons(call, scene)
    ids = tuple(button.id for button in buttons)
    title = words("tv.talk.help_title" if call.urgent else f"tv.talk.{call.whom.value}")
    mood, icon = _mood(call, scene)
    return MessageView(
        frame=frame(scene, title, choosing(scene, "←→", "decide")),
        screen="help" if call.urgent else "call",
        mood=mood,
        icon=icon,
        headline=words("tv.talk.not_told") if needs_119(call, scene) else call_words(call, scene),
        under=words("tv.talk.please_119") if needs_119(call, scene) else _under(call, scene),
        details=_details(call, scene),
        buttons=buttons,
        focus=settled(focus, ids, BACK),
    )


def _buttons(call: Wanted, scene: Scene) -> tuple[Button, ...]:
    words = scene.words
    buttons = [Button(BACK, words("tv.button.understood"))]
    if call.standing in OPEN:
        buttons.append(Button("cancel", words("tv.talk.mistaken" if call.urgent else "tv.talk.cancel")))
    if may_ask_again(call, scene):
        still = call.urgent and call.standing is CallStanding.TAKEN
        buttons.append(Button("again", words("tv.talk.still_help" if still else "tv.talk.again")))
    return tuple(buttons)


def _mood(call: Wanted, scene: Scene) -> tuple[Mood, Icon]:
    if needs_119(call, scene) or call.standing is CallStanding.REFUSED:
        return Mood.REFUSED, Icon.WARNING
    if call.standing in (CallStanding.TAKEN, CallStanding.DONE):
        return Mood.DONE, Icon.CHECK
    if call.standing is CallStanding.CANCELLED:
        return Mood.PLAIN, Icon.CHECK
    if call.standing is not CallStanding.SENT and not scene.snapshot.line.connected:
        return Mood.KEPT, Icon.OFFLINE
    return Mood.KEPT, Icon.PHONE


def _under(call: Wanted, scene: Scene) -> str:
    words = scene.words
    match call.standing:
        case CallStanding.TAKEN if call.urgent:
            return words("tv.talk.please_wait")
        case CallStanding.TAKEN if call.ring_at is not None:
            return words("tv.talk.rings_at", when=_when(call.ring_at, scene))
        case CallStanding.TAKEN:
            return words("tv.talk.rings_soon")
        case CallStanding.SENT:
            return words("tv.talk.waiting_help" if call.urgent else "tv.talk.waiting")
        case CallStanding.KEPT | CallStanding.CANCELLING:
            return words("tv.said.soon" if scene.snapshot.line.connected else "tv.said.when_connected")
        case _:
            return call.reason or ""


def _when(at: datetime, scene: Scene) -> str:
    """`きょう 10時`, `11月24日(火) 10時` while today is not known."""
    today = scene.now.date() if scene.knows_time else None
    day = dates.near_day(at.date(), today, scene.words) or dates.short_day(at.date(), scene.words)
    return f"{day} {dates.moment(at, scene.words)}"


def _details(call: Wanted, scene: Scene) -> tuple[str, ...]:
    words = scene.words
    if call.standing in (CallStanding.CANCELLING, CallStanding.CANCELLED):
        lines = ("tv.talk.no_harm", "tv.talk.may_ask") if call.urgent else ("tv.talk.any_time",)
        return tuple(words(line) for line in lines)
    if call.urgent and not needs_119(call, scene):
        return (words("tv.talk.urgent_119"), words("tv.talk.help_goes_to"), words("tv.talk.stays"))
    if call.standing is CallStanding.DONE:
        return (words("tv.talk.any_time"),)
    told = tuple(
        words("tv.talk.phone_of", whose=phone.label, number=phone.number) for phone in _phones(call, scene)
    )
    # Nobody has it: the page says so above, and whom else one can ring is worth more than where it went.
    return (words("tv.talk.stays" if call.urgent else "tv.talk.rings_you"), *told)


def _phones(call: Wanted, scene: Scene) -> tuple[Phone, ...]:
    """Numbers that help meanwhile: the bus desk's own, else those this household gave."""
    if call.whom is Whom.BUS_DESK:
        return () if scene.snapshot.bus is None else (scene.snapshot.bus.phone,)
    return () if scene.snapshot.household is None else scene.snapshot.household.phones[:2]


def _lost(scene: Scene) -> MessageView:
    """Show what is left when neither the box nor the city knows the call any more."""
    words = scene.words
    return MessageView(
        frame=frame(scene, words("tv.talk.title"), choosing(scene, "←→", "decide")),
        screen="call",
        mood=Mood.PLAIN,
        icon=Icon.PHONE,
        headline=words("tv.talk.lost"),
        under=words("tv.talk.urgent_119"),
        details=(),
        buttons=(Button(BACK, words("tv.button.back")),),
        focus=BACK,
    )
