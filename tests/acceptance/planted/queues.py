"""Mistakes in the projects that are about what goes through queues."""

from tests.acceptance.planted import Planted

LIVELOCK, ASYNC, WORK = "livelock", "async_chat", "work_distribution"

FAULTS = {
    "what no desk takes is sorted again every hour": Planted(
        LIVELOCK, "sort_mail_cured.strat", "queue(other_languages)",
        "queue(mail_in_cured) { not_before = 1h }",
        (
            "failed  after the cure it waits for somebody to read it [French]",
            "length(other_languages) is 0",
        ),
    ),
    "the default is the queue that it came from": Planted(
        LIVELOCK, "sort_mail_cured.strat", "others: queue(other_languages)", "others: exit",
        (
            "failed  after the cure it waits for somebody to read it [of no language]",
            "pulls(mail_in_cured.arrived) is 65",
            "(view arrived: language (else) -> others) 65 times; faulted at 01:05.000: livelock",
        ),
    ),
    "the cured queue feeds the strategy that goes round": Planted(
        LIVELOCK, "process.strat", "submit = sort_mail_cured", "submit = sort_mail",
        ("failed  after the cure, what arrives is sorted once", "livelock"),
    ),
    "German e-mails go to the English desk": Planted(
        LIVELOCK, "sort_mail_cured.strat", '"de" -> german', '"de" -> english',
        ('outcome is stopped("given to the English desk")', "language (de) -> english"),
    ),
    "somebody empties the queue in which the rest is kept": Planted(
        LIVELOCK, "process.strat", "queue other_languages\n",
        "queue other_languages { view all { where = age > 1h   submit = sort_mail_cured } }\n",
        ("failed  after the cure it waits for somebody to read it [French]", "livelock"),
    ),
    "a chat that sleeps is not marked as one": Planted(
        ASYNC, "sleeping.strat", "GCTI_Chat_AsyncStatus = 1", "GCTI_Chat_AsyncStatus = 0",
        (
            "failed  a customer who writes after hours wakes the chat for the agent who had it",
            "udata.WokenBy is not there",
        ),
    ),
    "a chat sleeps although its customer writes": Planted(
        ASYNC, "process.strat",
        "udata.GCTI_Chat_AsyncStatus == 2 or udata.GCTI_Chat_AsyncStatus == 3",
        "udata.GCTI_Chat_AsyncStatus == 3",
        (
            "failed  a chat that no agent has had is anybody's at once",
            "passed over by view woken: udata.GCTI_Chat_AsyncStatus == 3",
        ),
    ),
    "silence wakes no chat": Planted(
        ASYNC, "process.strat",
        "udata.GCTI_Chat_AsyncStatus == 2 or udata.GCTI_Chat_AsyncStatus == 3",
        "udata.GCTI_Chat_AsyncStatus == 2",
        ("failed  a day of silence wakes the chat too", "udata.WokenBy is not there"),
    ),
    "a chat waits for its last agent for hours": Planted(
        ASYNC, "sleeping.strat", "after = 2m", "after = 2h",
        ("failed  after two minutes the chat is anybody's", "placed_in_queue_at"),
    ),
    "nobody is asked before everybody": Planted(
        ASYNC, "sleeping.strat", "awake: attach { GCTI_Chat_AsyncStatus = 0 } -> last",
        "awake: attach { GCTI_Chat_AsyncStatus = 0 } -> anyone",
        ("failed  the last agent has two minutes for it", "awake -> anyone"),
    ),
    "chats that wait for an agent stay when they have ended": Planted(
        ASYNC, "process.strat", 'queue "async-chat-agents" {\n  view gone { where = not is_online ',
        'queue "async-chat-agents" {\n  view gone { where = not is_online and age > 7d ',
        (
            "failed  a chat that waits for an agent ends with its session",
            "still in queue async-chat-agents",
        ),
    ),
    "Chat Server closes what an agent should have seen": Planted(
        ASYNC, "process.strat", "async_idle_close = 1h", "async_idle_close = 1m",
        ("failed  a day of silence wakes the chat too", "ended is"),
    ),
    "an error is sorted by chance": Planted(
        WORK, "tasks.strat",
        'sort.fault.text   IWD_ErrorStep = "classify" } -> held',
        'sort.fault.text   IWD_ErrorStep = "classify" } -> captured',
        (
            "failed  a task that cannot be classified is held with the reason "
            "[of a kind without a rule]",
            'udata.IWD_Error is "the task has no department"',
        ),
    ),
    "a held task says the wrong step": Planted(
        WORK, "tasks.strat",
        'IWD_Error = rank.fault.text   IWD_ErrorStep = "prioritize"',
        'IWD_Error = rank.fault.text   IWD_ErrorStep = "classify"',
        ("failed  a task that is resumed is ranked again, and not classified", "calls(sort) is 2"),
    ),
    "resuming leaves its mark": Planted(
        WORK, "tasks.strat", "IWD_Resume = 0   IWD_Error", "IWD_Error",
        ("failed  a task that fails again is held again", "udata.IWD_Resume is 1"),
    ),
    "what is resumed is always classified": Planted(
        WORK, "tasks.strat", "true -> captured   false -> again", "true -> again   false -> again",
        ("failed  a task that is resumed is ranked again, and not classified", "calls(sort) is 2"),
    ),
    "advertisements are worked on": Planted(
        WORK, "tasks.strat", '== "none"', '== "nobody"',
        (
            "failed  a task that nobody wants is rejected, and removed after three days",
            "calls(rank) is",
        ),
    ),
    "a rule has moved": Planted(
        WORK, "process.strat", 'row "burst pipe" { Department = "field service" }',
        'row "burst pipe" { Department = "billing" }',
        (
            "failed  the rules say whose a task is and how urgent [urgent]",
            'workbin_owner is "billing"',
        ),
    ),
    "a department that does nothing keeps its tasks": Planted(
        WORK, "tasks.strat", "after = 1d", "after = 10d",
        ("failed  what a department does not take in a day is ranked anew", "calls(rank) is 1"),
    ),
    "held tasks cannot be canceled": Planted(
        WORK, "process.strat",
        "queue iWD_ErrorHeld {\n  view canceled { where = udata.IWD_Cancel == 1 ",
        "queue iWD_ErrorHeld {\n  view canceled { where = udata.IWD_Cancel == 2 ",
        ("failed  a task is canceled wherever it waits: held", 'queue is "iWD_ErrorHeld"'),
    ),
}  # fmt: skip
