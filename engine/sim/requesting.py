"""ESP requests as they leave: the envelope, the user data and the properties that go along.

In: a call of a strategy, the interaction that makes it. Out: a `Request`, or the fault of one of
the call's expressions.
"""

from collections.abc import Iterator

from engine.blocks.operands import ServiceCall
from engine.esp.envelope import Request, build_envelope, carried
from engine.ops import NO_CODE
from engine.sim.core.expressions import Evaluator
from engine.sim.core.numbers import SILENT
from engine.sim.core.places import Places
from engine.sim.core.tags import is_fault
from engine.sim.pooled import id_of
from engine.values import KVList, Pool, Value

NOTHING = 0
TENANT = 1


class Requesting:
    """Makes the requests of one run."""

    def __init__(self, places: Places, evaluator: Evaluator, pool: Pool) -> None:
        self._places = places
        self._evaluator = evaluator
        self._pool = pool

    def request(self, interaction: int, spec: ServiceCall, reference: int) -> Request | int:
        """The request of a call with its reference id, or the fault of one of its expressions."""
        found: list[Value | None] = []
        for expression in (spec.app_name, spec.app_type, spec.parameters, spec.extra):
            value: int = NOTHING
            if expression != NO_CODE:
                value = self._evaluator.evaluate(expression, interaction, SILENT)
                if is_fault(value):
                    return value
            found.append(self._pool.decode(value) if value else None)
        app_name, app_type, parameters, extra = found
        envelope = build_envelope(
            app_name=app_name, app_type=app_type, service=spec.service, method=spec.method,
            parameters=_kvlist(parameters),
        )  # fmt: skip
        user_data = KVList(self._user_data(interaction, spec.user_data, _kvlist(extra)))
        properties = KVList() if spec.user_data == () else self._properties(interaction)
        return Request(reference, envelope, carried(user_data), properties)

    def _properties(self, interaction: int) -> KVList:
        """What Interaction Server adds where an interaction's user data goes along [inferred].

        The tenant is 1, the vendor's "Environment", unless user data says another.
        """
        media = self._pool.decode(self._places.media[interaction])
        named = id_of(self._places, interaction)
        return KVList([("InteractionId", named), ("MediaType", media), ("TenantId", TENANT)])

    def _user_data(
        self, interaction: int, keys: tuple[str, ...] | None, extra: KVList
    ) -> Iterator[tuple[str, Value]]:
        """Attached data, all of it or some keys, without those that the call gives itself."""
        for code, value in self._places.attached.items(interaction):
            key = str(self._pool.decode(code))
            if (keys is None or key in keys) and key not in extra:
                yield key, self._pool.decode(value)
        yield from extra


def _kvlist(value: Value | None) -> KVList:
    return value if isinstance(value, KVList) else KVList()
