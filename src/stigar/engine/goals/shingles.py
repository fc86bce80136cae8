"""Which of many texts say nearly the same: by the words and pairs of neighbouring words (shingles) they share.

Likeness is Jaccard's (Broder, 1997). Two texts are only compared when one of their rarest shingles is the same, which none that are
alike enough can fail (prefix filtering: Xiao, Wang, Lin and Yu, 2008, "Efficient similarity joins for near duplicate detection").
"""

from __future__ import annotations

from typing import Any

MOST_BEHIND_A_SHINGLE = 200
AT_A_TIME = 100_000
SLACK = 1e-9


def hang_together(forms: list[tuple[str, ...]], alike: float) -> list[int]:
    """For each form (a text's words, in order) the number of the group it hangs together with, through any chain of like ones.

    >>> hang_together([("a", "b", "c", "d"), ("a", "b", "c", "e"), ("x", "y", "z")], 0.5)
    [0, 0, 1]
    """
    import numpy as np  # noqa: PLC0415 - heavy: only when asked for
    from scipy.sparse import coo_array  # noqa: PLC0415 - heavy: only when asked for
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415 - heavy: only when asked for

    if not forms:
        return []
    text, rank = _shingles(forms)
    size = np.bincount(text, minlength=len(forms))
    order = np.argsort(size, kind="stable")
    place = np.empty_like(order)
    place[order] = np.arange(len(order))
    one, other = _like(place[text], rank, size[order], alike)
    pairs = coo_array((np.ones(len(one), dtype=np.int8), (order[one], order[other])), shape=(len(forms), len(forms)))
    _, label = connected_components(pairs, directed=False)
    return [int(group) for group in label]


def _shingles(forms: list[tuple[str, ...]]) -> tuple[Any, Any]:
    """Each text's shingles once: which text, and the shingle's rank, the rarest first."""
    import numpy as np  # noqa: PLC0415 - heavy: only when asked for

    known = {word: at for at, word in enumerate(sorted({word for form in forms for word in form}))}
    token = np.array([known[word] for form in forms for word in form], dtype=np.int64)
    text = np.repeat(np.arange(len(forms)), [len(form) for form in forms])
    beside = text[1:] == text[:-1]
    pair = (token[:-1] + 1) * len(known) + token[1:]
    texts, shingles = np.concatenate([text, text[1:][beside]]), np.concatenate([token, pair[beside]])
    _, shingle = np.unique(shingles, return_inverse=True)
    many = int(shingle.max()) + 1
    each = np.sort(texts * many + shingle)
    each = each[np.concatenate([[True], np.diff(each) != 0])]
    text, shingle = each // many, each % many
    often = np.bincount(shingle, minlength=many)
    rank = np.empty(many, dtype=np.int64)
    rank[np.argsort(often, kind="stable")] = np.arange(many)
    return text, rank[shingle]


def _like(text: Any, rank: Any, size: Any, alike: float) -> tuple[Any, Any]:
    """The pairs that are alike enough. Texts are numbered from the smallest on."""
    import numpy as np  # noqa: PLC0415 - heavy: only when asked for
    from scipy.sparse import csr_array  # noqa: PLC0415 - heavy: only when asked for

    order = np.lexsort((rank, text))
    text, rank = text[order], rank[order]
    start = np.concatenate([[0], np.cumsum(size)])
    nth = np.arange(len(text)) - start[text]

    def matrix(kept: Any) -> Any:
        return csr_array(
            (np.ones(int(kept.sum()), dtype=np.int32), (text[kept], rank[kept])), shape=(len(size), int(rank.max()) + 1)
        )

    asks = nth < size[text] - np.ceil(alike * size[text] - SLACK) + 1
    told = nth < size[text] - np.ceil(2 * alike / (1 + alike) * size[text] - SLACK) + 1
    told &= _first_of_each(rank, text, told)
    found = (matrix(asks) @ matrix(told).T).tocoo()
    keep = (found.col < found.row) & (size[found.col] >= alike * size[found.row] - SLACK)
    one, other, whole = found.row[keep], found.col[keep], matrix(np.ones(len(text), dtype=bool))
    alike_enough = [np.zeros(0, dtype=bool)]
    for at in range(0, len(one), AT_A_TIME):
        here, there = one[at : at + AT_A_TIME], other[at : at + AT_A_TIME]
        shared = whole[here].multiply(whole[there]).sum(axis=1)
        alike_enough.append(shared >= alike / (1 + alike) * (size[here] + size[there]) - SLACK)
    sure = np.concatenate(alike_enough)
    return one[sure], other[sure]


def _first_of_each(rank: Any, text: Any, kept: Any) -> Any:
    """No more than so many texts behind one shingle, so that a form used by all does not make everybody be compared."""
    import numpy as np  # noqa: PLC0415 - heavy: only when asked for

    at = np.flatnonzero(kept)
    by_rank = at[np.lexsort((text[at], rank[at]))]
    fresh = np.concatenate([[True], np.diff(rank[by_rank]) != 0]) if len(by_rank) else np.zeros(0, dtype=bool)
    began = np.maximum.accumulate(np.where(fresh, np.arange(len(by_rank)), 0)) if len(by_rank) else fresh
    mask = np.zeros(len(rank), dtype=bool)
    mask[by_rank[np.arange(len(by_rank)) - began < MOST_BEHIND_A_SHINGLE]] = True
    return mask
