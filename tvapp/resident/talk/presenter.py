"""話したい: whom to be called by, and who has a call; a call for help says 119 in time."""

from tvapp.domain.places import CallPlace, TalkPlace
from tvapp.domain.scene import Scene, choosing, frame, settled
from tvapp.domain.step import BACK
from tvapp.domain.view import Button, Icon, ListView, MessageView, Mood, Row, Tone, View
from tvapp.resident.talk.behaviour import HELP
from tvapp.resident.talk.calls import CallStanding, Wanted, find, needs_119, open_help, open_talk
from wire.content import Whom


def view(place: TalkPlace | CallPlace, focus: str | None, scene: Scene) -> View:
    match place:
        case TalkPlace():
            return _whom(focus, scene)
        case CallPlace(name=name):
            call = find(name, scene)
            return _lost(scene) if call is None else _call(call, focus, scene)


def call_words(call: Wanted, scene: Scene) -> str:  # noqa: PLR0911  one return per state
    """Say in one sentence where a call is."""
    words = scene.words
    if needs_119(call, scene):
        return words("tv.talk.call_119")
    match call.standing:
        case CallStanding.TAKEN:
            if call.taken_by is None:
                return words("tv.talk.taken_by_someone")
            return words("tv.talk.taken", name=words("tv.name", name=call.taken_by))
        case CallStanding.DONE:
            return words("tv.talk.done")
        case CallStanding.SENT:
            return words("tv.said.sent")
        case CallStanding.KEPT:
            return words("tv.said.kept")
        case CallStanding.REFUSED:
            return words("tv.said.refused")


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
    buttons = [Button(BACK, words("tv.button.understood"))]
    if call.urgent or call.standing in (CallStanding.DONE, CallStanding.REFUSED):
        buttons.append(Button("again", words("tv.talk.again")))
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
        buttons=tuple(buttons),
        focus=settled(focus, ids, BACK),
    )


def _mood(call: Wanted, scene: Scene) -> tuple[Mood, Icon]:
    if needs_119(call, scene) or call.standing is CallStanding.REFUSED:
        return Mood.REFUSED, Icon.WARNING
    if call.standing in (CallStanding.TAKEN, CallStanding.DONE):
        return Mood.DONE, Icon.CHECK
    if call.standing is CallStanding.KEPT and not scene.snapshot.line.connected:
        return Mood.KEPT, Icon.OFFLINE
    return Mood.KEPT, Icon.PHONE


def _under(call: Wanted, scene: Scene) -> str:
    words = scene.words
    match call.standing:
        case CallStanding.TAKEN:
            return words("tv.talk.please_wait")
        case CallStanding.SENT:
            return words("tv.talk.waiting_help" if call.urgent else "tv.talk.waiting")
        case CallStanding.KEPT:
            return words("tv.said.soon" if scene.snapshot.line.connected else "tv.said.when_connected")
        case CallStanding.REFUSED:
            return call.reason or ""
        case CallStanding.DONE:
            return ""


def _details(call: Wanted, scene: Scene) -> tuple[str, ...]:
    words, household = scene.words, scene.snapshot.household
    if call.urgent:
        return (words("tv.talk.urgent_119"), words("tv.talk.stays"))
    phones = household.phones if household is not None else ()
    told = tuple(words("tv.phone", label=phone.label, number=phone.number) for phone in phones[:2])
    return (words("tv.talk.rings_you"), *told)


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
