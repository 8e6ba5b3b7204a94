cimport cython
from libc.stdint cimport int64_t

from engine.sim.core.activations cimport Activations
from engine.sim.core.journal cimport Journal
from engine.sim.core.life cimport Life
from engine.sim.core.pairs cimport Pairs
from engine.sim.core.places cimport Places
from engine.sim.core.waiting cimport Waiting

cdef int64_t ASSIGNED, ATTACHED, LOGGED, CARRIED_MAX, CARRIED_MIN, NONE
cdef int64_t DIGIT_BITS, FAULTY, INTEGER, MISSING, OVERFLOWN, TAG_DIGITS, TOO_MUCH


@cython.final
cdef class Keeping:
    cdef Journal _journal
    cdef Places _places
    cdef Activations _activations
    cdef Life _life
    cdef Waiting _waiting
    cdef int64_t _keys_max

    @cython.locals(value=int64_t)
    cdef int64_t let(
        self, int64_t interaction, int64_t op, int64_t slot, int64_t expression
    ) except? -2
    @cython.locals(value=int64_t, block=int64_t)
    cdef int64_t set(
        self, int64_t interaction, int64_t op, int64_t slot, int64_t expression, int64_t name
    ) except? -2
    @cython.locals(value=int64_t, block=int64_t, attached=Pairs, full=bint)
    cdef int64_t attach(
        self, int64_t interaction, int64_t op, int64_t key, int64_t expression
    ) except? -2
    @cython.locals(value=int64_t, block=int64_t)
    cdef int64_t log(self, int64_t interaction, int64_t op, int64_t expression) except? -2
