cimport cython
from libc.stdint cimport int64_t

from engine.sim.core.activations cimport Activations
from engine.sim.core.agenda cimport Agenda
from engine.sim.core.expressions cimport Evaluator
from engine.sim.core.journal cimport Journal
from engine.sim.core.requests cimport Requests

cdef int64_t SUSPENDED, RESUMED, NONE, ROUTING, SILENT, TIMER
cdef int64_t DIGIT_BITS, DURATION, FAULTY, MISSING, NOT_THERE, OVERFLOWN, SCALE, TAG_DIGITS, WRONG


@cython.final
cdef class Waiting:
    cdef Agenda _agenda
    cdef Journal _journal
    cdef Activations _activations
    cdef Requests _requests
    cdef Evaluator _evaluator
    cdef int64_t _duration_max

    @cython.locals(value=int64_t)
    cdef int64_t value(self, int64_t interaction, int64_t expression) except? -1
    @cython.locals(value=int64_t, length=int64_t)
    cdef int64_t until(self, int64_t interaction, int64_t expression) except? -1
    @cython.locals(timer=int64_t, block=int64_t)
    cdef int suspend(self, int64_t interaction, int64_t until) except -1
    @cython.locals(timer=int64_t, block=int64_t)
    cdef int awake(self, int64_t interaction) except -1
