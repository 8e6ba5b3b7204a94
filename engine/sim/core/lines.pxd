cimport cython
from libc.stdint cimport int64_t

from engine.sim.core.cuts cimport Cuts

cdef int64_t INTEGRAL, MOST, LAST, ENTERED, LEFT, FIELDS


@cython.final
cdef class Lines:
    cdef Cuts _cuts
    cdef int64_t _warm_up_us, _queues
    cdef int64_t[::1] _length, _since, _found

    @cython.locals(interval=int64_t)
    cdef void enter(self, int64_t queue, int64_t now) noexcept
    @cython.locals(interval=int64_t)
    cdef void leave(self, int64_t queue, int64_t now) noexcept
    @cython.locals(since=int64_t, length=int64_t, at=int64_t, end=int64_t)
    cdef void pass_time(self, int64_t queue, int64_t now) noexcept
