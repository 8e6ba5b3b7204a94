"""Pages about what befalls interactions: words of traces, ledgers and claims that no kind explains.

In: nothing. Out: pages by the words that authors look for.
"""

from collections.abc import Iterator

from engine.folds.fates import LOST_KINDS
from engine.limits import LIMITS
from engine.shelf.page import Page

TOPICS: dict[tuple[str, ...], tuple[tuple[str, str], ...]] = {
    ("livelock", "hops"): (
        (
            "",
            "An interaction that goes round between queues and strategies for ever, each step of "
            f"it allowed. After {LIMITS.hops} moves in which nobody let time pass it is taken out, "
            "its final place is faulted (livelock), and the command ends with 5 (E424).",
        ),
        (
            "Causes",
            "The usual one needs no arrow: the default of a chat or an e-mail is the queue that it "
            "came from. A strategy that ends in `exit`, or in a fault that nothing takes, puts it "
            "back, and the view takes it again at its next look.",
        ),
        (
            "Cures",
            "`stop` a chat that is finished. Let time pass: `queue(again) { not_before = 5m }`, or "
            "a `wait`. Count: keep a number in attached data and give up beyond it. The project "
            "`strategies/livelock` shows one and its cure.",
        ),
        ("See", "E424, `exit`, `queue`, `wait`"),
    ),
    ("lost", "lost_removed"): (
        (
            "",
            "A chat that no normal path will ever stop: it is older than `lost_after` of "
            "`chat_server`, 10 minutes if that says nothing, and one of these holds [inferred].",
        ),
        ("Kinds", "\n\n".join(f"({kind}) {words}" for kind, words in LOST_KINDS.items())),
        (
            "Cures",
            "A second view that takes what is too old, `where = is_online and age > 10m`, and a "
            "strategy that stops it. Its final place is then lost and removed, in claims "
            "`lost_removed`; the ledger counts it apart from what was stopped in time.",
        ),
        (
            "Tests",
            'A test makes one with `answer("ChatService.InviteToChat") = lost_close`, of kind (b), '
            "or `lost_session`, of kind (c); a run with `--answer lost-close`.",
        ),
        (
            "See",
            "`chat_server`, `view`, `session_known`, `is_online`, `lost_close`, `lost_session`",
        ),
    ),
    ("abandoned",): (
        (
            "",
            "The customer left before the strategy was done with the interaction. A caller who "
            "hangs up ends every wait: of `wait`, `play`, `collect` and calls that are under way.",
        ),
        (
            "Where it goes on",
            "At the innermost `on abandoned`: that of the subroutine, else that of its caller, and "
            "so on; without one the call is over at once. However the strategy ends then, the "
            "final place is abandoned, unless a fault ends it that nothing takes. A chat whose "
            "session has ended goes on as it is: `abandoned_at` tells since when, and who stops it "
            "is said by `stop_abandoned_interaction` of `chat_server`.",
        ),
        ("Tests", "A test says `at 20s caller_hangs_up()`, of a chat `at 20m session_ends()`."),
        ("See", "`on`, `caller_hangs_up`, `abandoned_at`, `chat_server`"),
    ),
}
"""The sections of each page by the words that find it; the first is its name."""


def topic_pages() -> Iterator[tuple[tuple[str, ...], Page]]:
    """A page for each topic."""
    for words, sections in TOPICS.items():
        yield words, Page(title=f"topic {words[0]}", sections=sections)
