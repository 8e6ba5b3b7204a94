cimport cython
from libc.stdint cimport int64_t

from engine.sim.core.agenda cimport Agenda
from engine.sim.core.journal cimport Journal

cdef int64_t AGENT_STATE, HANDLING_ENDED, IS_READY, IS_NOT_READY, FAMILIES, PARTS
cdef int64_t ANY, LONGEST_IDLE, LEAST_LOADED, NONE, TIMER, VOICE, FIRST_CAPACITY


@cython.final
cdef class Staff:
    cdef Agenda _agenda
    cdef Journal _journal
    cdef readonly int64_t count, pending_count
    cdef readonly int64_t[::1] names, ready, capacity, alone, load, routed, total, offered
    cdef readonly int64_t[::1] idle_since, answers_us, handles_us, pending, desk
    cdef int64_t[::1] _busy, _busy_since, _is_pending, _since, _pulled, _timer, _family
    cdef dict _numbers

    cpdef int meet(
        self, int64_t agent, int64_t name, int64_t ready, int64_t answer_us, int64_t handles_us
    ) except -1
    @cython.locals(agent=int64_t, name=int64_t)
    cpdef int announce(self) except -1
    @cython.locals(state=int64_t)
    cpdef int set_ready(self, int64_t agent, int64_t ready) except -1
    @cython.locals(at=int64_t)
    cpdef bint is_free(self, int64_t agent, int64_t family) noexcept
    cdef bint is_better(self, int64_t agent, int64_t other, int64_t order) noexcept
    @cython.locals(now=int64_t, busy=int64_t)
    cpdef int64_t occupancy(self, int64_t agent) noexcept
    cdef int offer(self, int64_t interaction, int64_t family, int64_t agent) except -1
    cdef int withdraw(self, int64_t interaction) except -1
    cpdef int take(self, int64_t interaction, int64_t family, int64_t name) except -1
    @cython.locals(name=int64_t, length=int64_t)
    cpdef int release(self, int64_t interaction) except -1
    cpdef bint has(self, int64_t interaction) noexcept
    @cython.locals(length=int64_t, end=int64_t)
    cdef int set_timer(self, int64_t interaction) except -1
    cdef int rung(self, int64_t interaction) except -1
    @cython.locals(at=int64_t)
    cdef int settled(self) except -1
    @cython.locals(
        loads=int64_t[::1], interaction=int64_t, total=int64_t, agent=int64_t, mine=int64_t,
        family=int64_t, at=int64_t
    )
    cpdef int recount(self, int64_t offered, int64_t handled) except -1
    cdef int _add(self, int64_t interaction, int64_t family, int64_t agent) except -1
    @cython.locals(agent=int64_t, at=int64_t, now=int64_t)
    cdef int _remove(self, int64_t interaction) except -1
    cdef int _expect(self, int64_t agent) except -1
    cdef int _grow(self, int64_t length) except -1
