"""Pages about what befalls interactions: words of traces, ledgers and claims that no kind explains.

In: nothing. Out: pages by the words that authors look for.
"""

from collections.abc import Iterator

from engine.folds.fates import LOST_KINDS
from engine.limits import LIMITS
from engine.shelf.page import Page
from engine.stats.grids import TABLES
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
    ("figures", "occupancy", "abandonment", "percentiles", "delayed", "utilisation"): (
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
    ("intervals", "replications", "confidence", "precision", "seeds"): (
        (
            "",
            "One simulated day is one day: another seed has another. `simulate --replications 20` "
            "runs it twenty times, each time with other draws, and shows averages, each with how "
            "far off it may be: 82.4% ± 0.6. The interval from 81.8% to 83.0% is made so that it "
            "holds the average of very many such days 95 times in 100.",
        ),
        (
            "What it is not",
            "It says nothing of how single days differ, which is much more: the report names the "
            "days with the least and the greatest service level, and `--seed` shows them. It is "
            "about the model: what the project says of rates, patience and handling is taken as "
            "true.",
        ),
        (
            "How it is made",
            "A figure over several days is the ratio of sums: all answered in time by all who "
            "asked, not the mean of the days' shares. Its interval is that of the delta method "
            "with Student's distribution (Law, Simulation Modeling and Analysis; Cochran, Sampling "
            "Techniques). Percentiles, longest waits and longest queues are the mean of those of "
            "the days. Half-widths are rounded up. No ± behind a figure: it was the same on all "
            "days. How often such intervals are right is measured: `benchmarks/coverage.md`.",
        ),
        (
            "How many",
            "Four times as many replications halve an interval. `--until 'service_level +-1%'` "
            "runs until a figure is as precise as that. Replication 1 has the simulation's own "
            "seed, so that it is the day that `simulate` shows alone.",
        ),
        (
            "Warm-up",
            "A day whose customers or agents go by the clock begins when it begins: it needs no "
            "warm-up. Where the same number of customers an hour meets agents who are always "
            "there, the time until the empty centre has filled does not belong to the steady state "
            "that is measured: `warm_up` of `simulation` leaves it out. The report says so if the "
            "beginning is not like the rest, by MSER-5 over the intervals (at least 12 of them), "
            "and if the run has not settled at its end. One such run that is long, of at least 40 "
            "intervals after that time, has intervals of its own: it is cut into 20 pieces, which "
            "are looked at as replications; these hold the truth a little less often "
            "(`benchmarks/coverage.md`).",
        ),
        ("See", "`simulation`, `simulate --help`, `figures`, `goal`"),
    ),
    ("verdicts", "goals", "met", "missed", "undecided"): (
        (
            "",
            "What `simulate` says of the `expect` of a goal. *met*: the figure is on the good side "
            "of its bound, with all of its interval. *missed*: it is on the bad side with all of "
            "it (exit 1). *undecided*: the bound lies within the interval, so that these days "
            "cannot tell; it is said how many replications would (exit 0, or 1 with `--strict`).",
        ),
        (
            "One day",
            "A day by itself has no interval: its figures alone decide, and another day may be "
            "otherwise.",
        ),
        (
            "What is about every day",
            "`left_over(queue) == 0` is missed by a single day on which something is left over; "
            "its seed is named, and `--seed` shows that day. If it was met on all of them, the "
            "report says on how many of all other days it may still fail: with a certainty of "
            "95% it is no more.",
        ),
        ("See", "`goal`, `measures`, `intervals`, E901, W345"),
    ),
    ("comparisons", "compare", "vary", "differences", "fault_costs"): (
        (
            "",
            "`compare OLD NEW` simulates two projects, or one with several values of a parameter "
            "(`--param clerks=8 --param clerks=9`). To all of them the same customers come at the "
            "same times and are just as patient, so that what differs is due to the change and "
            "not to luck.",
        ),
        (
            "Differences",
            "A difference is that of each pair of days, on average, with its own interval; `*` "
            "marks what is more than chance. Of many figures that are the same in truth one in "
            "twenty has a mark nevertheless.",
        ),
        (
            "Who fares differently",
            "Customers whose way or end is another one, by the block where their ways part. One "
            "of each group is named: `simulate --follow` tells what happened to them.",
        ),
        (
            "What faults cost",
            "`simulate --faults NAME --fault-costs` compares in this way too: each day with what "
            "goes wrong, and the same day without it.",
        ),
        ("See", "`param`, `faults`, `intervals`, `compare --help`"),
    ),
    ("results", "journal", "tables", "resume", "verify", "query"): (
        (
            "",
            "`simulate --replications 20 --out DIR` keeps what replications come to in a folder. "
            "Each is on the disk as soon as it is finished; a kill loses none of them, and "
            "`--resume` makes those that are missing. In the end the folder has the same bytes, "
            "however often that happened.",
        ),
        (
            "Folder",
            "`replications.jsonl` is the journal, a line for each replication, and `figures.json` "
            "what follows from it. `project/` is the project as it was read: what is resumed is "
            "simulated from there. `logs/` are event logs, with `--log events`. `manifest.json` "
            "has the hash of each file. Tables, in `results.duckdb` and `tables/*.parquet`, are "
            "derived: `verify --remake` makes them anew.",
        ),
        (
            "Tables",
            "\n\n".join(f"{name}: {words}" for name, words in TABLES.items()),
        ),
        (
            "Asking",
            '`routewright query DIR "SELECT scope, sum(answered) FROM waits GROUP BY scope"`. '
            "Times are microseconds from the start; `DESCRIBE waits` lists the columns of a "
            "table. The files for data frames can be read by any program that reads Parquet.",
        ),
        (
            "Other seeds, other versions",
            "Results are resumed with the project, simulation, seed and options that they were "
            "begun with (E601), and by the same versions and limits (E602). There may be more "
            "replications than before, but not fewer.",
        ),
        ("See", "`simulate --help`, `intervals`, E501, E505, E601, E602, E610"),
    ),
}
"""The sections of each page by the words that find it; the first is its name."""


def topic_pages() -> Iterator[tuple[tuple[str, ...], Page]]:
    """A page for each topic."""
    for words, sections in TOPICS.items():
        yield words, Page(title=f"topic {words[0]}", sections=sections)
