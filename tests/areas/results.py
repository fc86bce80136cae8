"""A small result that tests of what is handed out share: two areas, three roles, a bridge, and texts that would do harm."""

from dataclasses import replace
from datetime import date

from stigar.areas.writers.result import (
    AreaResult,
    BaseItem,
    Meeting,
    Pair,
    Part,
    Piece,
    Result,
    RoleResult,
    Saving,
    SharedRow,
    Standing,
    Term,
)

ADVISER = RoleResult(
    "Kundrådgivare", "Konsument", ("Konsument",), 24, 0.875, False, 1.0,
    (Piece("skill", "Lyssna in kundens ärende", 0.6), Piece("task", "Svarar i telefon", 0.4)), ("Kontrollerar saldo",), (), (),
)  # fmt: skip
SHOP_ADVISER = RoleResult(
    "Butiksrådgivare", "Handel", ("Handel",), 8, 0.5, False, 0.9,
    (Piece("skill", "Lyssna in kundens ärende", 1.0),), (), ("code",), (Piece("task", "Läser loggar", 0.3),),
)  # fmt: skip
TESTER = RoleResult("Testare", "Teknik", ("Teknik",), 4, 1.0, True, 0.7, (Piece("task", "Skriver tester", 1.0),))
RESULT = Result(
    "Alvbro", date(2026, 11, 20), date(2026, 11, 18), "Drawn from 4 tasks and 2 skills told of 3 roles.", "sv",
    (
        AreaResult("service", "Kundmöte", (ADVISER, SHOP_ADVISER), (BaseItem("Lyssna in kundens ärende", 1.0, 0.0, 2, 1, "urn:1"),), 1, 1),
        AreaResult("code", "Programvara", (TESTER,), (), 3, None),
    ),
    (BaseItem("Skriva tydligt", 2 / 3, 0.0, 3, 0),),
    (Pair("Butiksrådgivare", "Testare", 1.5),),
    ("Växeltelefonist",),
    0.2,
    (Meeting("service", "Konsument", 1, 0.5), Meeting("service", "Handel", 1, 0.5), Meeting("code", "Teknik", 1, 1.0)),
    True,
    24,
    (SharedRow("skill", "Lyssna in kundens ärende", frozenset({"Kundrådgivare", "Butiksrådgivare"})),),
    (
        Standing("service", 1, 2.0, (Part("people", 1.0, 3.0, 3.0), Part("need", 0.0, 3.0, 0.0, False), Part("coordination", 0.5, -2.0, -1.0))),
        Standing("code", 2, 0.5, (Part("people", 0.2, 3.0, 0.5), Part("need", 0.0, 3.0, 0.0, False), Part("coordination", 0.0, -2.0, 0.0))),
    ),
    (Saving("service", (Term("preparation", 40, 80), Term("holding", 48, 32), Term("coordination", 12, 0))),),
    ("ESCO v1.2, CC BY 4.0",),
)  # fmt: skip
HARMFUL = (
    "=1+1",
    "+46 70 123",
    "-5 grader",
    "@SUM(A1)",
    "\t=1",
    " =1",
    "＝1",
    '#eval("1")',
    "$x$ *b* _i_ `c` <script> & ]",
    "\ud800\x00\x1b[31m 🦔 שלום",
)


def with_texts(texts: tuple[str, ...]) -> Result:
    """The same result where the texts stand wherever people can write."""
    roles = tuple(
        replace(TESTER, title=text, unit=text, units=(text,), because=(Piece("task", text, 1.0),), specific=(text,))
        for text in texts
    )
    area = AreaResult("x", texts[0], roles, tuple(BaseItem(text, 1.0, 0.0, 1, 0) for text in texts))
    shared = tuple(SharedRow("task", text, frozenset({text})) for text in texts)
    return replace(
        RESULT, organisation=texts[0], areas=(area,), questions=(), order=(), savings=(), meetings=(), shared=shared
    )
