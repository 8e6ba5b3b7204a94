cimport cython
from libc.stdint cimport int64_t

from engine.sim.core.cuts cimport Cuts
from engine.sim.core.desks cimport Desks
from engine.sim.core.failed cimport FailedTally
from engine.sim.core.lines cimport Lines
from engine.sim.core.notified cimport Notified
from engine.sim.core.usage cimport UsageTally
from engine.sim.core.visits cimport VisitsTally
from engine.sim.core.waits cimport WaitsTally

cdef int64_t WIDTH, NONE, DIGIT_BITS
cdef int64_t CREATED, STARTED, ENTERED, LEFT, REQUESTED, ANSWERED, REFUSED, TIMED_OUT, LATE
cdef int64_t SESSION_OPENED, SESSION_CLOSED, PLACED, PULLED, SENT, ENDED, LAST, HUNG_UP, CALLED, RETURNED
cdef int64_t TAKEN, STOWED, BEGUN, OFFERED, ACCEPTED, REFUSED_OFFER, WITHDRAWN, NO_AGENT
cdef int64_t HANDLING_ENDED, AGENT_STATE, WRAP_UP, WRAPPED_UP, ARRIVED, COMES_AGAIN, REJECTED, FAILED
cdef int64_t BY_HANGING_UP, BY_CUSTOMER, QUEUED, RUNNING, IN_WORKBIN, HANDLED
cdef int64_t OUT_ABANDONED
cdef int64_t NOTHING, VISIT, CALL, JOURNEY, WAIT, DESK, FAILURE


@cython.final
cdef class Tally:
    cdef object _simulation
    cdef Cuts _cuts
    cdef WaitsTally _customers, _callers
    cdef Lines _virtual_lines, _lines
    cdef Notified _notified
    cdef UsageTally _usage
    cdef Desks _desks
    cdef VisitsTally _visits
    cdef FailedTally _failures
    cdef int64_t _warm_up_us, _intervals, _scopes, _events, _interactions, _retried, _last_us
    cdef int64_t _capacity
    cdef int64_t[::1] _virtual_queue, _sort, _agents, _finals, _live
    cdef int64_t[::1] _place, _queue, _virtual

    @cython.locals(at=int64_t, end=int64_t, sort=int64_t, slot=int64_t, kind=int64_t)
    cpdef int consume(self, int64_t[::1] rows, int64_t first, int64_t last) except -1
    cdef int _visit(
        self, int64_t kind, int64_t now, int64_t slot, int64_t block, int64_t port, int64_t a
    ) except -1
    cdef int _call(
        self, int64_t kind, int64_t now, int64_t slot, int64_t block, int64_t b
    ) except -1
    cdef int _travel(
        self, int64_t kind, int64_t now, int64_t slot, int64_t queue, int64_t a
    ) except -1
    cdef int _create(self, int64_t slot, int64_t now, int64_t media) except -1
    @cython.locals(queue=int64_t)
    cdef void _move(self, int64_t slot, int64_t place, int64_t now) noexcept
    cdef void _finish(self, int64_t slot, int64_t place, int64_t now) noexcept
    cdef void _fail(self, int64_t slot, int64_t number, int64_t now) noexcept
    cdef int _wait(
        self, int64_t kind, int64_t now, int64_t slot, int64_t queue, int64_t a
    ) except -1
    @cython.locals(row=int64_t)
    cdef void _begin_waiting(self, int64_t slot, int64_t virtual_queue, int64_t now) noexcept
    @cython.locals(virtual_queue=int64_t)
    cdef void _stop_waiting(self, int64_t slot, int64_t now) noexcept
    cdef void _answer(self, int64_t slot, int64_t agent, int64_t now) noexcept
    cdef void _take(self, int64_t slot, int64_t agent, int64_t now) noexcept
    cdef void _abandon(self, int64_t slot, int64_t now) noexcept
    cdef void _reject(self, int64_t slot, int64_t now) noexcept
    @cython.locals(index=int64_t)
    cdef int64_t _agent(self, int64_t name) noexcept
    @cython.locals(agent=int64_t)
    cdef void _work(self, int64_t kind, int64_t now, int64_t name, int64_t b) noexcept
    cdef int _grow(self, int64_t length) except -1
