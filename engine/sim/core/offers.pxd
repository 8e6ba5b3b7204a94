cimport cython
from libc.stdint cimport int64_t

from engine.sim.core.accepting cimport Accepting
from engine.sim.core.activations cimport Activations
from engine.sim.core.agenda cimport Agenda
from engine.sim.core.busy cimport Busy
from engine.sim.core.choosing cimport Choosing
from engine.sim.core.journal cimport Journal
from engine.sim.core.lengths cimport Lengths
from engine.sim.core.life cimport Life
from engine.sim.core.places cimport Places
from engine.sim.core.requests cimport Requests
from engine.sim.core.staff cimport Staff
from engine.sim.core.turns cimport Turns

cdef int64_t OFFERED, ACCEPTED, REFUSED_OFFER, WITHDRAWN, NO_ANSWER, AGENT_NOT_READY, NOT_TAKEN
cdef int64_t OUT_STOPPED, OUT_DISCONNECTED, CHAT, REFUSES, HANDLED_BY_AGENT, NEVER, NONE, TIMER
cdef int64_t MISSING, VOICE


@cython.final
cdef class Offers:
    cdef Agenda _agenda
    cdef Journal _journal
    cdef Places _places
    cdef Activations _activations
    cdef Staff _staff
    cdef Requests _requests
    cdef Turns _turns
    cdef Lengths _lengths
    cdef readonly Accepting accepting
    cdef Choosing _choosing
    cdef Busy _busy
    cdef Life _life
    cdef object _servers, _keys
    cdef public int64_t is_watched
    cdef int64_t _delivering_us, _selected, _last, _timeout_key
    cdef dict _usual
    cdef int64_t[::1] _starts

    cdef int meet(self, object keys) except -1
    @cython.locals(requests=Requests, at=int64_t)
    cdef int arm(self, int64_t interaction, int64_t look_at) except -1
    @cython.locals(timer=int64_t)
    cdef int _disarm(self, int64_t interaction) except -1
    @cython.locals(
        block=int64_t, name=int64_t, at=int64_t, event=int64_t, answer=int64_t, length=int64_t,
        end=int64_t
    )
    cdef int offer(self, int64_t interaction, int64_t agent, int64_t target) except -1
    @cython.locals(accepts_at=int64_t)
    cdef int ring(self, int64_t interaction) except -1
    @cython.locals(
        block=int64_t, agent=int64_t, target=int64_t, name=int64_t, waited=int64_t
    )
    cdef int _accept(self, int64_t interaction) except -1
    @cython.locals(
        agent=int64_t, block=int64_t, name=int64_t, now=int64_t, length=int64_t, queue=int64_t
    )
    cpdef int decline(self, int64_t interaction, int64_t withdrawal) except -1
    cdef int _turn_away(self, int64_t agent) except -1
    @cython.locals(media=int64_t, length=int64_t)
    cdef int64_t _timeout(self, int64_t interaction) except? -1
    cdef int forget_words(self) except -1
    cdef int take_back(self, int64_t agent) except -1
    cdef int finished(self, int64_t interaction) except -1
    @cython.locals(place=int64_t)
    cdef int finish(self, int64_t interaction) except -1
