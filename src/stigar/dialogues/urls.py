"""The addresses of this room."""

from django.urls import path

from stigar.dialogues.pages import meeting, talks

app_name = "dialogues"

urlpatterns = [
    path("dialogues/", talks.talks, name="talks"),
    path("dialogues/people/<uuid:person>/new/", talks.new, name="new"),
    path("dialogues/<uuid:talk>/", talks.talk, name="talk"),
    path("dialogues/<uuid:talk>/answers/", talks.answers, name="answers"),
    path("dialogues/<uuid:talk>/answers/one/", talks.answer, name="answer"),
    path("dialogues/<uuid:talk>/preparation/", talks.preparation, name="preparation"),
    path("dialogues/<uuid:talk>/preparation/removal/", talks.preparation_removal, name="preparation-removal"),
    path("dialogues/<uuid:talk>/language/", talks.language, name="language"),
    path("dialogues/<uuid:talk>/notes/", meeting.notes, name="notes"),
    path("dialogues/<uuid:talk>/notes/<uuid:note>/", meeting.note, name="note"),
    path("dialogues/<uuid:talk>/notes/<uuid:note>/removal/", meeting.note_removal, name="note-removal"),
    path("dialogues/<uuid:talk>/agreed/", meeting.agreed, name="agreed"),
    path("dialogues/<uuid:talk>/agreed/<uuid:agreed>/done/", meeting.done, name="agreed-done"),
    path("dialogues/<uuid:talk>/agreed/<uuid:agreed>/removal/", meeting.agreed_removal, name="agreed-removal"),
    path("dialogues/<uuid:talk>/summary/", meeting.summary, name="summary"),
    path("dialogues/<uuid:talk>/signature/", meeting.signature, name="signature"),
    path("dialogues/<uuid:talk>/reopening/", meeting.reopening, name="reopening"),
]
