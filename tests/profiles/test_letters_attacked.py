"""Letters of a project as a way in: words that would be headers of a mail, and readers who are not its readers."""

from __future__ import annotations

from stigar.profiles.actions import messages, steps
from stigar.profiles.models import Delivery, Message
from tests.cast import TODAY


def _planned(cast, project, name="Kundservice"):
    project.name = name
    project.save()
    steps.set_goal(
        project=project,
        kind="business",
        words="Rätt\r\nBcc: alla@annan.example",
        expected="x",
        seen="y",
        viewer=cast.hedda,
        today=TODAY,
    )
    return messages.plan_messages(project=project, viewer=cast.hedda, today=TODAY)


def test_no_word_of_a_letter_becomes_a_header_of_the_mail(cast, project, mailoutbox):
    letter = _planned(cast, project)[0]
    words = {
        language: {"subject": "Hej\r\nBcc: alla@annan.example\x85X: y\u2028z", "text": "Hej"}
        for language in ("sv", "nb", "en")
    }
    kept = messages.write_message(message=letter, day=TODAY, words=words, viewer=cast.hedda, today=TODAY)

    errand = messages.ask_to_send(message=kept, viewer=cast.hedda, today=TODAY)
    messages.mail(errand, today=TODAY)

    assert {sent.subject for sent in mailoutbox} <= {"Hej Bcc: alla@annan.example X: y z"}
    assert all(sent.message()["Bcc"] is None and len(sent.to) == 1 for sent in mailoutbox)
    assert all("\n" not in one["subject"] for row in Message.objects.all() for one in row.words.values())


def test_a_letter_is_read_by_whom_it_was_sent_to_and_nobody_else(cast, project, visit):
    letter = _planned(cast, project)[0]
    messages.ask_to_send(message=letter, viewer=cast.hedda, today=TODAY)
    sent_to = set(Delivery.objects.filter(message=letter).values_list("person", flat=True))

    answers = {
        name: visit(getattr(cast, name)).get(f"/profiles/letters/{letter.pk}/").status_code
        for name in ("bo", "ada", "cai", "dag", "gro", "siv", "rut", "eve")
    }

    assert answers == {name: 200 if getattr(cast, name).pk in sent_to else 404 for name in answers}
