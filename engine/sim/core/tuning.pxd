cimport cython
from libc.stdint cimport int64_t

from engine.sim.core.agenda cimport Agenda

cdef int64_t USUAL_US, FIRST_CAPACITY


@cython.final
cdef class Tuning:
    cdef Agenda _agenda
    cdef readonly int64_t is_used
    cdef readonly int64_t[::1] scale
    cdef int64_t[::1] _since, _foretold

    cpdef int begin(
        self, int64_t interaction, int64_t length, int64_t foretold, int64_t objective
    ) except -1
    @cython.locals(
        mine=int64_t, theirs=int64_t, scale=int64_t, other_scale=int64_t, sign=int64_t,
        whole=int64_t, other_whole=int64_t
    )
    cpdef int64_t order(self, int64_t interaction, int64_t other) noexcept
    cdef int64_t length(self, int64_t interaction) noexcept
    cdef int _grow(self, int64_t length) except -1
