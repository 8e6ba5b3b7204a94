cimport cython
from libc.stdint cimport int64_t

from engine.sim.core.draws cimport Draws
from engine.sim.core.places cimport Places
from engine.sim.core.variates cimport Variates

cdef int64_t WHETHER, WHEN, ALL, REFUSES, SILENT, ANYBODY, NONE, FIRST_CAPACITY


@cython.final
cdef class Accepting:
    cdef object _program
    cdef Places _places
    cdef Draws _draws
    cdef Variates _variates
    cdef readonly int64_t is_drawn
    cdef int64_t[::1] _answers, _refuses, _ignores, _numbers, _offers

    cpdef int begin(self) except -1
    @cython.locals(number=int64_t, entity=int64_t, offer=int64_t, drawn=int64_t)
    cdef int64_t answer(self, int64_t interaction, int64_t agent) except? -3
