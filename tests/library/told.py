"""A small model that somebody else holds the rights to."""

from stigar.library.readers.told import CompetenceTold, ItemTold, ModelTold, RightsTold


def brought(**changes) -> ModelTold:
    """Listening (with a behaviour) and juggling, on three levels, in English; ``changes`` go before."""
    told = {
        "key": "dummy", "kind": "brought", "names": {"en": "Dummy"}, "scale": ({"en": "low"}, {"en": "mid"}, {"en": "high"}),
        "rights": RightsTold("Dummy Ltd", "closed"),
        "competences": (
            CompetenceTold(
                "d1", {"en": {"name": "Listening", "definition": "To hear.", "not": ""}},
                items=(ItemTold("behaviour", "d1.1", {"en": {"text": "Nods."}}, level=1),),
            ),
            CompetenceTold("d2", {"en": {"name": "Juggling", "definition": "To juggle.", "not": ""}}),
        ),
    }  # fmt: skip
    return ModelTold(**(told | changes))
