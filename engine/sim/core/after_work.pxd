cimport cython
from libc.stdint cimport int64_t

from engine.sim.core.agenda cimport Agenda

cdef int64_t ENDS, CROWD, NONE, FIRST_CAPACITY


@cython.final
cdef class AfterWork:
    cdef Agenda _agenda
    cdef readonly int64_t count
    cdef readonly int64_t[::1] agent, family, pulled, since, entry
    cdef int64_t[::1] _next
    cdef int64_t _free

    @cython.locals(desk=int64_t, now=int64_t)
    cdef int begin(
        self, int64_t agent, int64_t family, int64_t pulled, int64_t length
    ) except -1
    cpdef int cut_short(self, int64_t desk) except -1
    cdef void end(self, int64_t desk) noexcept
    cdef int _grow(self, int64_t length) except -1
