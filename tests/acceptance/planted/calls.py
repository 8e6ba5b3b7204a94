"""Mistakes in the projects that talk with callers."""

from tests.acceptance.planted import Planted

HOURS, MENU, SHARED = "business_hours", "voice_menu", "shared_subroutine"

FAULTS = {
    "a holiday is forgotten": Planted(
        HOURS, "process.strat", '  holiday "Christmas" { date = dec(25)..dec(26) }\n', "",
        (
            "failed  a holiday is named before anything else is said [the second day of Christmas]",
            "port(when) is",
        ),
    ),
    "the office is in another zone": Planted(
        HOURS, "process.strat", "Europe/Berlin", "Europe/London",
        (
            "failed  hours end before their second time, whatever the season [winter, eight]",
            'port(when) is "closed"',
        ),
    ),
    "nobody has thought of the summer": Planted(
        HOURS, "process.strat", "Europe/Berlin", "Etc/GMT-1",
        (
            "failed  hours end before their second time, whatever the season [summer, eight]",
            "failed  the night of duty ends at six by the clock, however long it was "
            "[the short night, six]",
        ),
    ),
    "the night ends at midnight": Planted(
        HOURS, "process.strat", "22:00..06:00", "22:00..24:00",
        (
            "failed  at night the technicians are there, on both days of the night [midnight]",
            'port(at_night) is "false"',
        ),
    ),
    "callers hear when the night begins": Planted(
        HOURS, "hotline.strat", "clock = time_of_day(town, next_open(office))",
        "clock = time_of_day(town, next_open(night_duty))",
        ('played is ["Our office opens on Tuesday at 22:00."]',),
    ),
    "callers hear a time of UTC": Planted(
        HOURS, "hotline.strat", "clock = time_of_day(town,", 'clock = time_of_day("Etc/UTC",',
        ('played is ["Our office opens on Tuesday at 07:00."]',),
    ),
    "callers hear the day before": Planted(
        HOURS, "hotline.strat", "day(town, next_open(office)) + 1", "day(town, next_open(office))",
        ('played is ["Our office opens on Monday at 08:00."]',),
    ),
    "nobody names the holiday": Planted(
        HOURS, "hotline.strat", "holiday -> wishes", "holiday -> at_night",
        (
            "failed  a holiday is named before anything else is said [New Year, a Thursday]",
            'played is ["Our office opens on Friday at 08:00."]',
        ),
    ),
    "one try too many for a parcel number": Planted(
        MENU, "menu.strat", "wrong < 3", "wrong <= 3",
        ("failed  the third wrong parcel number is the last", "visits(ask) is 4"),
    ),
    "tries are not counted": Planted(
        MENU, "menu.strat", "wrong = wrong + 1", "wrong = 1",
        ("failed  the third wrong parcel number is the last", "visits(ask) is"),
    ),
    "no parcel number is verified": Planted(
        MENU, "menu.strat", "mod 97 == 1", "mod 97 >= 0",
        ("failed  a parcel number is verified before anybody looks it up", "visits(ask) is 1"),
    ),
    "a star among the digits ends the call": Planted(
        MENU, "menu.strat", "fault bad_number -> mistyped", "fault bad_number -> gone",
        (
            "failed  a parcel number is verified before anybody looks it up [a star in it]",
            "verify (fault bad_number) -> gone",
        ),
    ),
    "the prompt and the keys do not agree": Planted(
        MENU, "menu.strat", '"1" -> follow   "2" -> hours', '"1" -> hours   "2" -> follow',
        ("> follow    hours",),
    ),
    "who is silent counts as one who mistypes": Planted(
        MENU, "menu.strat", "timeout -> no_keys\n    invalid -> mistyped",
        "timeout -> mistyped\n    invalid -> mistyped",
        ("failed  silence is no wrong number", "wrong is 3"),
    ),
    "nobody knows where callers give up": Planted(
        MENU, "menu.strat", "  on abandoned -> hung_up\n", "",
        ("failed  it is kept where a caller gives up", "udata.GaveUpAt is not there"),
    ),
    "it is kept too late where callers are": Planted(
        MENU, "menu.strat", 'asked_for = "a parcel number" } -> ask',
        'asked_for = "a choice" } -> ask',
        ('udata.GaveUpAt is "a choice"',),
    ),
    "one try too many, in both lines": Planted(
        SHARED, "invitation.strat", "tries < 3", "tries <= 3",
        (
            "failed  a server that stays away is tried three times, two seconds apart",
            "calls(invite) is 4",
        ),
    ),
    "silence is tried again, in both lines": Planted(
        SHARED, "invitation.strat", "timeout -> failed", "timeout -> count",
        ("failed  by night silence is met with silence", "calls(invite) is 2"),
    ),
    "the subroutine fails as if all had been well": Planted(
        SHARED, "invitation.strat", "failed: exit(fault)", 'failed: exit { chat = "" }',
        (
            "failed  who cannot be written to speaks with somebody by day [no server]",
            "failed  who cannot be written to hears by night when to call [no server]",
            'played is ["We have sent you a message. Write to us there."]',
        ),
    ),
    "a desk in Berlin is written to": Planted(
        SHARED, "invitation.strat", "true -> invite   false -> failed",
        "true -> invite   false -> invite",
        (
            "failed  only numbers that may be mobile are written to [a desk in Berlin]",
            "calls(invite) is 1",
        ),
    ),
    "the night line promises what has not been sent": Planted(
        SHARED, "night_line.strat", "true -> bye   false -> sorry",
        "true -> promise   false -> sorry",
        (
            "failed  by night silence is met with silence",
            'played is ["We have sent you a message. Write to us there."]',
        ),
    ),
    "the night line sends what the order line says": Planted(
        SHARED, "night_line.strat", 'response: "missed_call"', 'response: "order_state"',
        ("failed  by night a caller is asked to write", "messages is"),
    ),
    "the order line forgets callers who hang up": Planted(
        SHARED, "order_line.strat", "  on abandoned -> hung_up\n", "",
        (
            "failed  a caller who hangs up between two tries is left to the line",
            "udata.NotToldBecause is not there",
        ),
    ),
}  # fmt: skip
