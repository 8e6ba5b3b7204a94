cimport cython
from libc.stdint cimport int64_t

from engine.sim.core.agenda cimport Agenda
from engine.sim.core.journal cimport Journal
from engine.sim.core.places cimport Places
from engine.sim.core.requests cimport Requests
from engine.sim.core.tuning cimport Tuning
from engine.sim.core.waiting cimport Waiting

cdef int64_t TUNED, NO_EXPRESSION, NONE, USUAL_US
cdef int64_t DIGIT_BITS, DURATION, FAULTY, INTEGER, TAG_DIGITS, WRONG


@cython.final
cdef class Claims:
    cdef Agenda _agenda
    cdef Journal _journal
    cdef Places _places
    cdef Requests _requests
    cdef Tuning _tuning
    cdef Waiting _waiting
    cdef readonly int64_t is_tuned
    cdef int64_t[::1] _priority, _tuned, _ages, _queue, _objective

    @cython.locals(priority=int64_t)
    cdef int64_t priority(self, int64_t interaction, int64_t routing) except? -1
    @cython.locals(objective=int64_t, value=int64_t, length=int64_t, foretold=int64_t)
    cdef int64_t tune(self, int64_t interaction, int64_t routing) except? -1
    @cython.locals(objective=int64_t, length=int64_t)
    cdef int tell(self, int64_t interaction, int64_t routing, int64_t block) except -1
