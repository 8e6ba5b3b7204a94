"""What an ESP method takes and promises: data for the checker, for `dispatch` and for `explain`.

In: nothing. Out: frozen data. `Parameter.check` judges a literal before a run with the rule that
the method applies during it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from engine.values import Type


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One entry of a request's `Parameters`.

    `type` is `Type.TEXT`, `Type.KVLIST` or `Type.INTEGER`. An empty text counts as missing. `check`
    says what is wrong with a text that is known before the run, or None; `code` is the diagnostic
    to report that with.
    """

    name: str
    type: Type
    meaning: str
    required: bool = False
    check: Callable[[str], str | None] | None = None
    code: str = "E217"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """A method: who offers it, its parameters in order, the keys that every answer has.

    `server` is for people, `application_type` the type of the applications that have the method.
    `attaches` are the keys of every answer's `UserData`, which are attached to the interaction when
    the answer comes; they are readable in the answer too. `may_attach` are texts that only some
    answers have there. `reads` are keys of user data that the
    method reads; without any of `needs` it cannot do its work. `open_session` says that it is for
    chats whose session is open, `outdated` why it should not be called any more. `doc` is the
    method's page.
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
    reads: tuple[tuple[str, str], ...] = ()
    needs: tuple[str, ...] = ()
    open_session: bool = False
    outdated: str = ""

    @property
    def name(self) -> str:
        """As `esp(...)` names it: `Service.Method`."""
        return f"{self.service}.{self.method}"

    def parameter(self, name: str) -> Parameter | None:
        """The parameter with this name, or None. Names are case-sensitive, as KVList keys are."""
        return next((parameter for parameter in self.parameters if parameter.name == name), None)
