"""Mistakes in the projects that send a message and leave nothing behind."""

from tests.acceptance.planted import Planted

NOTIFICATION, RETRY = "whatsapp_notification", "counted_retry"
LOST = "  view lost { where = is_online and age > 10m   every = 1m   submit = remove_lost_chat }\n"

FAULTS = {
    "nobody removes chats whose close was lost": Planted(
        NOTIFICATION, "process.strat", LOST, "",
        (
            "failed  a chat whose close was lost is removed after ten minutes",
            "still in queue wa_notifications",
            "passed over by view finished: is_online == false",
        ),
    ),
    "the queue key names the way in for customers who write": Planted(
        NOTIFICATION, "notify.strat", '"1:session-WA-sendSR"', '"1:session-WA-inbound"',
        (
            'sent(invite).parameters.ChatQueueKey is "1:session-WA-inbound"',
            "still in queue wa_inbound",
        ),
    ),
    "notifications come into the queue of customers who write": Planted(
        NOTIFICATION, "process.strat", '"session-WA-sendSR" = wa_notifications',
        '"session-WA-sendSR" = wa_inbound',
        ("chat.outcome is queued", "still in queue wa_inbound"),
    ),
    "a refused invitation ends as if it had been sent": Planted(
        NOTIFICATION, "notify.strat", "on fault -> sorry", "on fault -> bye",
        (
            "failed  a refused invitation leads to an agent and leaves no chat [no server]",
            "invite    invite  (fault unavailable)",
            "> sorry     bye",
        ),
    ),
    "chats are lost a minute later than they should be": Planted(
        NOTIFICATION, "process.strat", "age > 10m", "age > 11m",
        ("expect chat.ended == 11m", "chat.ended is 12m"),
    ),
    "ten minutes count as more than ten minutes": Planted(
        NOTIFICATION, "process.strat", "age > 10m", "age >= 10m",
        (
            "failed  ten minutes are not more than ten minutes [ten minutes]",
            "ended is 0s",
            "chat-1  view lost: gone; stopped",
        ),
    ),
    "chats that have ended go to the strategy for lost ones": Planted(
        NOTIFICATION, "process.strat", "submit = stop_notification", "submit = remove_lost_chat",
        ('chat.outcome is stopped("lost chat")', "view finished: gone; stopped"),
    ),
    "a key of the message has another name than the call gives it": Planted(
        NOTIFICATION, "notify.strat", "{ OrderId: udata", "{ Order: udata",
        ('rendered is "Dear Ana, your order  is on its way."',),
    ),
    "the call forgets the chat": Planted(
        NOTIFICATION, "notify.strat", "NotificationChat =", "NotificationChatId =",
        ("udata.NotificationChat is not there",),
    ),
    "the chat stays open after the message": Planted(
        NOTIFICATION, "notify.strat", 'Flag: "true"', 'Flag: "false"',
        ('sent(invite).parameters.TerminateSessionFlag is "false"', "view lost: gone"),
    ),
    "the message goes out by a channel that is not there": Planted(
        NOTIFICATION, "notify.strat", '"channel-whatsapp"', '"channel-whatsup"',
        ("invite    invite  (fault unknown_channel)",),
    ),
    "the number is sent as it was dialled": Planted(
        NOTIFICATION, "notify.strat", 'e164(ANI, "US")', "ANI",
        ('sent(invite).parameters._umsClientId is "(415) 555-0123"',),
    ),
    "only those are written to who cannot be": Planted(
        NOTIFICATION, "notify.strat", "true -> invite   false -> sorry",
        "true -> sorry   false -> invite",
        ("mobile    mobile  (true)", "> invite    sorry"),
    ),
    "a caller waits ten times as long for an answer": Planted(
        NOTIFICATION, "notify.strat", "timeout = 5s", "timeout = 50s",
        ("entered(unsure) is 50s",),
    ),
    "a customer who answers comes into the queue of notifications": Planted(
        NOTIFICATION, "process.strat", 'inbound_route = "1:session-WA-inbound"',
        'inbound_route = "1:session-WA-sendSR"',
        ('chat(2).queue is "wa_notifications"',),
    ),
    "silence is answered with another message": Planted(
        RETRY, "remind.strat", "timeout -> unsure", "timeout -> count",
        ("calls(invite) is 2", "invite   (timeout)\n  > unsure    count", "messages is"),
    ),
    "one try too many": Planted(
        RETRY, "remind.strat", "tries < 3", "tries <= 3",
        ("calls(invite) is 4",),
    ),
    "one try too few": Planted(
        RETRY, "remind.strat", "tries < 3", "tries < 2",
        ("calls(invite) is 2",),
    ),
    "a wrong channel is tried again": Planted(
        RETRY, "remind.strat", "unknown_business_id -> misconfigured",
        "unknown_business_id -> count",
        ("invite   (fault unknown_channel)\n  > misconfigured  count",),
    ),
    "an unavailable server counts as wrongly configured": Planted(
        RETRY, "remind.strat", "fault unavailable -> count\n    fault unknown_channel,",
        "fault unavailable, unknown_channel,",
        ("invite (fault unavailable) -> misconfigured", "calls(invite) is 1"),
    ),
    "tries follow each other at once": Planted(
        RETRY, "remind.strat", "true -> pause", "true -> invite",
        ("ended is 150ms",),
    ),
    "chats that have ended stay in their queue": Planted(
        RETRY, "process.strat", "view finished { where = not is_online ",
        "view finished { where = is_online ",
        ("length(wa_notifications) is 1", "passed over by view finished: is_online"),
    ),
}  # fmt: skip
