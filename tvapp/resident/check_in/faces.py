"""The face and colour of each answer; the word stands beside it always."""

from tvapp.domain.view import Icon, Tone
from wire.content import Answer

FACES = {
    Answer.GOOD: (Icon.FACE_GOOD, Tone.LEAF),
    Answer.FAIR: (Icon.FACE_FAIR, Tone.LAKE),
    Answer.POOR: (Icon.FACE_POOR, Tone.EARTH),
}
