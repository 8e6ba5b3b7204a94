"""Services that the author declares: the same to `dispatch` as the embedded methods.

In: a `Service` of the directory. Out: its `Method`, which answers a call from the service's rows;
and every method of a project by its name, embedded or declared.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from engine.directory import Application, Contact, Directory
from engine.esp import METHODS, Method
from engine.esp.envelope import Request, words
from engine.esp.outcome import Note, Refusal, Refused, Success, refusal
from engine.esp.rules.contacts import names_of
from engine.esp.signature import Parameter, Signature
from engine.esp.world import World
from engine.services import Reply, Service
from engine.values import KVList, Value

NO_RECORD = "no_record"


@dataclass(frozen=True)  # not slotted: it keeps its signature
class DeclaredMethod:
    """A declared service; implements `Method`."""

    service: Service

    @cached_property
    def signature(self) -> Signature:
        """What its declaration says it takes and promises."""
        return signature_of(self.service)

    def call(
        self,
        request: Request,
        application: Application,  # noqa: ARG002 - one server answers as another
        world: World,  # noqa: ARG002 - the answer depends on the request alone
    ) -> Success:
        """Answers with the row that the request asks for, with `else`, or with its fault."""
        reply, why = self._reply(request)
        if reply.fault:
            raise Refused(Refusal(reply.fault, reply.fault_text, reply.latency_us, (why,)))
        parameters, user_data = parted(reply.answer, self.signature)
        return Success(
            parameters=parameters,
            user_data=user_data,
            notes=(why,),
            after_us=reply.latency_us,
        )

    def _reply(self, request: Request) -> tuple[Reply, Note]:
        service = self.service
        if service.by is None:
            return service.otherwise or Reply(), Note("the one answer", f"of `{service.name}`")
        value = request.parameters.get(service.by)
        asked = f"{service.by} {words(value)}"
        for key, reply in service.rows:
            if key == value:
                return reply, Note(f"row `{key}`", asked)
        if service.otherwise is None:
            raise Refused(refusal(NO_RECORD, asked))
        return service.otherwise, Note("`else`", f"no row for {asked} [inferred]")


def signature_of(service: Service) -> Signature:
    """What a declared service takes and promises."""
    return Signature(
        server=service.application or "",
        application_type=service.application_type,
        service=service.service,
        method=service.method,
        parameters=tuple(
            Parameter(name=name, type=kind, meaning="", required=required)
            for name, kind, required in service.parameters
        ),
        promises=tuple(each for each in service.answers if each[0] not in service.attaches),
        attaches=tuple(each for each in service.answers if each[0] in service.attaches),
        doc="",
        latency_us=service.latency_us,
        kind=service.kind,
    )


def parted(answer: KVList, signature: Signature | None) -> tuple[KVList, KVList]:
    """The `Parameters` and the `UserData` of an answer: what is attached comes in the latter."""
    keys = _attached(answer, signature) if signature is not None else set[str]()
    return (
        KVList((key, value) for key, value in answer if key not in keys),
        KVList((key, value) for key, value in answer if key in keys),
    )


def _attached(answer: KVList, signature: Signature) -> set[str]:
    """The keys of an answer that are attached. One that only may be is not where it repeats: the
    ids of several contacts stay in the answer."""
    given = answer.keys()
    maybe = {key for key in signature.may_attach if given.count(key) == 1}
    maybe |= {key for key in given if key.startswith(signature.attaches_like)}
    return {key for key, _ in signature.attaches} | maybe


# Every method of a project


class Signatures(Mapping[str, Signature]):
    """The signatures of all methods by their names: the embedded ones, then those declared.

    An embedded method is loaded when its signature is asked for.
    """

    def __init__(self, services: Iterable[Service], contacts: Iterable[Contact] = ()) -> None:
        self._attributes = tuple(names_of(contacts))
        self._declared = {each.name: signature_of(each) for each in services}

    def __getitem__(self, name: str) -> Signature:
        if name in METHODS:
            return with_attributes(METHODS[name].signature, self._attributes)
        return self._declared[name]

    def __iter__(self) -> Iterator[str]:
        return iter({**METHODS.listed, **self._declared})

    def __len__(self) -> int:
        return len(METHODS.keys() | self._declared.keys())

    def __contains__(self, name: object) -> bool:
        return name in METHODS or name in self._declared


def with_attributes(signature: Signature, names: Iterable[str]) -> Signature:
    """The signature in a project whose contacts have these attributes."""
    if not signature.of_contact:
        return signature
    return replace(signature, may_attach=tuple(dict.fromkeys((*signature.may_attach, *names))))


def find_method(name: str, directory: Directory) -> Method | None:
    """The method with this name, embedded or declared."""
    if name in METHODS:
        return METHODS[name]
    found = (each for each in directory.services if each.name == name)
    service = next(found, None)
    return None if service is None else DeclaredMethod(service)


def offered(
    application: Application, service: Value | None, directory: Directory
) -> Iterator[Method]:
    """The methods of a service that an application has: the embedded ones, then those declared."""
    for name in METHODS:
        if (
            name.rpartition(".")[0] == service
            and METHODS[name].signature.application_type == application.type
        ):
            yield METHODS[name]
    for each in directory.services:
        if each.service == service and offers(application, each):
            yield DeclaredMethod(each)


def offers(application: Application, service: Service) -> bool:
    """Whether an application has a declared service."""
    if service.application is not None:
        return service.application == application.name
    return service.application_type == application.type


EMBEDDED: Mapping[str, Signature] = Signatures(())
"""What a project without services of its own can call."""
