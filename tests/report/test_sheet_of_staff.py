"""What a build sheet says of agents, and how a `route` is drawn."""

from engine.report.to_build_sheet import to_build_sheet
from tests.helpers.runs import process_of

PROJECT = """
skill billing
skill english
agent anna { skills = { billing: 8, english: 9 }  capacity = { voice: 1, chat: 3 }  id = "1001" }
agent ben { skills = { billing: 6, english: 4 } }
group everyone { members = [anna, ben] }
virtual_queue VQ_billing
queue wa

strategy hotline (voice) {
  on fault -> sorry
  hold: route {
    targets = [
      { target: skill(billing) >= 5 and skill(english) >= 3, for: 30s, when: length(wa) > 2 },
      agent(udata.LastAgent ?? ""),
      group(everyone),
    ]
    virtual_queue = VQ_billing
    order = longest_idle
    priority = 10
    age_step = 5
    age_every = 30s
    timeout = 10m
    timeout -> sorry
  }
  sorry: disconnect
}
strategy chats (chat) {
  hold: route { targets = [{ target: agent(anna), for: 15s }, group(everyone)]
                clear_targets = true  timeout = never }
}
"""


def sheet() -> str:
    return " ".join(to_build_sheet(process_of(PROJECT)).split())


def test_those_who_work_are_objects_of_the_configuration() -> None:
    text = sheet()

    assert "## Skills Configuration: objects of Configuration Server Skill billing" in text
    assert "User name anna Employee ID 1001 Skill billing level 8 Skill english level 9" in text
    assert "Capacity rule voice 1, chat 3" in text
    assert "Capacity rule none: one voice interaction and nothing else" in text
    assert "## Agent group `everyone`" in text
    assert "Name everyone Agent anna Agent ben" in text
    assert "DNs of type Virtual Queue Number VQ_billing" in text


def test_a_route_of_a_call_is_a_selection_for_each_step() -> None:
    text = sheet()

    assert (
        "IRD: Selection (Routing) Target 1 ?:(billing >= 5 & english >= 3)@StatServer.GA "
        "Target 1 / Threshold held_1 > 2 Timeout 30 (seconds) "
        "Statistic StatTimeInReadyState Order Max "
        "Virtual Queue VQ_billing Priority 10 Clear Targets false red -> the next object"
    ) in text
    assert (
        "Notes hold Target 1 UData['LastAgent'] + '@StatServer.A' "
        "Target 2 everyone@StatServer.GA Timeout 570 (seconds)"
    ) in text
    assert "Clear Targets is false: the targets of this object stay" in text
    assert (
        "Timeout 570 (seconds) Statistic StatTimeInReadyState Order Max "
        "Virtual Queue VQ_billing Priority 10 Clear Targets true red -> 2. sorry"
    ) in text
    assert "The priority grows by 5 every 30s" in text
    assert "Composer: Target (Routing)" in text


def test_a_route_of_a_chat_is_a_route_interaction() -> None:
    text = sheet()

    assert (
        "IRD: Route Interaction (Routing) Target 1 anna@StatServer.A Timeout 15 (seconds) "
        "Statistic StatAgentLoading Order Max Priority 0 Clear Targets true"
    ) in text
    assert "Target 1 everyone@StatServer.GA Timeout none: it waits for ever" in text
    assert "Composer: Route Interaction (Routing) Name hold" in text
    assert "That `Max` of StatAgentLoading means the agent with the least to do" in text


def test_what_only_days_know_of_agents_and_queues_is_told_apart_from_what_is_configured() -> None:
    text = " ".join(
        to_build_sheet(
            process_of("""
calendar early { zone = "UTC"   mon_fri = 06:00..14:00 }
calendar lunch { zone = "UTC"   mon_fri = 11:00..11:30 }
agent clerk { count = 2   works = early   breaks = lunch }
agent crew { count = 2   staffing 08:00 { agents = 1 } }
virtual_queue VQ { capacity = 5 }
virtual_queue endless
queue inbox { capacity = 100 }
strategy s (voice) { done: default_route }
""")
        ).split()
    )

    assert "User name clerk_1 Employee ID" in text
    assert "User name clerk_2 Employee ID" in text
    assert "Works by the calendar early Has breaks by the calendar lunch" in text
    assert "Works as planned for crew" in text
    assert "a schedule of Workforce Management" in text
    assert "`VQ` holds 5 at most" in text
    assert "`endless` holds" not in text
    assert "It holds 100 at most" in text


RULED = """
capacity_rule blended { voice = 1   chat = { most: 3, unless: voice >= 1 or email >= 2 } }
agent anna { capacity = blended }
agent ben { capacity = { voice: { most: 2, unless: (chat >= 1 and email >= 1) or chat > 2 } } }
virtual_queue VQ
strategy hotline (voice) {
  on fault -> sorry
  hold: route {
    targets = [{ target: agent(anna), for: 15s }, agent(ben)]
    virtual_queue = VQ
    use_age = true
    objective = 30s
    treatments = ["all lines are busy", { play: "music", length: 30s }]
    timeout = 2m
    timeout -> sorry
  }
  sorry: disconnect
}
"""


def test_a_capacity_rule_is_an_object_with_its_conditions() -> None:
    text = " ".join(to_build_sheet(process_of(RULED)).split())

    assert "## Capacity rule `blended`" in text
    assert "voice 1, chat 3 unless busy with voice 1 or email 2" in text
    assert "Capacity rule blended" in text
    assert "voice 2 unless busy with (chat 1 and email 1) or chat 3" in text


def test_priority_tuning_and_busy_treatments_are_drawn() -> None:
    text = " ".join(to_build_sheet(process_of(RULED)).split())

    assert text.count("Before it the function `PriorityTuning[true, false, true]`") == 2
    assert "The Service Objective of the interaction is 30" in text
    assert "Busy Treatment 1 play 'all lines are busy' for 5 (seconds)" in text
    assert "Busy Treatment 2 play 'music' for 30 (seconds)" in text
