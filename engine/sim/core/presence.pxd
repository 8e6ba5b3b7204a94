cimport cython
from libc.stdint cimport int64_t

from engine.sim.core.agenda cimport Agenda
from engine.sim.core.journal cimport Journal

cdef int64_t AGENT_STATE, IS_READY, IS_NOT_READY, IS_OUT, RESTS, NONE


@cython.final
cdef class Presence:
    cdef Agenda _agenda
    cdef Journal _journal
    cdef readonly int64_t count
    cdef readonly int64_t[::1] names, state, ready, wants, is_leaving
    cdef int64_t[::1] _is_out, _lost, _rests, _is_held, _out_since, _out

    cdef void stay_away(self, int64_t agent) noexcept
    @cython.locals(agent=int64_t)
    cdef int announce(self) except -1
    cdef void want(self, int64_t agent, int64_t ready) noexcept
    cdef void go(self, int64_t agent, int64_t out) noexcept
    cdef void rest(self, int64_t agent, int64_t rests) noexcept
    cdef void lose(self, int64_t agent, int64_t lost) noexcept
    cdef void hold(self, int64_t agent, int64_t held) noexcept
    @cython.locals(state=int64_t, old=int64_t, now=int64_t)
    cdef bint review(self, int64_t agent, int64_t has) except? -1
    @cython.locals(state=int64_t)
    cdef bint is_away(self, int64_t agent) noexcept
    @cython.locals(now=int64_t)
    cdef int64_t time_there(self, int64_t agent) noexcept
    @cython.locals(held=int64_t, gone=bint)
    cdef void _leave(self, int64_t agent) noexcept
    @cython.locals(name=int64_t, state=int64_t)
    cdef int _tell(self, int64_t agent) except -1
