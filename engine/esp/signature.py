"""What an ESP method takes and promises: data for the checker, for `dispatch` and for `explain`.

In: nothing. Out: frozen data. `Parameter.check` judges a literal before a run with the rule that
the method applies during it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from engine.ops import Family
from engine.services import ServiceKind
from engine.values import Type


class Content(Enum):
    """What a text of a request is to the server: a text with field codes, or the name of a standard
    response, of any content or of text alone."""

    TEMPLATE = "template"
    RESPONSE = "response"
    TEXT_RESPONSE = "text response"


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One entry of a request's `Parameters`.

    `type` is `Type.TEXT`, `Type.KVLIST` or `Type.INTEGER`. An empty text counts as missing. `check`
    says what is wrong with a text that is known before the run, or None; `code` is the diagnostic
    to report that with. `content` says what a text stands for.
    """

    name: str
    type: Type
    meaning: str
    required: bool = False
    check: Callable[[str], str | None] | None = None
    code: str = "E217"
    content: Content | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """A method: who offers it, its parameters in order, the keys that every answer has.

    `server` is for people, `application_type` the type of the applications that have the method.
    `attaches` are the keys of every answer's `UserData`, which are attached to the interaction when
    the answer comes; they are readable in the answer too. `may_attach` are texts that only some
    answers have there; `of_contact` says that the attributes which contacts of the project have may
    be there too, `attaches_like` how further keys begin. `reads` are keys of user data that the
    method reads; without any of `needs` it cannot do its work. `open_session` says that it is for
    chats whose session is open, `families` what media it is for if not any, `outdated` why it
    should not be called any more. `doc` is the method's page. `latency_us` is how long it takes to
    answer, None if as long as any other; `kind` is what stands for the server there.
    """

    server: str
    application_type: int
    service: str
    method: str
    parameters: tuple[Parameter, ...]
    promises: tuple[tuple[str, Type], ...]
    doc: str
    attaches: tuple[tuple[str, Type], ...] = ()
    may_attach: tuple[str, ...] = ()
    attaches_like: tuple[str, ...] = ()
    of_contact: bool = False
    reads: tuple[tuple[str, str], ...] = ()
    needs: tuple[str, ...] = ()
    open_session: bool = False
    families: tuple[Family, ...] = ()
    outdated: str = ""
    latency_us: int | None = None
    kind: ServiceKind = ServiceKind.ESP

    @property
    def name(self) -> str:
        """As `esp(...)` names it: `Service.Method`."""
        return f"{self.service}.{self.method}"

    def parameter(self, name: str) -> Parameter | None:
        """The parameter with this name, or None. Names are case-sensitive, as KVList keys are."""
        return next((parameter for parameter in self.parameters if parameter.name == name), None)
