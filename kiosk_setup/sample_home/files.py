"""A notice with every kind of file that asks who will come."""

from dataclasses import replace
from datetime import timedelta

from kiosk_setup.sample_home.ground import NOW
from kiosk_setup.sample_home.living import every_living
from kiosk_setup.sample_home.morning import morning
from kiosk_setup.sample_home.news import FESTIVAL
from offline_cache.snapshot import Snapshot
from wire.media import Attachment, AttachmentKind, MediaFile, MediaKind


def _file(
    number: int, kind: MediaKind = MediaKind.PICTURE, shape: tuple[int, int] = (1280, 960)
) -> MediaFile:
    wide, high = shape if kind is not MediaKind.SOUND else (None, None)
    return MediaFile(sha256=f"{number:064x}", size=1000, kind=kind, width=wide, height=high)


PARTY = NOW + timedelta(days=4)


def with_files() -> Snapshot:
    """A notice with every kind of file that asks who will come, and a page of くらし of every kind."""
    base = morning()
    attachments = (
        Attachment(kind=AttachmentKind.PHOTO, file=_file(1), name="なべ.jpg"),
        Attachment(
            kind=AttachmentKind.DOCUMENT,
            file=_file(2, shape=(1300, 860)),
            name="ちらし.pdf",
            text="いもに会の ご案内\n11月29日 10時から、湊公民館の 前で。"
            + "おわんと はしを おもちください。" * 14,
        ),
        Attachment(kind=AttachmentKind.DOCUMENT, file=_file(3, shape=(610, 860)), name="ちらし.pdf"),
        Attachment(
            kind=AttachmentKind.VIDEO,
            file=_file(4, MediaKind.VIDEO, (1280, 720)),
            poster=_file(5, shape=(1280, 720)),
            name="去年.mp4",
        ),
        Attachment(kind=AttachmentKind.SOUND, file=_file(6, MediaKind.SOUND), name="区長.m4a"),
    )
    party = FESTIVAL.model_copy(
        update={
            "id": "party",
            "title": "いもに会の ご案内",
            "body": "ことしも 大きな なべで つくります。",
            "sent_at": NOW,
            "attachments": attachments,
            "asks_reply": True,
            "reply_until": PARTY,
        }
    )
    here = {f"{number:064x}": f"/nowhere/{number}" for number in range(1, 7)}
    return replace(base, notices=(party, *base.notices), media=here, living=every_living())
