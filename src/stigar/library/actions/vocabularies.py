"""What we can do with vocabularies: bring the files, import what stands in them, remove one."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import IO, TYPE_CHECKING
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.utils.translation import gettext_noop

from stigar.engine import vocabulary as words
from stigar.foundation import clock, files, jobs, journal
from stigar.foundation.models import Errand, Upload
from stigar.foundation.policy import demand
from stigar.foundation.tenancy import where_we_are
from stigar.library.models import Concept, Link, Vocabulary
from stigar.people.rules import grounds

if TYPE_CHECKING:
    from stigar.people.models import Person

KIND, ERRAND = "vocabulary", "library.import"
AT_ONCE = 2000
TOLD = ["kind", "labels", "description", "deprecated", "replaced_by", "broader"]
Tell = Callable[[int, int, str], None]


@transaction.atomic
def bring_files(*, brought: Iterable[tuple[IO[bytes], str]], viewer: Person, today: date) -> Errand:
    """Keep the files of vocabularies and have them read in the background. Several languages come best together."""
    demand("manage vocabularies", grounds(viewer, today=today))
    kept = [files.keep(file, name, kind=KIND, by=viewer) for file, name in brought]
    return jobs.start(ERRAND, by=viewer, today=today.isoformat(), uploads=[str(upload.pk) for upload in kept])


def brought_files(errand: Errand) -> list[Upload]:
    """The files an errand was given, in the order they came."""
    found = {str(upload.pk): upload for upload in Upload.objects.filter(pk__in=errand.given["uploads"])}
    return [found[pk] for pk in errand.given["uploads"] if pk in found]


@transaction.atomic
def import_vocabulary(
    *,
    lexicon: words.Lexicon,
    file_names: Sequence[str],
    viewer: Person | None,
    today: date,
    tell: Tell = lambda done, total, stage: None,
) -> dict[str, int | str]:
    """Make ``lexicon`` the organisation's vocabulary of that source. ``viewer`` None is the operator at the terminal.

    Another version replaces the one before: concepts keep their address and their row, and what has
    disappeared is marked as retired. The same version adds to it: more languages, more links. The same
    files again change nothing. The answer counts what was ``added``, ``changed`` and ``retired``.
    """
    if viewer is not None:
        demand("manage vocabularies", grounds(viewer, today=today))
    vocabulary = Vocabulary.objects.select_for_update().filter(source=lexicon.source).first()
    if vocabulary and lexicon.fingerprint in vocabulary.parts:
        return {"source": lexicon.source, "added": 0, "changed": 0, "retired": 0}
    is_more = vocabulary is not None and vocabulary.version == lexicon.version
    vocabulary = _noted(vocabulary, lexicon, file_names, viewer, is_more=is_more)
    counted = _keep_concepts(vocabulary, lexicon, tell, is_more=is_more)
    _keep_links(vocabulary, lexicon, tell)
    _count(vocabulary)
    journal.note(
        viewer, gettext_noop("imported a vocabulary"), vocabulary, files=list(file_names), version=lexicon.version,
        added=counted["added"], changed=counted["changed"], retired=counted["retired"],
    )  # fmt: skip
    return {"source": lexicon.source, **counted}


@transaction.atomic
def remove_vocabulary(*, vocabulary: Vocabulary, viewer: Person, today: date) -> None:
    """Take a vocabulary away. What people have said of the work keeps its words; only the link to the concept is lost."""
    demand("manage vocabularies", grounds(viewer, today=today))
    journal.note(viewer, gettext_noop("removed a vocabulary"), vocabulary, concepts=sum(vocabulary.counts.values()))
    Link.objects.filter(occupation__vocabulary=vocabulary)._raw_delete(Link.objects.db)
    Concept.objects.filter(vocabulary=vocabulary)._raw_delete(Concept.objects.db)
    vocabulary.delete()


def _noted(
    known: Vocabulary | None, lexicon: words.Lexicon, names: Sequence[str], viewer: Person | None, *, is_more: bool
) -> Vocabulary:
    """The vocabulary's own row as it will be. The fingerprint follows from the parts and from what was there before."""
    world = viewer.organisation_id if viewer else where_we_are()
    assert world is not None, "open an organisation's world first"
    before = known or Vocabulary(organisation_id=world, source=lexicon.source)
    chain = f"{before.fingerprint} {lexicon.fingerprint}" if known else lexicon.fingerprint
    before.fingerprint = hashlib.sha256(chain.encode()).hexdigest() if known else chain
    before.parts = [*(before.parts if is_more else []), lexicon.fingerprint]
    before.files = [*(before.files if is_more else []), *names]
    before.version, before.licence = lexicon.version[:60], lexicon.licence
    before.by, before.at = viewer, clock.now()
    before.save()
    return before


