"""`InteractionServer.SubmitNewInteraction`: submits an interaction that nobody outside has brought.

In: a request with a queue and a media type. Out: the new interaction as an effect, or `Refused`.
"""

from engine.directory import INTERACTION_SERVER, Application
from engine.esp.envelope import Request
from engine.esp.outcome import Note, Refused, Submit, Success, refusal
from engine.esp.rules import interactions, letter_parameters, letters, output_queues, parameters
from engine.esp.rules.output_queues import QUEUE
from engine.esp.signature import Parameter, Signature
from engine.esp.world import World
from engine.ops import EMAIL_MEDIA
from engine.values import KVList, Type

PAGE = """Submits a new interaction into a queue: a work item, an e-mail, an SMS.

Its media has no session: `workitem`, `email` or `sms`, and its strategies are of the family `email`
[inferred]. A chat cannot be submitted so, it comes with its session; a call comes by telephone. The
new interaction has the user data of the parameter `UserData`, else that of the request, in either
case without keys of the system. It is nobody's child, unless `ParentId` names one. `InteractionId`
of the answer is its id. Names, faults and their order are [inferred].

Example:
    application "InteractionServer" { type = InteractionServer }
    queue work { view all { every = 1s   submit = do_it } }

    strategy hello (voice) {
      task: esp("InteractionServer.SubmitNewInteraction") {
        app_name = "InteractionServer"
        parameters = { Queue: "work"   MediaType: "workitem"   UserData: { CallBack: ANI } }
        fault -> bye
        timeout -> bye
      } -> bye
      bye: disconnect { reason = "noted" }
    }
    strategy do_it (email) { done: stop { reason = "done" } }

Genesys:
    Submit New Interaction of IRD; what the new interaction is made of are the fields of Interaction
    Server's RequestSubmit (Platform SDK, Open Media). Which service offers it is [inferred].
"""


def media_problem(media: str) -> str | None:
    """What is wrong with a media type; None if nothing."""
    if not media or media in EMAIL_MEDIA:
        return None
    return f"`{media}` is none of {', '.join(EMAIL_MEDIA)}"


SIGNATURE = Signature(
    server="Interaction Server",
    application_type=INTERACTION_SERVER,
    service="InteractionServer",
    method="SubmitNewInteraction",
    parameters=(
        Parameter(
            name=QUEUE, type=Type.TEXT, required=True, code=letter_parameters.OUTPUT_QUEUE,
            meaning="the queue that it is placed in",
        ),
        Parameter(
            name="MediaType", type=Type.TEXT, required=True, check=media_problem, code="E292",
            meaning="its media: `workitem`, `email` or `sms`",
        ),
        Parameter(
            name="InteractionType", type=Type.TEXT, meaning="its type; default `Inbound` [inferred]"
        ),
        Parameter(
            name="InteractionSubtype", type=Type.TEXT,
            meaning="its subtype; default `InboundNew` [inferred]",
        ),
        Parameter(name="ParentId", type=Type.TEXT, meaning="the interaction whose child it is"),
        Parameter(
            name="UserData", type=Type.KVLIST,
            meaning="its user data; default: that of the request",
        ),
    ),
    promises=((interactions.INTERACTION_ID, Type.TEXT),),
    doc=PAGE,
)  # fmt: skip


class SubmitNewInteraction:
    """The method; see `PAGE`."""

    signature = SIGNATURE

    def call(self, request: Request, application: Application, world: World) -> Success:
        """The new interaction. Raises `Refused`."""
        media = parameters.text(request, "MediaType") or ""
        problem = media_problem(media)
        if problem is not None:
            raise Refused(refusal("unsupported_media", problem))
        parent = parameters.text(request, "ParentId")
        if parent is not None and world.interaction(parent) is None:
            raise Refused(refusal("unknown_interaction", parent))
        queue, why = output_queues.find(request, application, world)
        own = "UserData" in request.parameters
        data = parameters.pairs(request, "UserData") if own else request.user_data
        passed, dropped = letters.passed_on(data)
        ident = world.next_interaction_id(letters.FAMILY)
        submit = Submit(
            interaction_id=ident,
            family=letters.FAMILY,
            media=media,
            queue=queue,
            tenant=letters.tenant_of(request),
            submitted_by=application.name,
            interaction_type=parameters.text(request, "InteractionType") or "Inbound",
            interaction_subtype=parameters.text(request, "InteractionSubtype") or "InboundNew",
            user_data=KVList(passed),
            dropped=dropped,
            parent=parent,
        )
        because = "UserData names it" if own else "that of the request [inferred]"
        return Success(
            parameters=KVList([(interactions.INTERACTION_ID, ident)]),
            user_data=KVList(),
            effects=(submit,),
            notes=(why, Note("its user data", because)),
        )


SUBMIT_NEW_INTERACTION = SubmitNewInteraction()
