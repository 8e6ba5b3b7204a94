cimport cython
from libc.stdint cimport int64_t

from engine.sim.core.activations cimport Activations
from engine.sim.core.agenda cimport Agenda
from engine.sim.core.journal cimport Journal
from engine.sim.core.life cimport Life
from engine.sim.core.places cimport Places
from engine.sim.core.waiting cimport Waiting

cdef int64_t PLAYED, DRAWN, NONE, REST, DIGIT_BITS, FAULTY, INTEGER, SCALE, TAG_DIGITS


@cython.final
cdef class Treatments:
    cdef Agenda _agenda
    cdef Journal _journal
    cdef Places _places
    cdef Activations _activations
    cdef Life _life
    cdef Waiting _waiting
    cdef object _servers

    @cython.locals(until=int64_t)
    cdef int64_t wait(self, int64_t interaction, int64_t op, int64_t expression) except? -2
    @cython.locals(text=int64_t, until=int64_t, now=int64_t, block=int64_t, end=int64_t)
    cdef int64_t play(
        self, int64_t interaction, int64_t op, int64_t prompt, int64_t expression
    ) except? -2
    @cython.locals(block=int64_t, outcome=int64_t)
    cdef int64_t collect(self, int64_t interaction, int64_t op, int64_t collection) except? -2
    @cython.locals(block=int64_t, number=int64_t)
    cdef int64_t draw(self, int64_t interaction, int64_t op, int64_t slot) except? -2
