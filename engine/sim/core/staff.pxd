cimport cython
from libc.stdint cimport int64_t

from engine.sim.core.agenda cimport Agenda
from engine.sim.core.bars cimport Bars
from engine.sim.core.after_work cimport AfterWork
from engine.sim.core.crews cimport Crews
from engine.sim.core.journal cimport Journal
from engine.sim.core.pools cimport Pools
from engine.sim.core.presence cimport Presence

cdef int64_t HANDLING_ENDED, WRAP_UP, IS_WRAPPED_UP, FAMILIES, PARTS, PAUSE_US
cdef int64_t LONGEST_IDLE, LEAST_OCCUPIED, NONE, TIMER, VOICE, FIRST_CAPACITY, ALONE


@cython.final
cdef class Staff:
    cdef Agenda _agenda
    cdef Journal _journal
    cdef readonly Pools pools
    cdef readonly Presence presence
    cdef readonly Crews crews
    cdef readonly Bars bars
    cdef readonly AfterWork after_work
    cdef readonly int64_t count, pending_count
    cdef readonly int64_t[::1] names, ready, capacity, alone, is_cut, load, routed, total, offered
    cdef readonly int64_t[::1] wrapping, answers_us, handles_us, pending, desk
    cdef int64_t[::1] _wraps_voice, _busy, _busy_since, _is_pending
    cdef int64_t[::1] _since, _pulled, _timer, _family, _wrap_us
    cdef dict _numbers

    cpdef int meet(
        self, int64_t agent, int64_t name, int64_t ready, int64_t answer_us, int64_t handles_us
    ) except -1
    cpdef int announce(self) except -1
    cpdef int set_ready(self, int64_t agent, int64_t ready) except -1
    cpdef int log_in(self, int64_t agent) except -1
    cpdef int log_out(self, int64_t agent) except -1
    cpdef int begin_break(self, int64_t agent) except -1
    cpdef int end_break(self, int64_t agent) except -1
    @cython.locals(held=int64_t, agent=int64_t)
    cdef int hold(self, int64_t crew) except -1
    cdef int _dismiss(self, int64_t agent, int64_t crew) except -1
    cdef int pause(self, int64_t agent) except -1
    @cython.locals(was_ready=int64_t)
    cdef int _review(self, int64_t agent) except -1
    @cython.locals(at=int64_t)
    cpdef bint is_free(self, int64_t agent, int64_t family) noexcept
    @cython.locals(mine=int64_t, theirs=int64_t)
    cdef bint is_better(self, int64_t agent, int64_t other, int64_t order) noexcept
    @cython.locals(there=int64_t, busy=int64_t)
    cpdef int64_t occupancy(self, int64_t agent) noexcept
    cdef int offer(self, int64_t interaction, int64_t family, int64_t agent) except -1
    cdef int withdraw(self, int64_t interaction) except -1
    cpdef int take(self, int64_t interaction, int64_t family, int64_t name) except -1
    @cython.locals(
        agent=int64_t, now=int64_t, name=int64_t, length=int64_t, family=int64_t
    )
    cpdef void release(self, int64_t interaction) except *
    cpdef bint has(self, int64_t interaction) noexcept
    @cython.locals(length=int64_t, end=int64_t)
    cdef int expect_end(self, int64_t interaction, int64_t handles_us, int64_t wrap_us) except -1
    cpdef int forgo(self, int64_t interaction) except -1
    cdef int rung(self, int64_t interaction) except -1
    @cython.locals(agent=int64_t, family=int64_t, length=int64_t, name=int64_t)
    cdef void wrapped_up(self, int64_t desk) except *
    cpdef int stand_anew(self, int64_t agent) except -1
    @cython.locals(at=int64_t)
    cdef int settled(self) except -1
    @cython.locals(
        loads=int64_t[::1], interaction=int64_t, total=int64_t, agent=int64_t, wrapping=int64_t,
        desk=int64_t
    )
    cpdef int recount(self, int64_t offered, int64_t handled) except -1
    @cython.locals(mine=int64_t, family=int64_t, at=int64_t)
    cdef int64_t _recount_agent(self, int64_t agent, int64_t[::1] loads) except? -1
    cdef int _add(self, int64_t interaction, int64_t family, int64_t agent) except -1
    @cython.locals(agent=int64_t)
    cdef int _remove(self, int64_t interaction) except -1
    @cython.locals(at=int64_t, crew=int64_t)
    cdef int _lighten(self, int64_t agent, int64_t family, int64_t pulled) except -1
    cdef int _moved(self, int64_t agent) except -1
    @cython.locals(family=int64_t)
    cdef int _stand(self, int64_t agent) except -1
    cdef int _expect(self, int64_t agent) except -1
    cdef int _grow(self, int64_t length) except -1
