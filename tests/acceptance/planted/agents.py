"""Mistakes in the project that routes to agents."""

from tests.acceptance.planted import Planted

SKILLS = "skill_routing"

FAULTS = {
    "the best agents are not enough alone": Planted(
        SKILLS,
        "line.strat",
        "skill(billing) >= 7 and skill(english) >= 5, for: 30s",
        "skill(billing) >= 3 and skill(english) >= 2, for: 30s",
        ("failed  an agent who is not asked yet is offered nothing", "waited is 10s"),
    ),
    "whoever knows something of bills is asked for too long": Planted(
        SKILLS,
        "line.strat",
        "{ target: skill(billing) >= 3, for: 30s }",
        "{ target: skill(billing) >= 3, for: 6m }",
        ("failed  others are asked when the best ones do not come free [anybody]", 'agent is ""'),
    ),
    "callers wait for ten minutes": Planted(
        SKILLS,
        "line.strat",
        "timeout = 5m",
        "timeout = 10m",
        ("failed  five minutes are enough", "waited is 10m"),
    ),
    "the virtual queue is that of nobody": Planted(
        SKILLS,
        "line.strat",
        "length(VQ_billing) > 40",
        "length(VQ_billing) > 400",
        ("failed  nobody waits where many do [in a long queue]",),
    ),
    "gold is nothing": Planted(
        SKILLS,
        "line.strat",
        "rank = 50",
        "rank = 5",
        ("failed  a customer of the gold segment comes first [gold]", "rank is 5"),
    ),
    "somebody thinks carla knows about bills": Planted(
        SKILLS,
        "staff.strat",
        "{ english: 7 }",
        "{ english: 7, billing: 7 }",
        ("failed  others are asked when the best ones do not come free", 'agent is "carla"'),
    ),
    "carla is left out": Planted(
        SKILLS,
        "staff.strat",
        "members = [anna, ben, carla]",
        "members = [anna, ben]",
        ("failed  others are asked when the best ones do not come free [anybody]",),
    ),
    "who gives up is not told from who gets an announcement": Planted(
        SKILLS,
        "line.strat",
        "on abandoned -> hung_up",
        "on abandoned -> nobody",
        ("failed  a caller who gives up has waited for somebody",),
    ),
}
