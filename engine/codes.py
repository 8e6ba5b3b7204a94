"""The catalogue of diagnostics: one row for each code, shown by `routewright explain CODE`.

E1xx are errors of the text, E2xx of names, types and the graph, E3xx of input data, E4xx limits,
E5xx of files, E6xx of results that are not what they were, E7xx faults at run time, E8xx of
workers; W3xx are warnings. A row's title states the
law that was broken; its text says why the law is there and how to keep it. Message and help of a
finding are written where it is found.
"""

from typing import NamedTuple


class Page(NamedTuple):
    """What there is to know about one code."""

    title: str
    text: str


CODES: dict[str, Page] = {
    # Text
    "E101": Page("a byte order mark stands only at the start of a file", "Remove it; it is invisible in most editors."),
    "E102": Page("a file is UTF-8", "Save the file as UTF-8. The message names the first byte that is not."),
    "E103": Page("no control characters", "Only tab and line ends may stand in a file. In a text write `\\n`, `\\t` or `\\u{...}`."),
    "E104": Page("no invisible or direction-changing characters", "They make a reviewer read something else than the engine does (CVE-2021-42574)."),
    "E105": Page("names are ASCII", "Letters of other alphabets can look the same as Latin ones. Texts in quotes may hold any letter."),
    "E106": Page("lines end in LF or CRLF", "A carriage return alone would make every place in this file wrong."),
    "E107": Page("a text ends where it should", 'Close it with `"` on its line; a text over several lines stands in `"""`.'),
    "E108": Page("a text has known escapes", 'The escapes are `\\n`, `\\t`, `\\"`, `\\\\` and `\\u{...}` with a Unicode scalar value.'),
    "E109": Page("a number is a whole number with a known unit", "Write digits, and a unit where one is needed: `5s`, `1h30m`, `30%`, `40/h`, `08:30`, `2026-12-24`, `2026-12-24T08:00`."),
    # Names, shapes, types, graph
    "E201": Page("a project has a strategy", "There is nothing to check or run without one."),
    "E202": Page("the text follows the grammar", "The message names what stood there and what could have."),
    "E203": Page("what is opened is closed", "The file ended inside a body, a map or parentheses; the message names the place that opened it."),
    "E204": Page("`and` and `or` are not mixed without parentheses", "URS gives both the same priority and reads from left to right, most languages bind `and` tighter. The message shows both readings; write the parentheses of the one you mean."),
    "E210": Page("a name is declared once", "Both places are named."),
    "E211": Page("a name stands for something declared", "The nearest declared names are offered."),
    "E212": Page("every way out of a block leads on", "A block that goes on needs `-> block`, one that branches needs each of its ports, and no way out leads to the block itself. A path ends in `stop`, `queue`, `disconnect`, `default_route`, `strategy` or `exit`."),
    "E213": Page("a strategy has one entry", "It is the first block, or the one that `start -> block` names."),
    "E214": Page("a cycle suspends or counts", "A cycle of blocks that take no time would run for ever: let it pass through `esp` or `wait`, or through an `assign` that raises a variable which an `if` in the cycle compares. Strategies that hand over to one another in a circle are such a cycle too."),
    "E215": Page("names that look the same are the same", "Two names differ only in how their letters are composed."),
    "E216": Page("a failure goes somewhere", "A block that can fail says where (`fault -> block`, `timeout -> block`), or the strategy does for all its blocks (`on fault -> block`)."),
    "E217": Page("an ESP call fits the method's signature", "Service and method exist, required parameters are given, each once, with the right type."),
    "E218": Page("`TerminateSessionFlag` is true or false", 'The texts "true" and "false", in any case.'),
    "E219": Page("`ChatQueueKey` is `tenant:endpoint`", "A number, a colon and an endpoint declared in `endpoints` of that tenant."),
    "E220": Page("types fit", "The message names the type that stands there and the one needed."),
    "E221": Page("no division by zero", "The divisor is always zero here."),
    "E223": Page("imports make no cycle", "The chain is shown."),
    "E224": Page("an imported file can be read", "It must exist and be a regular text file."),
    "E225": Page("imports stay inside the project", "Paths are relative, with forward slashes, and lead to a file below the project's folder."),
    "E227": Page("a field code is a formula that can be computed", "It stands between `<$` and `$>`: a property such as `Contact.FirstName`, a custom code, or operators and functions. Objects are Contact, Agent, Interaction and CustomProperties (or Custom)."),
    "E228": Page("an end fits the media", "`stop` and `queue` end chats and e-mails, `disconnect` and `default_route` end calls."),
    "E229": Page("every block can reach an end", "A path that can only go round never lets the interaction go."),
    "E230": Page("what is required is given", "The message names the operand, field or port that is missing."),
    "E231": Page("a field, port or entry belongs to its kind", "`routewright explain KIND` lists what a kind has."),
    "E232": Page("a value is within its bounds", "The message names the bound."),
    "E233": Page("a kind is known", "It is parsed and formatted; checking and running come in a later version."),
    "E234": Page("an answer is read only where the call has answered", "On some path to this block the call has not been made, or has failed. Read `answer` after the block's `->`, and `fault` after its `fault` port."),
    "E235": Page("parking lets time pass", "The view that feeds this strategy would pull the interaction again at once: add `not_before`, or a condition that parking makes false."),
    "E237": Page("keys of the system are not attached", "Interaction Server and Chat Server keep them; a key of user data with such a name is forbidden, and would be dropped from every ESP call."),
    # Tests of strategies
    "E240": Page("a test claims something", "A test without a claim, a claim that reads nothing of the run, or one that holds whatever happens (`chats >= 0`, `place == place`) can never fail: `expect path == [hello, bye]` claims the blocks that were entered. Nor can a goal that expects nothing be missed, or one such as `abandonment() >= 0%`."),
    "E241": Page("claims do not contradict one another", "No run can make both true; both places are named."),
    "E242": Page("a row has every column", "The rows of a test's table say the same things, each with its own values: a column that one row has, all rows have, with the same type."),
    "E243": Page("an event can happen", "It has a name from the list that `routewright explain test` shows, a time from the run's start on, and an interaction that it can happen to."),
    "E244": Page("a test begins somewhere", "At a strategy (`strategy = name`), at one of its blocks (`start = block` besides), or with a chat that waits in a queue (`start = queue`); what is given must fit that."),
    "E245": Page("a stub says how a call is answered", "`answer(\"Service.Method\") = fault(unavailable)` for a method, `answer(block) = …` for one block; the ways are `ok`, `fault(…)`, `timeout`, `after(…)`, `answers({…})`, `late`, `duplicate`, `foreign`, `lost_close`, `lost_session`."),
    # Goals
    "E246": Page("a goal compares a measure with a bound", "`expect service_level(20s) >= 80%`: one measure, written with its parentheses, one of `>=`, `>`, `<=`, `<`, `==`, `!=`, and a share, a duration, a number or money. What else must hold is an `expect` of its own."),
    # Calendars
    "E254": Page("a calendar is open at some time", "Neither a day of the week nor a special day has hours."),
    "E260": Page("a block fits the media", "`play` and `collect` speak to a caller, and so does a service of kind `voice_application` or `ivr`: strategies for chats and e-mails cannot have them."),
    "E261": Page("what a test gives fits the block", "`digits(block) = [\"1\", \"2\"]` is what a caller types at the prompts of a `collect` block, one after the other: keys of a telephone, or an empty text for a caller who types nothing. `draw(block) = \"label\"` is what a `percentage` block draws: one of its labels, `else`, or a number from 0 to 99."),
    "E262": Page("shares add up", "The labels of a `percentage` block have shares of one per cent and more, less than a hundred together: `else` takes the rest. Each share has a port, each port a share. The targets of a `route` with `order = percentage` all have a `share`, a hundred together, and no `for`."),
    "E263": Page("what a test gives fits the agent", "`ready(anna) = false` says that an agent is not ready when the run begins, `accepts(anna) = after(5s)`, `refuses` or `silent` what the agent does with an offer, `handles(anna) = 4m` for how long the agent has an interaction."),
    # Services
    "E264": Page("a target says whom it asks for", "Targets are `agent(name)`, `group(name)` and comparisons such as `skill(name) >= 5`, in a list `[a, b]`; one with a time or a threshold of its own is a map `{ target: group(name), for: 30s, when: condition }`. A text is looked up during the run: `agent(udata.LastAgent ?? \"\")`; what a variable holds stands in parentheses of its own: `group((team))`. Of `agent clerk { count = 12 }` a target asks by a group that has the member `clerk`, or for one of them, `agent(clerk_1)`."),
    "E265": Page("a condition on skills compares levels", "`skill(name)` is compared with a whole number by `>=`, `>`, `<=`, `<`, `==` or `!=`; several comparisons are joined by `and`, `or` and `not`. Skills do not change during a run, so nothing else can stand there."),
    "E266": Page("a priority that grows says by how much and how often", "`age_step` and `age_every` stand together: `age_step = 5   age_every = 30s`."),
    "E267": Page("a condition on capacity says how many are too many", "`unless: voice >= 1 or email >= 2` compares media with numbers by `>=` or `>`; several comparisons are joined by `and` or `or`, and bar new interactions together. An agent who has nothing is never barred."),
    "E268": Page("what orders those who wait is known", "`use_predict` orders by the estimated wait of the route's `virtual_queue`, so that there must be one."),
    "E270": Page("a method gets the user data that it needs", "Chat Server finds the session by the interaction, Universal Contact Server a contact by its attributes: with `user_data = none` neither goes along. IRD's box \"Don't send user data\" is not ticked for these calls."),
    "E271": Page("a notice has a known type", "`USER_PUSHED_URL` and the types that `routewright explain Chat.Notice` lists; Chat Server allows a workflow only some."),
    "E272": Page("a flag of a call is true or false", 'The texts "true" and "false", in any case.'),
    # Subroutines
    "E280": Page("a call fits the parameters of the subroutine", "Each parameter is given once, in `parameters = { … }`, with the type that the subroutine declares: `call(notify) { parameters = { number: ANI } }`."),
    "E222": Page("a subroutine does not call itself", "Neither directly nor through others: the chain is shown. What is done again and again is an arrow back to a block, in the subroutine or around the call."),
    "E282": Page("an exit gives every result", "A subroutine `(…) -> (chat: text)` ends by `exit { chat = … }` with a value for every result that it declares, or by `exit(fault)`; one without results by `exit` alone."),
    "E283": Page("only a subroutine returns", "`exit { … }` and `exit(fault)` lead back to the `call`. A strategy has no caller: it ends by `exit` alone, or goes on by `strategy(name)`."),
    "E284": Page("a parameter of a subroutine is read, not set", "It is what the caller gave. A value that changes is a variable: `var n = 0`, and `assign { n = parameter }`."),
    # Interaction Server
    "E285": Page("a workbin that is emptied says when and into what", "`return_to` and `after` stand together: `return_to = anyone   after = 2m`. Without both the interaction stays until an agent takes it."),
    "E290": Page("an address can be written to", "E-mails go to `name@domain`, several with commas between them, SMS to a telephone number. What is known only during a run is refused there with `bad_address`."),
    "E291": Page("an output queue is declared", "What a server has written waits there, until a view hands it to the strategy that sends it."),
    "E292": Page("a media type can be submitted", "`InteractionServer.SubmitNewInteraction` submits e-mails, SMS and work items; a chat comes with its session, by `ChatService.InviteToChat` or from a customer."),
    "E297": Page("the pattern of a screening rule can be read", "It consists of `Find(\"text\")`, `RegExFind(\"expression\")` and `RegExMatch(\"expression\")`, joined by `&&`, `||`, `!` and parentheses; `&&` and `||` are not mixed without parentheses, since no public source says which binds tighter. Regular expressions are those that one pass over a text can follow."),
    "E298": Page("categories form a tree", "A category has one parent and is none of its own ancestors; ids are given once; names and ids have no `|` and no `:`, which part them in lists."),
    "E299": Page("a classification call asks for what is declared", "`Rule` and `Rules` name screening rules, `Root` a category, `Relevancy` is a share from 1 to 100, and there is something to look for."),
    # Services of one's own
    "E293": Page("a service has a name of its own", "A service that you declare is named `Service.Method`, as `esp(...)` calls it, and not as one of the embedded methods."),
    "E294": Page("a service answers what it says", "Every row, and `else`, gives every key of `answers` that has no value there, with its type, and no other; or it says `fault = symbol`, `fault = 904`. A row for an integer is named by one."),
    "E295": Page("a service names its own keys", "`optional` lists parameters, `attaches` keys of the answer, `by` is the parameter by whose value a row is found: a text or an integer. Rows need it."),
    "E296": Page("an invented answer fits the method", "`answers({ … })` has keys that the method answers, with their types: what a strategy reads of it can be relied on then."),
    # Input data
    "E301": Page("an option's value can be read", "The message shows the form that is expected."),
    "E302": Page("declared data is given", "The strategy's `data` names the keys that the caller must bring."),
    "E303": Page("a quantity has a unit that is known", "Units are `d`, `h`, `m` for minutes, `s`, `ms` and `us`, largest first and each once, as in `1h30m`; there are no months and no years. A duration always has one: `5s`, not `5`."),
    "E304": Page("a rate says how many come in what time", "`40/h`, with a whole number from 0 on and a unit: `/h`, `/m`, `/s`, `/d`. What would need a fraction is written for a longer time: 4.2 a minute are `252/h`."),
    "E305": Page("shares and weights can be drawn by", "A share is written in per cent, from `0%` to `100%`, with at most four digits after the point. The weights of `choice({ gold: 1, silver: 3 })` are whole numbers, not all of them 0."),
    "E306": Page("the parameters make a distribution", "`constant(value)`, `exponential(mean)`, `uniform(least, most)`, `gamma(mean, shape)`, `lognormal(mean, sd)`, `weibull(scale, shape)`, `pareto(least, shape)`, `empirical([quantiles])`. Means, scales, deviations and shapes are more than 0, nothing is less than 0, and quantiles stand in order, from the least to the greatest."),
    "E307": Page("levels and numbers of agents are in range", "The level of a skill is a whole number from 0 to 2^31 - 1; an agent has from 0 to 1,000,000 interactions of a media at once, and is barred from more by no fewer than 1. No more agents of a crew can be planned than it has."),
    "E308": Page("a seed is a whole number", "From 0 to 2^63 - 1."),
    "E309": Page("a simulation is longer than its warm-up", "Who comes during the `warm_up` counts in no figure: nobody would be left."),
    "E310": Page("a time zone is known", "Zones have names like `Europe/Berlin`, those of the IANA database that is installed with the engine; what the machine has of its own does not matter."),
    "E311": Page("hours and dates of a calendar can be read", "A day is `mon` to `sun` or a row of days `mon_fri`; its hours are `08:00..18:00`, several in a list, or `closed`. Hours that end at or before their beginning end on the next day, and `00:00..24:00` is the whole day. A date is `2026-12-24`, or `dec(24)` of every year; from one to another, both included, is `dec(24)..dec(26)`; several stand in a list. `feb(29)` is in leap years only. A time of day or a date that no calendar has is told so wherever it stands."),
    "E312": Page("hours do not overlap", "Nothing is open twice. Hours that go on over midnight can overlap those of the next day."),
    "E320": Page("the JSON file can be read", "An object of texts, integers and nested objects, without repeated keys."),
    "E321": Page("a message can be rendered with the data given", "A formula has no result for them, or a value is missing under policy `fault`; a call would be refused with 303."),
    # Limits
    "E322": Page("recorded arrivals stand in order", "A file of arrivals is read as it comes, from the first to the last: sort it by its column `time`."),
    "E323": Page("a recorded time says its offset", "`2026-10-25T02:30:00` is there twice where the clock goes back, and another instant in every zone: write `2026-10-25T02:30:00+01:00`, or `Z` for UTC; or write durations from the start."),
    "E324": Page("a file of arrivals can be read", "CSV in UTF-8, below the project's folder: a line of column names, one of which is `time`, then a row for each arrival with as many fields. Columns are separated by commas; a text with a comma, a quote or a line end stands in quotes."),
    "E400": Page("at most 100 diagnostics are shown", "Mend these first."),
    "E401": Page("a text is not too long", "64 K characters."),
    "E402": Page("a file is not too large", "4 MiB; split it and import the parts."),
    "E403": Page("nothing nests too deep", "100 levels of parentheses, maps, lists and bodies."),
    "E404": Page("a project is not too large", "100,000 blocks."),
    "E405": Page("an expression is not too long", "100,000 operands."),
    "E406": Page("imports are not too many", "256 files, 16 in a chain."),
    "E407": Page("a project is not too large", "64 MiB of text in all."),
    "E408": Page("a duration is not too long", "Ten years, 3,653 days; so long may a run last too."),
    "E409": Page("a rate is not too high", "10^12 arrivals an hour."),
    "E410": Page("agents are not too many", "100,000 in one project."),
    "E411": Page("recorded arrivals are not too many", "10,000,000 rows of one file."),
    "E413": Page("data is not too much", "1,000 keys an interaction, 64 K characters a text; a priority is from -2^31 to 2^31 - 1."),
    "E414": Page("a name is not too long", "255 characters."),
    "E420": Page("an activation comes to rest", "10,000 blocks without a suspension, 1,000,000 in all; the next one default-routes the interaction, as URS does."),
    "E421": Page("not too many interactions are alive", "1,000,000."),
    "E422": Page("a run comes to an end", "50,000,000 events, 1,000,000 of them at one instant, and texts of 64 M characters in all."),
    "E423": Page("interactions do not create one another for ever", "A call may create an interaction whose strategy makes such a call again: 16 in a chain, then the call is refused with `submit_failed`, and the command ends with 5 even without `--strict`. Look for the queue that leads back to the strategy that creates."),
    "E424": Page("an interaction does not go round for ever", "64 moves between queues in which nobody let time pass; then it is taken out and reported as a livelock. The default of a chat or an e-mail is the queue that it came from: one that ends in `exit`, or in a fault that nothing takes, is there again at its view's next look. Give it a queue of its own, or let time pass with `not_before`."),
    "E425": Page("subroutines do not call one another too deep", "32 in a chain: a strategy that calls a subroutine that calls another, and so on. The chain is shown; put two of them together."),
    "E426": Page("a replication needs no more memory than there is", "It is left out, and all others go on. Run fewer at once (`--workers`), or keep less of the event log (`--log summary`)."),
    # Files
    "E501": Page("nothing is overwritten unasked", "Choose another file or folder. Results of `simulate --out` are gone on with by `--resume`, and begun anew by `--force`."),
    "E502": Page("a path is a regular file or a folder", "Pipes and devices are not read."),
    "E503": Page("a path can be opened", "It must exist, be readable, and have a name that is valid text."),
    "E504": Page("one process at a time writes a folder of results", "The message names the process that has it. A process that was killed has it no longer."),
    "E505": Page("results can be written", "The disk is full, or the folder cannot be written to. What was finished before is there: make room, and go on with `--resume`."),
    # Results
    "E601": Page("results are resumed with what they were begun with", "The same project, simulation, seed and options: others would come to something else; and as many replications or more, so that none is lost. The folder holds the files that it was begun with, under `project/`."),
    "E602": Page("results are resumed by what they were begun by", "The same versions of Routewright, of the time zones and of the phone numbers' data, and the same limits: a result depends on all of them."),
    "E610": Page("results are what was written", "A file of the folder has changed since, or is missing; of a journal the first bad line is named. Tables can be made anew: `routewright verify DIR --remake`. Nothing else can: simulate again with `--force`."),
    "E611": Page("the format of results is known", "They were written by a later version: it can read them."),
    "E612": Page("journal, event logs and manifest are of one seed", "A file of other results was put in the place of one of these."),
    # Faults at run time
    "E701": Page("a strategy's own fault", "A block failed and neither it nor the strategy says where that leads."),
    "E702": Page("an interaction brings what a strategy declares", "A key of the strategy's `data` is missing or has another type, and the strategy has no `on fault` for it: attach the key on every way there, or write `on fault -> block`."),
    # Workers
    "E801": Page("a worker finishes its tests", "Tests can be run by several processes at once. One of them ended before it had answered: it was killed, or a test took all memory. Its tests were run again, each alone; this is the one with which a worker ends."),
    "E802": Page("a worker finishes its replications", "One of the processes that run them ended before it had answered: it was killed, or the system had no memory left. The replication was run again, alone; three times its worker ended. All others are finished."),
    "E803": Page("a replication comes to an end", "It took longer than `--max-time` says, by the clock on the wall, and its process was ended. All others are finished."),
    # Goals of simulated days
    "E901": Page("a goal is met", "The whole interval of the measure lies on the bad side of the bound; of one replication its value does. A goal with `==` is missed by one day on which it does not hold: `--seed` with the seed that is named runs that day."),
    "E902": Page("a goal is decided", "The bound lies within the interval of the measure: with so few replications the figures could as well be on its other side. Run more of them, with `--replications`, or leave out `--strict`, which takes undecided for missed."),
    # Warnings
    "W345": Page("a goal is decided", "The bound lies within the interval of the measure: with so few replications the figures could as well be on its other side. The message says how many would decide it, if the measure stays where it is: `--replications`. With `--strict` it is an error."),
    "W310": Page("every block can be reached", "It looks live in review and never runs; usually a port was led elsewhere. A handler (`on fault`, `on timeout`) to which no failure leads is told too, and a call of a subroutine that never returns."),
    "W312": Page("what a test gives is used", "A stub for a call that no strategy of the project makes changes nothing."),
    "W313": Page("a date of a calendar is given once", "Of two holidays or special days on one date the first in the file counts. A date with its year may stand beside one of every year, and wins."),
    "W314": Page("hours begin when the clock shows it", "On this date the clock of the zone goes forward over the beginning: it opens with the first time that the clock shows after it, and not at all if that is the end."),
    "W320": Page("a distribution has a mean", "Of a Pareto distribution with a shape of 1 or less the mean is infinite: single values are so large that no mean of a simulation settles down. What is drawn is capped at ten years."),
    "W322": Page("a call can do what it is for", "Into a session that has ended no message is written: ask `is_online` on the way to `Chat.Message` and `Chat.Notice`. A method about chats or e-mails finds none in a strategy for other media. A method whose answer proves nothing any more is better left out."),
    "W330": Page("a subroutine is called", "It looks live in review and never runs. A project that has a test of it needs no other caller."),
    "W331": Page("an agent of the target has room for the media", "Without `capacity` an agent has one call and nothing else, and of what `capacity` does not name there is none: a chat that is routed to such agents waits for nobody."),
    "W332": Page("it is said how long agents have customers", "`handling` stands at the agent, the skill, the period, the arrivals or the simulation; the first of them that says it counts. Where nothing says it, agents have them for no time at all, which makes every figure too good."),
    "W333": Page("a call waits for its service", "The service's `latency` is not less than the `timeout` of the call, so that only the time-out comes: unless that is what you want to see, give the call more time."),
    "W334": Page("a segment of categories names a category", "A label of a `switch` on `udata.CtgName` or `answer.Category` that no category is called never fits; nor does one on `answer.Rule` that no screening rule is called."),
    "W335": Page("a call finds its server", "The application that `app_name` or `app_type` names is declared, offers the method, and says where what the method writes waits, unless the call does: otherwise every run of the call ends in a fault."),
    "W338": Page("groups have members, skills are had", "A group without members, a skill that no agent has, or agents of whom there are 0 make a target that nobody meets."),
    "W339": Page("somebody of a group works in the day", "The route waited for a group, or for agents with a skill, of whom nobody was logged in at any time of the simulation: look at `works`, and at the zone and the dates of its calendar."),
    "W340": Page("recorded arrivals come in the simulation", "A file of arrivals has instants of its own. Of those that are before the start of a simulation, or after its end, nobody comes in it; here that are all of them. Durations from the start fit every simulation that is long enough."),
    "W341": Page("figures are as precise as was asked for", "There were as many replications as there may be. `--max-replications` allows more; half as wide an interval takes four times as many."),
    "W336": Page("somebody can meet a target", "No agent satisfies the condition, or nobody has the name that the text gives: the interaction waits for the other targets alone, or leaves by fault `no_target`."),
    "W337": Page("a target joins before the route is over", "A target joins when the `for` of those before it are over; this one would do so at or after the `timeout`."),
    "W311": Page("a notification queue is its own, and cleans up", "Chats created with `TerminateSessionFlag` true stay in their queue until a strategy stops them, and mix with inbound chats if the queue is shared."),
}  # fmt: skip
