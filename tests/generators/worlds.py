"""Whole worlds for simulated days: projects as text, each by a seed.

In: a number. Out: the files of a project with one simulation, `day`. What is rare alone is common
here: each feature is absent from about half of the worlds, and times are log-uniform from a
microsecond to a day; in a tenth of the worlds they are all zero, all equal, or all exactly the
time-out of the routes.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from engine.values import SECOND, Duration
from tests.generators.world_chance import Chance

QUEUES = ("inbound", "tasks", "notes")
STRATEGIES = ("line", "second", "talk", "work")
"""Two of calls, one of chats, one of e-mails."""
ORDERS = ("any", "longest_idle", "least_loaded", "least_occupied", "percentage")
VIEW_ORDERS = ("priority", "oldest", "newest", "longest_in_queue")
SERVERS = """
application "DMS" {
  flex_chat = true
  channel "wa" { media = whatsapp   business_id = "19251112222"   inbound_route = "1:in" }
}
application "Rules" { type = ThirdPartyServer }
response note { content_type = notification   id = "acme@note"   body = "Hello" }
skill s1
"""


class World(Chance):
    """A world that is written, part by part."""

    # Parts

    def text(self) -> str:
        """The project."""
        parts = [
            SERVERS, self._calendars(), self._servers(), *map(self._agent, (*self.agents, "solo")),
            self._groups(), *map(self._virtual_queue, self.virtual_queues),
            *map(self._queue, QUEUES, ("talk", "work", "settle")),
            *map(self._strategy, STRATEGIES),
            'strategy settle (chat) { done: stop { reason = "settled" } }',
            *self._arrivals(), self._simulation(),
        ]  # fmt: skip
        return "\n".join(parts) + "\n"

    def files(self) -> dict[str, str]:
        """The files of the project, by name."""
        found = {"world.strat": self.text()}
        if self.wants["recorded"]:
            at, lines = 0, ["time,Tag"]
            for number in range(self.pick(12)):
                at += 0 if self.pick(3) == 0 else self.pick(max(self.duration // 8, 2))
                lines.append(f"{Duration(at)},r{number % 4}")
            found["recorded.csv"] = "\n".join(lines) + "\n"
        return found

    def _calendars(self) -> str:
        edges = sorted({self.pick(24 * 4) for _ in range(4)} | {32, 33, 36, 80})
        shifts = [self._clock(edges[at : at + 2]) for at in (0, len(edges) - 2)]
        return "\n".join(
            f'calendar c{number} {{ zone = "UTC"   mon_sun = {hours} }}'
            for number, hours in enumerate([*shifts, "08:00..20:00", "08:00..08:15"])
        )

    @staticmethod
    def _clock(quarters: Sequence[int]) -> str:
        return "..".join(f"{each // 4:02}:{each % 4 * 15:02}" for each in quarters)

    def _servers(self) -> str:
        stop = self.one_of(("never", "always", "noagents", "noanswer"))
        return (
            f"chat_server {{ stop_abandoned_interaction = {stop}   async_idle_alert = "
            f"{self._seconds()}   async_idle_close = {self._seconds()}\n"
            '  endpoints 1 { "in" = inbound  "send" = notes } }\n'
            f"interaction_server {{ delivering_timeout = {self._seconds()} }}\n"
            'service "Rules.Rank" { application = "Rules"  parameters { Segment: text }\n'
            f"  answers {{ Rank: integer }}  by = Segment  latency = {self.time(1)}\n"
            '  row "gold" { Rank = 9 }  row "stone" { fault = unavailable }  else { Rank = 1 } }\n'
            "workbin mine { owner = agent }"
        )

    def _seconds(self) -> str:
        return f"{min(max(self.us() // int(SECOND), 1), 3_600)}s"

    def _agent(self, name: str) -> str:
        capacity = f"{{ voice: {self.pick(2)}, chat: {self.pick(4)}, email: {self.pick(10)} }}"
        parts = [
            self.maybe("counts", lambda: f"count = {1 + self.pick(4)}") if name != "solo" else "",
            self.maybe("capacity", lambda: f"capacity = {capacity}"),
            self.maybe("skills", lambda: f"skills = {{ s1: {self.pick(9)} }}"),
            self.maybe("shifts", lambda: f"works = c{self.pick(3)}"),
            self.maybe("shifts", lambda: f"breaks = c{self.pick(2) * 3}"),
            self.maybe("refusals", lambda: f"refuses = {self.one_of(('5%', '40%'))}"),
            self.maybe("refusals", lambda: f"ignores = {self.one_of(('5%', '60%'))}"),
            self.maybe("answers", lambda: f"answers = {self.spread()}"),
            self.maybe("lengths", lambda: f"handling = {self.spread()}"),
            self.maybe("wrap_ups", lambda: f"wrap_up = {self.spread()}"),
        ]
        return f"agent {name} {{{''.join(parts)} }}"

    def _groups(self) -> str:
        lines = [f"group everyone {{ members = [{', '.join(self.agents)}, solo] }}"]
        lines += [
            f"group {name} {{ members = [{', '.join(self.some(self.agents))}] }}"
            for name in self.groups[1:]
        ]
        return "\n".join(lines)

    def _virtual_queue(self, name: str) -> str:
        room = self.maybe("full", lambda: f"capacity = {self.pick(4)}")
        return f"virtual_queue {name} {{{room} }}"

    def _queue(self, name: str, strategy: str) -> str:
        if name == "notes":
            views = [f"view over {{ where = not is_online  {self._looks()}  submit = settle }}"]
            views.append(f"view lost {{ where = age > 10m  {self._looks()}  submit = talk }}")
        else:
            views = [
                f"view v{number} {{ {self._looks()}  order = {self.one_of(VIEW_ORDERS)}"
                f"{self._throttles()}  submit = {strategy} }}"
                for number in range(1 + self.pick(2))
            ]
        room = self.maybe("full", lambda: f"capacity = {1 + self.pick(6)}")
        return f"queue {name} {{{room}  {'  '.join(views)} }}"

    def _looks(self) -> str:
        return f"every = {self.time((self.duration + self.wind_down) // 200 + 1)}"

    def _throttles(self) -> str:
        most = self.maybe("throttles", lambda: f"max_submitted_interactions = {1 + self.pick(3)}")
        return most + self.maybe("throttles", lambda: 'max_submission_rate = "2/second"')

    # Strategies

    def _strategy(self, name: str) -> str:
        voice = name in STRATEGIES[:2]
        media = {"talk": "chat", "work": "email"}.get(name, "voice")
        lines = ['  var digits = ""']
        if voice and self.wants["handlers"] and self.flip():
            lines.append("  on abandoned -> bye")
        steps = ["menu", "rank", "invite", "rest", "know"] if voice else ["rest", "know"]
        steps = [step for step in steps if self.wants[step] and self.flip()]
        for step, after in zip(steps, [*steps, "ask"][1:], strict=False):
            lines.append(self._step(step, after))
        lines.append(self._route("ask", "again", voice=voice))
        lines.append(self._route("again", "bye", voice=voice))
        ends = ["bye: disconnect", "bye: default_route"] if voice else []
        if not voice:
            queue = "inbound" if media == "chat" else "tasks"
            ends = [
                'bye: stop { reason = "nobody" }',
                f"bye: queue({queue}) {{ not_before = {self.time(1)} }}",
            ]
            back = f"return_to = {queue}  after = {self.time(1)}"
            ends.append(f'bye: workbin(mine) {{ owner = "somebody"  {back}  fault -> lost }}')
        lines += ["  " + self.one_of(ends), f"  lost: {'disconnect' if voice else 'stop'}"]
        return "\n".join([f"strategy {name} ({media}) {{", *lines, "}"])

    def _step(self, step: str, after: str) -> str:
        match step:
            case "menu":
                return (
                    f'  menu: collect("Press 1.") {{ into = digits  digits = 1  allowed = ["1"]'
                    f"  length = {self.time()}  tries = {1 + self.pick(2)}"
                    f"  timeout -> {after}  invalid -> {after} }} -> {after}"
                )
            case "rank":
                return (
                    '  rank: esp("Rules.Rank") { app_name = "Rules"\n'
                    '    parameters = { Segment: udata.Segment ?? "none" }'
                    f"  timeout = {self.time(1_000, 600_000_000)}\n"
                    f"    timeout -> {after}  fault -> {after} }} -> {after}"
                )
            case "invite":
                flag = self.one_of(("true", "false"))
                return (
                    '  invite: esp("ChatService.InviteToChat") { app_name = "DMS"\n'
                    '    parameters = { _umsClientId: ANI  _umsBusinessId: "19251112222"'
                    '  StandardResponseId: "note"\n'
                    f'      ChatQueueKey: "1:send"  TerminateSessionFlag: "{flag}" }}\n'
                    f"    timeout = 5s  timeout -> {after}  fault -> {after} }} -> {after}"
                )
            case "know":
                queue = self.one_of(self.virtual_queues)
                return (
                    f"  know: if(length({queue}) > 1 or estimated_wait({queue}) > 1s or "
                    f"service_level({queue}, 20s) < 50 or position() > 0) "
                    f"{{ true -> {after}  false -> {after} }}"
                )
            case _:
                return f"  rest: wait({self.time()}) -> {after}"

    def _route(self, name: str, after: str, *, voice: bool) -> str:
        order = self.one_of(ORDERS)
        computed = self.wants["computed"] and self.flip()
        whom = [f"group({each})" for each in self.some(self.groups)]
        whom += ["skill(s1) >= 4"] if self.wants["skills"] and self.flip() else []
        whom.insert(0, "agent(solo)") if self.flip() else None
        whom.insert(0, 'agent(udata.LastAgent ?? "")') if computed else None
        whom = whom[:3]
        shares = {1: (100,), 2: (60, 40), 3: (1, 49, 50)}[len(whom)]
        targets = []
        for at, each in enumerate(whom):
            parts = [f"target: {each}"]
            parts += [f"share: {shares[at]}"] if order == "percentage" else []
            if order != "percentage" and self.wants["joining"] and self.flip():
                parts.append(f"for: {self.time(1)}")
            if self.wants["thresholds"] and self.flip():
                parts.append(f"when: {self._threshold(voice=voice)}")
            targets.append(f"{{ {', '.join(parts)} }}")
        ageing = f"age_step = {self.pick(5)}  age_every = {self.time(1)}"
        out = "timeout -> bye" if self.pick(3) else f"timeout -> {after}"
        forever = "never" if self.pick(6) == 0 else str(Duration(self.timeout))
        return (
            f"  {name}: route {{ targets = [{', '.join(targets)}]\n    order = {order}"
            f"{self.maybe('named', lambda: 'virtual_queue = ' + self.one_of(self.virtual_queues))}"
            f"{self.maybe('priorities', lambda: f'priority = {self.pick(3)}')}"
            f"{self.maybe('ageing', lambda: ageing)}"
            f"{self.maybe('clears', lambda: 'clear_targets = true')}"
            f"  timeout = {forever}\n    {out}  fault -> lost }}"
        )

    def _threshold(self, *, voice: bool) -> str:
        queue = self.one_of(self.virtual_queues)
        choices = [f"length({queue}) > {self.pick(2)}", f"estimated_wait({queue}) < 10s"]
        choices.append('udata.Segment == "gold"')
        return self.one_of(choices if voice else ["is_online", *choices])

    # Days

    def _arrivals(self) -> list[str]:
        found = []
        if self.calls:
            found.append(self._stream("calls", "strategy = line"))
        if self.wants["chats"]:
            begin = self.one_of(
                ('channel = "wa"', "strategy = talk", "queue = inbound  media = chat")
            )
            found.append(self._stream("chats", begin))
        if self.wants["tasks"]:
            begin = self.one_of(("queue = tasks  media = email", "strategy = work"))
            found.append(self._stream("tasks", begin))
        return found

    def _stream(self, name: str, begin: str) -> str:
        rate = (5 + self.pick(80)) * 3_600 * int(SECOND) // self.duration + 1
        lines = [begin]
        if self.wants["recorded"] and name == "calls":
            lines.append('times = "recorded.csv"')
        elif self.wants["periods"]:
            lines.append(f"period 08:00 {{ rate = {rate}/h{self._said()} }}")
            lines.append(f"period 08:30 {{ rate = {self.pick(2 * rate)}/h{self._said()} }}")
        else:
            lines.append(f"rate = {rate}/h")
        if self.wants["bursts"]:
            within = f"  within = {self.time()}" if self.flip() else ""
            lines.append(f"burst 08:00 {{ count = {1 + self.pick(30)}{within} }}")
        data = ["Segment: choice({ gold: 1, stone: 1, silver: 2 })"]
        data += ['ANI: phone_number("+1")'] if self.flip() else []
        data += ["priority: range(0, 3)"] if self.wants["priorities"] else []
        data += ['Ticket: sequence("T-")'] if self.flip() else []
        lines.append(f"data = {{ {', '.join(data)} }}")
        for feature, written in self._traits(name):
            lines.append(self.maybe(feature, written).strip())
        return "\n  ".join([f"arrivals {name} {{", *filter(None, lines)]) + "\n}"

    def _traits(self, name: str) -> list[tuple[str, Callable[[], str]]]:
        calls = name == "calls"
        found: list[tuple[str, Callable[[], str]]] = [
            ("patience", lambda: f"patience = {self.spread()}"),
            ("patience", lambda: f"impatient = {self.share()}"),
            ("lengths", lambda: f"handling = {self.spread()}"),
            ("wrap_ups", lambda: f"wrap_up = {self.spread()}"),
        ]
        if calls:
            retry = f"most = {1 + self.pick(3)}"
            found += [
                (
                    "retries",
                    lambda: f"retry {{ share = {self.share()} after = {self.spread()} {retry} }}",
                ),
                ("transfers", lambda: f"transfer {{ share = {self.share()} to = second }}"),
            ]
        if calls or name == "chats":
            found.append(
                (
                    "replies",
                    lambda: (
                        f"reply {{ share = {self.share()}  after = {self.spread()}"
                        f"  gap = {self.spread()} }}"
                    ),
                )
            )
        return found

    def _said(self) -> str:
        return (
            self.maybe("lengths", lambda: f"handling = {self.spread()}")
            + self.maybe("wrap_ups", lambda: f"wrap_up = {self.spread()}")
            + self.maybe("patience", lambda: f"patience = {self.spread()}")
        )

    def _simulation(self) -> str:
        warm_up = str(Duration(self.duration // 4)) if self.flip() else "0s"
        interval = Duration(max(self.duration // (1 + self.pick(5)), int(SECOND)))
        return (
            f"simulation day {{ start = 2026-01-05T08:00  duration = {Duration(self.duration)}"
            f"  warm_up = {warm_up}\n  wind_down = {Duration(self.wind_down)}  seed = {self.seed}"
            f"  interval = {interval}  target = {self.time()}"
            f"  handling = {{ voice: {self.spread()}, chat: {self.spread()} }} }}"
        )


def write_world(seed: int, folder: Path) -> Path:
    """Writes the world of a seed into a folder; gives the project's file."""
    for name, text in World(seed).files().items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder / "world.strat"
