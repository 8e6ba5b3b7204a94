cimport cython
from libc.stdint cimport int64_t

from engine.sim.core.cuts cimport Cuts

cdef int64_t IS_NOT_READY, IS_READY, IS_LOGGED_OUT, IS_ON_BREAK
cdef int64_t READY, NOT_READY, BUSY, WRAP_UP, BREAK, AWAY, ANSWERED, HANDLED, FIELDS


@cython.final
cdef class Desks:
    cdef Cuts _cuts
    cdef int64_t _warm_up_us, _agents
    cdef int64_t[::1] _load, _had, _wraps, _state, _since, _found

    cdef void offer(self, int64_t agent, int64_t now) noexcept
    cdef void withdraw(self, int64_t agent, int64_t now) noexcept
    cdef void accept(self, int64_t agent, int64_t now) noexcept
    cdef void take(self, int64_t agent, int64_t now) noexcept
    cdef void end(self, int64_t agent, int64_t now) noexcept
    cdef void wrap_up(self, int64_t agent, int64_t now, int64_t change) noexcept
    cdef void change(self, int64_t agent, int64_t now, int64_t state) noexcept
    @cython.locals(interval=int64_t)
    cdef void _answer(self, int64_t agent, int64_t now) noexcept
    @cython.locals(since=int64_t, doing=int64_t, had=int64_t, at=int64_t, end=int64_t)
    cdef void pass_time(self, int64_t agent, int64_t now) noexcept
    @cython.locals(state=int64_t)
    cdef int64_t _doing(self, int64_t agent) noexcept
