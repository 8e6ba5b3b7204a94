cimport cython
from libc.stdint cimport int64_t

from engine.sim.core.activations cimport Activations
from engine.sim.core.agenda cimport Agenda
from engine.sim.core.journal cimport Journal
from engine.sim.core.places cimport Places
from engine.sim.core.requests cimport Requests
from engine.sim.core.turns cimport Turns
from engine.sim.core.waiting cimport Waiting

cdef int64_t PLAYED, FIRST_CAPACITY, NEVER, NONE, VOICE, FAULTY, TAG_DIGITS


@cython.final
cdef class Busy:
    cdef Agenda _agenda
    cdef Journal _journal
    cdef Places _places
    cdef Activations _activations
    cdef Requests _requests
    cdef Turns _turns
    cdef Waiting _waiting
    cdef readonly int64_t is_used
    cdef readonly int64_t[::1] due
    cdef int64_t[::1] _starts, _prompt, _length, _next
    cdef list _endless, _tickets
    cdef int64_t _looked_at

    @cython.locals(has_some=bint)
    cdef int begin(self, int64_t interaction, int64_t routing) except -1
    @cython.locals(now=int64_t, routing=int64_t, at=int64_t, text=int64_t, block=int64_t)
    cdef int64_t play(self, int64_t interaction) except? -1
    @cython.locals(other=int64_t)
    cdef bint _is_all(self, int64_t interaction) except? -1
    @cython.locals(
        endless=list, tickets=list, seen=set, interaction=int64_t, ticket=int64_t, waits=bint
    )
    cdef int _forget(self) except -1
