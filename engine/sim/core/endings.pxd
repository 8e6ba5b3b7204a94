cimport cython
from libc.stdint cimport int64_t

from engine.sim.core.activations cimport Activations
from engine.sim.core.agenda cimport Agenda
from engine.sim.core.life cimport Life
from engine.sim.core.waiting cimport Waiting

cdef int64_t PARKED, OUT_DISCONNECTED, NO_EXPRESSION, REST
cdef int64_t DIGIT_BITS, FAULTY, MISSING, SCALE, TAG_DIGITS


@cython.final
cdef class Endings:
    cdef Agenda _agenda
    cdef Activations _activations
    cdef Life _life
    cdef Waiting _waiting
    cdef object _servers

    cdef int64_t stop(self, int64_t interaction, int64_t expression) except? -2
    cdef int64_t disconnect(self, int64_t interaction, int64_t expression) except? -2
    @cython.locals(visible=int64_t)
    cdef int64_t park(self, int64_t interaction, int64_t queue, int64_t expression) except? -2
    @cython.locals(reason=int64_t)
    cdef int64_t _finish_for(
        self, int64_t interaction, int64_t place, int64_t expression
    ) except? -2
