cimport cython
from libc.stdint cimport int64_t

from engine.sim.core.activations cimport Activations
from engine.sim.core.journal cimport Journal
from engine.sim.core.life cimport Life
from engine.sim.core.waiting cimport Waiting

cdef int64_t CALLED, RETURNED, ASSIGNED, BY_ANSWER, EXITED, NONE, FAULTY, TAG_DIGITS


@cython.final
cdef class Subroutines:
    cdef Journal _journal
    cdef Activations _activations
    cdef Life _life
    cdef Waiting _waiting
    cdef tuple _strategies
    cdef int64_t[::1] _callees, _starts, _codes, _names, _given, _entry
    cdef int64_t _depth_max

    @cython.locals(
        first=int64_t, count=int64_t, at=int64_t, value=int64_t, callee=int64_t, block=int64_t,
        base=int64_t, depth=int64_t, name=int64_t
    )
    cdef int64_t call(self, int64_t interaction, int64_t op, int64_t calling) except? -2
    @cython.locals(value=int64_t, block=int64_t)
    cdef int64_t give(self, int64_t interaction, int64_t expression) except? -2
    cdef int64_t fail(self, int64_t interaction) except? -2
