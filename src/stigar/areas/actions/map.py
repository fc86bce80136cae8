"""Drawing the map of areas anew: from everything told and decided, kept whole, with what changed."""

import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext_noop

from stigar.areas import rules
from stigar.areas.models import Area, Map, Sketch, Steering
from stigar.areas.queries.gathering import Gathered, decided_mark, gather
from stigar.areas.queries.thinking import SEED, Thought, think
from stigar.foundation import jobs, journal
from stigar.foundation.models import Errand

if TYPE_CHECKING:
    from stigar.people.models import Person

ERRAND = "areas.map"
AT_ONCE = 80  # roles: fewer are drawn while one waits, more in the background
TRIES = 3
COLOURS = range(1, 9)


class NothingTold(Exception):
    """No role has told of its work yet, so there is nothing to draw."""


class NotOnTheSlider(Exception):
    """A fineness that the slider does not offer."""


class Overtaken(Exception):
    """Somebody decided while the map was being drawn; what was drawn is not kept."""


def draw_map(*, viewer: "Person", today: date) -> Map | Errand:
    """Draw the map anew because HR asks for it: at once when the organisation is small, else in the background."""
    rules.demand_here(viewer, "decide on areas", today=today)
    return draw_again(by=viewer, today=today)


def draw_again(*, by: "Person", today: date) -> Map | Errand:
    """Let the map follow what somebody has just decided or answered."""
    given = gather(today=today)
    if not given.roles:
        raise NothingTold
    if given.before and given.before.fingerprint == given.fingerprint:
        return given.before
    if len(given.roles) > AT_ONCE:
        return jobs.start(ERRAND, by=by, today=today.isoformat())
    return drawn(given, by=by, today=today)


def draw_for(asked: Errand, *, by: "Person", today: date) -> Map:
    """What a worker does with the errand."""
    given = gather(today=today)
    if not given.roles:
        raise NothingTold
    return drawn(given, by=by, today=today, asked=asked)


def drawn(given: Gathered, *, by: "Person", today: date, asked: Errand | None = None) -> Map:
    """Think, then keep. When somebody decided something meanwhile, once more with that in it; then :class:`Overtaken`."""
    for _ in range(TRIES):
        if asked:
            jobs.tell(asked, 1, 3, gettext_noop("Comparing what the roles do"))
        thought = think(given, language=by.organisation.language)
        try:
            with _ending(asked) as result:
                kept = _keep(given, thought, by)
                result["map"] = str(kept.pk)
                return kept
        except Overtaken:
            given = gather(today=today)
    raise Overtaken


def sketch_map(*, map_: Map, resolution: float, viewer: "Person", today: date) -> Sketch:
    """The same evidence coarser or finer, to look at; drawn once for each step of the slider."""
    rules.demand_here(viewer, "see areas", today=today)
    if resolution not in {step["resolution"] for step in map_.slider.get("steps", ())}:
        raise NotOnTheSlider
    known = Sketch.objects.filter(map=map_, resolution=resolution).first()
    if known:
        return known
    thought = think(gather(today=today), language=viewer.organisation.language, resolution=resolution)
    sketch, _ = Sketch.objects.get_or_create(
        map=map_, resolution=resolution,
        defaults={"organisation_id": viewer.organisation_id, "answer": thought.answer},
    )  # fmt: skip
    return sketch


def steering(organisation_id: uuid.UUID) -> Steering:
    """The organisation's steering, held until the transaction ends: whoever decides or keeps a map waits for the other."""
    Steering.objects.get_or_create(organisation_id=organisation_id)
    return Steering.objects.select_for_update().get(organisation_id=organisation_id)


@contextmanager
def _ending(asked: Errand | None) -> Iterator[dict[str, Any]]:
    """One transaction; when an errand asked for it, its end lies in the same."""
    if asked:
        with jobs.once(asked) as result:
            yield result
    else:
        with transaction.atomic():
            yield {}


def _keep(given: Gathered, thought: Thought, by: "Person") -> Map:
    """Store the map unless something was decided meanwhile. The same map is not kept twice in a row."""
    steering(by.organisation_id)
    if decided_mark() != given.decided:
        raise Overtaken
    newest: Map | None = Map.objects.order_by("-at").first()
    if newest and newest.fingerprint == given.fingerprint:
        return newest
    kept: Map = Map.objects.create(
        organisation_id=by.organisation_id, by=by, resolution=thought.resolution, seed=SEED,
        fingerprint=given.fingerprint, answer=thought.answer, slider=thought.slider, changes=thought.changes,
    )  # fmt: skip
    _know_areas(kept)
    journal.note(by, gettext_noop("drew the map of areas"), kept, areas=len(thought.answer["areas"]))
    return kept


def _know_areas(kept: Map) -> None:
    """Areas seen for the first time get a row and the colour that fewest of the map's areas have, the largest area first."""
    people = {role: facts["people"] for role, facts in kept.answer["roles"].items()}
    areas = kept.answer["areas"]
    known = dict(Area.objects.filter(key__in=[area["key"] for area in areas]).values_list("key", "colour"))
    used = Counter(known.values())
    for area in sorted(areas, key=lambda area: (-sum(people[one["role"]] for one in area["roles"]), area["key"])):
        if area["key"] not in known:
            colour = min(COLOURS, key=lambda number: (used[number], number))
            used[colour] += 1
            Area.objects.create(organisation_id=kept.organisation_id, key=area["key"], colour=colour, first_map=kept)
