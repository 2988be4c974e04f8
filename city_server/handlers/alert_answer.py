"""What a household answers to an alert; asking for help makes an urgent call of it as well."""

from city_server.calls import ask
from city_server.database import Writing
from city_server.drills import note_answer
from city_server.errors import Refused
from city_server.handlers.said import Said
from city_server.tables import AlertAnswerRow, AlertRow
from typeset.words import Words
from wire.alerts import Alert
from wire.commands import AlertAnswer, AlertReply, CallRequest


def handle(writing: Writing, said: Said, answer: AlertAnswer, words: Words) -> None:
    """Keep the latest answer, of an alert that has ended too. Help is never refused."""
    helping = answer.reply is AlertReply.HELP
    if helping:
        ask(writing, said.speaker, said.name, CallRequest(urgent=True), said.at)
    alert = writing.session.get(AlertRow, answer.alert)
    if alert is None or said.speaker.area not in Alert.model_validate(alert.body).areas:
        if helping:
            return
        raise Refused(words("city.command.not_your_alert"))
    row = writing.session.get(AlertAnswerRow, (alert.id, said.speaker.household))
    if row is None:
        row = AlertAnswerRow(alert=alert.id, household=said.speaker.household)
        writing.session.add(row)
    row.reply, row.at = answer.reply.value, said.at
    note_answer(writing, said.received_at, alert, said.speaker, said.at)
    writing.topics.add("alerts")
