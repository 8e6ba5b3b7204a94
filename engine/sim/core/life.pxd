cimport cython
from libc.stdint cimport int64_t

from engine.sim.core.activations cimport Activations
from engine.sim.core.agenda cimport Agenda
from engine.sim.core.expressions cimport Evaluator
from engine.sim.core.journal cimport Journal
from engine.sim.core.places cimport Places
from engine.sim.core.requests cimport Requests
from engine.sim.core.views cimport Views

cdef int64_t STARTED, ENTERED, ATTACHED, LEFT, FAULTED, PLACED, LIMIT, ENDED, LAST
cdef int64_t SUBMITTED, RETURNED, IN_QUEUE, OUT_DEFAULT_ROUTED, OUT_FAULTED, OUT_ABANDONED, WITH_AGENT, ROUTING
cdef int64_t LEFT_SUB, BY_FAULT, BY_HANGING_UP, EXITED
cdef int64_t DISABLED, FAILED, IS_DISABLED
cdef int64_t REJECTED, OUT_REJECTED, FULL, FAULT_BITS, STEPS, STEPS_IN_TOTAL, HOPS, REST, NEVER, NONE, EVERY_FAULT, TIMEOUTS, VOICE
cdef int64_t TAG_DIGITS, DIGIT_BITS, MISSING, MISSING_DATA, MISSING_DECLARED_DATA, TIMEOUT


@cython.final
cdef class Life:
    cdef Agenda _agenda
    cdef Journal _journal
    cdef Places _places
    cdef Activations _activations
    cdef Requests _requests
    cdef Evaluator _evaluator
    cdef Views _views
    cdef object _servers, _words
    cdef dict _reasons, _contents
    cdef tuple _strategies
    cdef int64_t[::1] _block_ops, _port_starts, _port_targets, _handler_starts, _handlers
    cdef int64_t[::1] _value_starts, _values, _data_starts, _data
    cdef int64_t[::1] _entry, _first_block, _last_block, _on_abandoned
    cdef int64_t _steps_max, _steps_in_total_max, _hops_max

    @cython.locals(found=int64_t)
    cpdef int64_t reason(self, int64_t number) except? -1
    @cython.locals(said=int64_t)
    cdef int64_t explain(self, int64_t event, int64_t number, int64_t key) except? -1
    cpdef int forget_words(self) except -1
    @cython.locals(entry=int64_t)
    cdef int64_t begin(
        self, int64_t interaction, int64_t strategy, int64_t queue, int64_t view
    ) except? -2
    @cython.locals(base=int64_t, at=int64_t)
    cpdef int open(
        self, int64_t interaction, int64_t strategy, int64_t block, int64_t queue, int64_t view
    ) except -1
    @cython.locals(at=int64_t, found=int64_t)
    cdef int64_t cross(self, int64_t interaction, int64_t strategy, int64_t block) except? -2
    @cython.locals(number=int64_t, event=int64_t, content=int64_t)
    cdef int64_t _refuse(self, int64_t interaction, int64_t strategy, int64_t key) except? -2
    @cython.locals(strategy=int64_t)
    cdef int64_t enter(self, int64_t interaction, int64_t block) except? -2
    cdef int64_t _stop_short(self, int64_t interaction, int64_t block, int64_t limit) except? -2
    @cython.locals(block=int64_t, target=int64_t)
    cdef int64_t leave(self, int64_t interaction, int64_t port) except? -2
    @cython.locals(timer=int64_t, gone=bint)
    cdef int end(self, int64_t interaction, int64_t where) except -1
    @cython.locals(queue=int64_t)
    cdef int64_t default_route(self, int64_t interaction, int64_t where, int64_t reason) except? -2

    cpdef int submit(self, int64_t interaction, int64_t queue) except -1
    cdef void put(self, int64_t interaction, int64_t queue, int64_t visible, int64_t cause) except *
    cpdef int finish(self, int64_t interaction, int64_t place, int64_t reason) except -1
    cpdef int attach(self, int64_t interaction, int64_t key, int64_t value) except -1
    cpdef int changed(self, int64_t interaction) except -1

    @cython.locals(handler=int64_t, frame=int64_t)
    cdef int64_t abandoned_at(self, int64_t interaction) noexcept
    @cython.locals(strategy=int64_t, call=int64_t)
    cdef int unwind(self, int64_t interaction, int64_t block) except -1
    @cython.locals(
        number=int64_t, content=int64_t, block=int64_t, event=int64_t, row=int64_t,
        taken=int64_t
    )
    cdef int64_t fail_call(self, int64_t interaction) except? -2
    @cython.locals(number=int64_t, block=int64_t, event=int64_t, key=int64_t, content=int64_t)
    cdef int64_t fail(self, int64_t interaction, int64_t fault) except? -2
    @cython.locals(block=int64_t, row=int64_t, taken=int64_t)
    cdef int64_t handle(self, int64_t interaction, int64_t number) except? -2
    cdef int64_t _give_up(self, int64_t interaction, int64_t number) except? -2
