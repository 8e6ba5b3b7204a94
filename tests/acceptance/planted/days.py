"""Mistakes in the project whose Monday is simulated."""

from tests.acceptance.planted import Planted

MONDAY = "monday"

FAULTS = {
    "a team has its callers to itself for too long": Planted(
        MONDAY,
        "line.strat",
        "{ target: group(billing_team), for: 45s }",
        "{ target: group(billing_team), for: 75s }",
        ("failed  a team that is busy gets help [who knows of bills]", "waited is 1m15s"),
    ),
    "who knows of bills is asked for faults": Planted(
        MONDAY,
        "line.strat",
        "skill(technical) >= 2",
        "skill(billing) >= 2",
        ("failed  technicians get help too", 'agent is "anna"'),
    ),
    "a long wait is no reason to invite": Planted(
        MONDAY,
        "line.strat",
        "length(VQ_others) >= long_line or estimated_wait(VQ_others) > 2m",
        "length(VQ_others) >= long_line and estimated_wait(VQ_others) > 2m",
        ("failed  who would wait for long may go on in writing [a long wait for all else]",),
    ),
    "an invitation that fails ends the call": Planted(
        MONDAY,
        "line.strat",
        "fault -> stay\n    timeout -> stay\n  } -> told",
        "fault -> told\n    timeout -> stay\n  } -> told",
        ("failed  an invitation that fails costs nobody the place in line [refused]",),
    ),
    "who has spoken with an agent is asked again": Planted(
        MONDAY,
        "line.strat",
        "true -> menu\n    false -> again",
        "true -> menu\n    false -> menu",
        ("failed  the invited chat comes to the agent who had the call", "visits(menu) is 2"),
    ),
    "an invited chat is anybody's": Planted(
        MONDAY,
        "chat.strat",
        '{ target: agent(udata.LastAgent ?? ""), when: is_online, for: 2m }',
        "{ target: group(everyone), when: is_online, for: 2m }",
        ("failed  the invited chat comes to the agent who had the call",),
    ),
    "an agent looks at an empty window": Planted(
        MONDAY,
        "process.strat",
        '"session-WA-invited" = wa_invited',
        '"session-WA-invited" = wa_inbound',
        ("failed  the invited chat comes to the agent who had the call",),
    ),
    "a message is sent twice": Planted(
        MONDAY,
        "notify.strat",
        "timeout -> failed",
        "timeout -> mobile",
        ("failed  no answer is no reason to send a notification again",),
    ),
    "a notification is a conversation": Planted(
        MONDAY,
        "notify.strat",
        'TerminateSessionFlag: "true"',
        'TerminateSessionFlag: "false"',
        ("failed  the chat of a notification is stopped",),
    ),
    "a chat whose close was lost stays": Planted(
        MONDAY,
        "process.strat",
        "age > 10m",
        "age > 10h",
        ("failed  a chat whose close was lost is removed after ten minutes",),
    ),
}
