cimport cython
from libc.stdint cimport int64_t

from engine.sim.core.places cimport Places
from engine.sim.core.variates cimport Variates

cdef int64_t FAMILIES, HANDLING, WRAP_UP, KINDS, ANYBODY, NONE, FIRST_CAPACITY


@cython.final
cdef class Lengths:
    cdef object _program
    cdef Places _places
    cdef Variates _variates
    cdef int64_t _said
    cdef int64_t[::1] _of_agents, _of_targets, _of_all, _numbers, _noted, _drawn

    cpdef int begin(self, simulation) except -1
    cpdef int note(self, int64_t interaction, int64_t handling, int64_t wrap_up) except -1
    cpdef int64_t handling(self, int64_t interaction, int64_t agent, int64_t target) except? -2
    cpdef int64_t wrap_up(self, int64_t interaction, int64_t agent, int64_t target) except? -2
    @cython.locals(spread=int64_t, entity=int64_t, at=int64_t, draw=int64_t)
    cdef int64_t _draw(
        self, int64_t interaction, int64_t agent, int64_t target, int64_t kind
    ) except? -2
    @cython.locals(at=int64_t, spread=int64_t)
    cdef int64_t _spread(
        self, int64_t interaction, int64_t agent, int64_t target, int64_t kind
    ) noexcept
    @cython.locals(number=int64_t, kind=int64_t)
    cdef int _meet(self, int64_t interaction) except -1
    cdef object _table(self, list rows)
    cdef int _grow(self, int64_t length) except -1
