"""Whether it is said how long agents have the customers of a simulation.

In: the days, the agents and skills. Out: W332 for customers of whom nothing says it: agents would
have them for no time at all.
"""

from engine.days import Arrivals, Days, Simulation
from engine.diagnostics import Findings
from engine.directory import Directory
from engine.graph.project import Project
from engine.ops import Family, family_of


def check_lengths(days: Days, project: Project, directory: Directory, findings: Findings) -> None:
    """W332, once for each declaration of arrivals."""
    if not directory.agents:
        return
    lengths = [agent.handling for agent in directory.agents]
    lengths += [skill.handling for skill in directory.skills]
    said = {family for family in Family for each in lengths if each[family] is not None}
    places = project.spaces["arrivals"].first if project.names("arrivals") else {}
    told: set[str] = set()
    for simulation in days.simulations:
        for number in simulation.arrivals:
            arrivals = days.arrivals[number]
            if arrivals.name in told or family_of(arrivals.media) in said:
                continue
            if not _says(arrivals, simulation):
                told.add(arrivals.name)
                message = f"nothing says how long agents have the customers of `{arrivals.name}`"
                cure = "they have them for no time: write for example `handling = exponential(4m)`"
                findings.warning("W332", places[arrivals.name].span, message, cure)


def _says(arrivals: Arrivals, simulation: Simulation) -> bool:
    if arrivals.handling is not None or simulation.handling[family_of(arrivals.media)] is not None:
        return True
    coming = [period for period in arrivals.periods if period.rate]
    by_periods = bool(coming) and all(period.handling is not None for period in coming)
    return by_periods and not arrivals.bursts
