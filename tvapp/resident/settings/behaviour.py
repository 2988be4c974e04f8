"""設定: opening a setting, choosing for it, giving a consent and taking it back."""

from tvapp.domain import paging
from tvapp.domain.places import AboutPlace, Setting, SettingPlace, SettingsPlace, TeachPlace
from tvapp.domain.scene import Scene
from tvapp.domain.step import BACK, Back, Choose, Open, Remain, Step, Swap
from tvapp.resident.settings.choices import CHOICES, CONSENTS, value, with_value

ROW = "setting"
OPTION = "option"
ABOUT = "about"
ALLOW = "allow"
STOP = "stop"

TEACH = "teach"

ALL: tuple[Setting | str, ...] = (*Setting, TEACH, ABOUT)
"""The rows of the page: what can be set, then teaching a remote and what this box is."""


def chosen(place: SettingsPlace | SettingPlace | AboutPlace, item: str, scene: Scene) -> Step:
    """Open a setting or set it; it takes effect at once, so that the person sees what it does."""
    if item == BACK:
        return Back()
    match place:
        case SettingsPlace(page=number):
            return _opened(number, item, scene)
        case SettingPlace(setting=setting) if setting in CONSENTS:
            return _consented(setting, item, scene)
        case SettingPlace(setting=setting):
            return _set(setting, item, scene)
        case AboutPlace():
            return Remain()


def _opened(number: int, item: str, scene: Scene) -> Step:
    turned = paging.turned(item, paging.page(ALL, number, scene.sheet.rows))
    if turned is not None:
        return Swap(SettingsPlace(turned))
    if item == ABOUT:
        return Open(AboutPlace())
    if item == TEACH:
        return Open(TeachPlace())
    name = paging.named(ROW, item)
    return Open(SettingPlace(Setting(name))) if name in set(Setting) else Remain()


def _set(setting: Setting, item: str, scene: Scene) -> Step:
    there = {paging.of(OPTION, str(choice)): choice for choice in CHOICES[setting]}
    before = scene.snapshot.preferences
    if item not in there or there[item] == value(setting, before):
        return Remain()
    return Choose(with_value(setting, there[item], before), Remain(item))


def _consented(setting: Setting, item: str, scene: Scene) -> Step:
    before = scene.snapshot.preferences
    match item:
        case "allow" if not value(setting, before):
            return Choose(with_value(setting, True, before), Back())
        case "stop" if value(setting, before):
            return Choose(with_value(setting, False, before), Back())
        case _:
            return Remain()