def _keep_concepts(vocabulary: Vocabulary, lexicon: words.Lexicon, tell: Tell, *, is_more: bool) -> dict[str, int]:
    known = {one.uri: one for one in Concept.objects.filter(vocabulary=vocabulary)}
    fresh: list[Concept] = []
    changed: list[Concept] = []
    for told in lexicon.concepts:
        one = known.pop(told.uri, None)
        if one is None:
            one = Concept(organisation_id=vocabulary.organisation_id, vocabulary=vocabulary, uri=told.uri)
            _tell_anew(one, told)
            fresh.append(one)
        elif _tell_anew(one, told):
            changed.append(one)
    gone = [] if is_more else [one for one in known.values() if not one.deprecated]
    for one in gone:
        one.deprecated = True
    _save(fresh, changed + gone, tell)
    return {"added": len(fresh), "changed": len(changed), "retired": len(gone)}


def _save(fresh: list[Concept], changed: list[Concept], tell: Tell) -> None:
    total = len(fresh) + len(changed)
    for start in range(0, len(fresh), AT_ONCE):
        tell(start, total, gettext_noop("Writing concepts"))
        Concept.objects.bulk_create(fresh[start : start + AT_ONCE], batch_size=AT_ONCE)
    for start in range(0, len(changed), AT_ONCE):
        tell(len(fresh) + start, total, gettext_noop("Writing concepts"))
        _overwrite(changed[start : start + AT_ONCE])


def _overwrite(rows: list[Concept]) -> None:
    """Rows that exist get their new content by their key: one statement, where bulk_update would build a case for each cell."""
    Concept.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["id"], update_fields=TOLD, batch_size=AT_ONCE
    )


def _tell_anew(one: Concept, told: words.Concept) -> bool:
    """Give a concept its new content; languages that the new files do not speak stay. True when anything changed."""
    before = [getattr(one, name) for name in TOLD]
    one.kind = told.kind
    one.labels = {**one.labels, **{language: list(names) for language, names in told.labels.items()}}
    if told.description and ("en" in told.labels or not one.description):
        one.description = told.description
    one.deprecated, one.replaced_by = told.deprecated, told.replaced_by
    one.broader = list(told.broader) or one.broader
    return before != [getattr(one, name) for name in TOLD]


def _keep_links(vocabulary: Vocabulary, lexicon: words.Lexicon, tell: Tell) -> None:
    """The links as the new files have them; files without any (ESCO's older packages) leave those that are there."""
    if not lexicon.links:
        return
    keys = dict(Concept.objects.filter(vocabulary=vocabulary).values_list("uri", "pk"))
    Link.objects.filter(occupation__vocabulary=vocabulary)._raw_delete(Link.objects.db)
    total = len(lexicon.links)
    for start in range(0, total, AT_ONCE * 5):
        tell(start, total, gettext_noop("Writing what occupations need"))
        _write_links(vocabulary, lexicon.links[start : start + AT_ONCE * 5], keys)


def _write_links(vocabulary: Vocabulary, links: Iterable[words.Link], keys: dict[str, UUID]) -> None:
    """ESCO has 124,000 of these: as plain rows they take a second, as objects six."""

    def kept(key: UUID) -> UUID | str:
        return key if connection.features.has_native_uuid_field else key.hex

    world = kept(vocabulary.organisation_id)
    rows = [
        (kept(uuid4()), world, kept(keys[link.occupation]), kept(keys[link.skill]), link.essential) for link in links
    ]
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {Link._meta.db_table} (id, organisation_id, occupation_id, skill_id, essential) VALUES (%s, %s, %s, %s, %s)", rows
        )  # fmt: skip


def _count(vocabulary: Vocabulary) -> None:
    """What the vocabulary now holds, counted once here so that no page needs to."""
    kinds: Counter[str] = Counter()
    languages: Counter[str] = Counter()
    for kind, labels in Concept.objects.standing().filter(vocabulary=vocabulary).values_list("kind", "labels"):
        kinds[kind] += 1
        languages.update(language for language, names in labels.items() if names)
    vocabulary.counts, vocabulary.languages = dict(kinds), dict(languages)
    vocabulary.links = Link.objects.filter(occupation__vocabulary=vocabulary).count()
    vocabulary.save(update_fields=["counts", "languages", "links"])
