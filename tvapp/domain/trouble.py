"""The words on a page whose `Say` could not be written: tell the person, keep the question open."""

from dataclasses import replace

from tvapp.domain.state import Unkept, Unread
from tvapp.domain.view import View
from typeset.words import Words
from wire.commands import AlertAnswer, AlertReply, Body, CallRequest


def words_for(body: Body | Unkept | Unread, words: Words) -> str:
    """Say that it was not kept; a call for help is sent to 119 at once."""
    match body:
        case CallRequest(urgent=True) | AlertAnswer(reply=AlertReply.HELP):
            return words("tv.trouble.help")
        case Unkept():
            return words("tv.trouble.choice")
        case Unread():
            return words("tv.aloud.not_here")
        case _:
            return words("tv.trouble.plain")


def troubled(view: View, failed: Body | Unkept | Unread | None, words: Words) -> View:
    """Put the words in the head line, where every page has room for them."""
    if failed is None:
        return view
    return replace(view, frame=replace(view.frame, title=words_for(failed, words)))
