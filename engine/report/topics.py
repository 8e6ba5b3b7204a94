"""Pages about what befalls interactions: words of traces, ledgers and claims that no kind explains.

In: nothing. Out: pages by the words that authors look for.
"""

from collections.abc import Iterator

from engine.folds.fates import LOST_KINDS
from engine.limits import LIMITS
from engine.shelf.page import Page
from engine.world.customer_values import SOURCES
from engine.world.spread_values import FORMS

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
    ("distributions", *FORMS): (
        (
            "",
            "How long things take in a simulated day, how patient customers are, how busy a day "
            "is. Single values are drawn by the simulation's seed and rounded to microseconds.",
        ),
        (
            "Forms",
            "`constant(30s)`.\n\n`exponential(mean)`.\n\n`uniform(least, most)`, both "
            "included.\n\n`gamma(mean, shape)`; for `busyness` also `gamma(shape)`, of mean 1."
            "\n\n`lognormal(mean, sd)`, by the mean and the standard deviation of the value "
            "itself, not of its logarithm.\n\n`weibull(scale, shape)`.\n\n"
            "`pareto(least, shape)`, whose mean is infinite for shapes of 1 and less (W320).\n\n"
            "`empirical([10s, 1m, 3m])`: quantiles in equal steps from the least to the greatest, "
            "with straight lines between them.",
        ),
        (
            "Parameters",
            "Durations, or parameters that are (`param mean = 4m`); shapes are numbers such as "
            "`2` or `28.7`, from 0.01 to 1,000,000. For `busyness` all of them are numbers.",
        ),
        ("See", "E306, W320, `arrivals`, `simulation`, `agent`, `skill`"),
    ),
    ("customers", *SOURCES): (
        (
            "",
            "What those who come in a simulated day bring: the values of `data` in `arrivals`.",
        ),
        (
            "Forms",
            "`choice({ gold: 1, silver: 3 })` chooses by weights, which are whole numbers.\n\n"
            "`range(18, 80)` is a whole number, both ends included, all equally likely.\n\n"
            '`sequence("T-")` counts the customers of the arrivals: `T-1`, `T-2`.\n\n'
            '`phone_number("+49")` is valid in form, and begins so; without a text with `+1`.\n\n'
            "`first_name()` and `last_name()` are from short lists of names.\n\n"
            'Anything else, such as `"web"` or `5`, is the same for all.',
        ),
        (
            "Keys",
            "`ANI`, `DNIS` and `priority` are the interaction's own. All else is attached data.",
        ),
        ("See", "E302, E305, `arrivals`"),
    ),
    ("figures", "occupancy", "abandonment", "percentiles"): (
        (
            "",
            "What `simulate` counts of a day. A customer asks once, with the first `route`, and is "
            "then answered (an agent has the interaction), has abandoned (the customer gave up), "
            "has left (the strategy ended without an agent), is blocked (found the virtual queue "
            "full and met nothing else), or still waits. In a virtual queue each `route` is a wait "
            "of its own. Customers of the warm-up count in no figure.",
        ),
        (
            "Service level",
            "The share that had an agent within `target`, by four definitions. `of all`: of all "
            "who asked, the blocked and those who left included. `of answered`: of the answered. "
            "`without short abandons`: of all who asked but those who abandoned within the target. "
            "`abandons count`: answered or abandoned within the target, of all who asked.",
        ),
        (
            "Waits",
            "From the first `route` to the agent; percentiles are of the answered, exact to half "
            "a per cent, and the longest wait is theirs. Shares are cut to tenths of a per cent, "
            "never rounded up: 100% means all. `delayed` are those who did not have an agent at "
            "once, of all who asked but the blocked. The rate of abandonment is of all who asked.",
        ),
        (
            "Agents",
            "An agent is busy with anything, also with what is only offered; otherwise in wrap-up, "
            "on a break, not ready or ready. Occupancy is being busy or in wrap-up, of that and of "
            "being ready; what comes after the simulation's end is left out. How long `each` was "
            "with an agent is of all of them, however long after the end. The document for "
            "machines has utilisation too, which is of all time logged in.",
        ),
        (
            "Queues",
            "The average length is the integral of the length over time; `most` is the most that "
            "it was for some time; both are told by interval too. The document for machines "
            "(`--format json`) has all of it by interval, under the schema "
            "`engine/report/figures.schema.json`.",
        ),
        ("See", "`simulation`, `arrivals`, `route`, `virtual_queue`"),
    ),
}
"""The sections of each page by the words that find it; the first is its name."""


def topic_pages() -> Iterator[tuple[tuple[str, ...], Page]]:
    """A page for each topic."""
    for words, sections in TOPICS.items():
        yield words, Page(title=f"topic {words[0]}", sections=sections)
