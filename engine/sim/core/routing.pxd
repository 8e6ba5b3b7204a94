cimport cython
from libc.stdint cimport int64_t

from engine.sim.core.activations cimport Activations
from engine.sim.core.agenda cimport Agenda
from engine.sim.core.choosing cimport Choosing
from engine.sim.core.journal cimport Journal
from engine.sim.core.life cimport Life
from engine.sim.core.places cimport Places
from engine.sim.core.requests cimport Requests
from engine.sim.core.staff cimport Staff
from engine.sim.core.waiting cimport Waiting

cdef int64_t BEGUN, SELECTING, OFFERED, ACCEPTED, REFUSED_OFFER, WITHDRAWN, NO_AGENT, SUSPENDED
cdef int64_t NO_ANSWER, AGENT_NOT_READY, NOT_TAKEN, OUT_STOPPED, OUT_DISCONNECTED
cdef int64_t NOBODY, LOOK_US, REFUSES, NO_EXPRESSION, NO_TARGET, TIMEOUT
cdef int64_t HANDLED_BY_AGENT, NEVER, NONE, REST, ROUTING, TIMER, VOICE
cdef int64_t DIGIT_BITS, FAULTY, INTEGER, TAG_DIGITS, WRONG


@cython.final
cdef class Routing:
    cdef Agenda _agenda
    cdef Journal _journal
    cdef Places _places
    cdef Activations _activations
    cdef Life _life
    cdef Waiting _waiting
    cdef Choosing _choosing
    cdef object _servers, _words
    cdef readonly Staff staff
    cdef readonly Requests requests
    cdef int64_t _delivering_us
    cdef dict _agents, _groups
    cdef list _watching
    cdef int64_t[::1] _starts, _priority, _timeout, _clears
    cdef int64_t[::1] _pool, _name, _group, _for, _when

    cpdef int meet(self, list agents, list groups) except -1
    @cython.locals(
        fault=int64_t, priority=int64_t, is_fault=bint, now=int64_t, block=int64_t, until=int64_t,
        end=int64_t
    )
    cdef int64_t begin(self, int64_t interaction, int64_t routing) except? -2
    @cython.locals(
        first=int64_t, base=int64_t, at=int64_t, pool=int64_t, name=int64_t, known=dict
    )
    cdef int64_t _look_up(self, int64_t interaction, int64_t routing) except? -1
    @cython.locals(
        routing=int64_t, first=int64_t, count=int64_t, block=int64_t, length=int64_t,
        target=int64_t, event=int64_t, next_at=int64_t
    )
    cdef int _join(self, int64_t interaction) except -1
    @cython.locals(timer=int64_t, at=int64_t)
    cdef int _arm(self, int64_t interaction, int64_t look_at) except -1
    @cython.locals(
        now=int64_t, agent=int64_t, answer=int64_t, routing=int64_t, count=int64_t
    )
    cdef int64_t ring(self, int64_t interaction) except? -2
    @cython.locals(block=int64_t, waited=int64_t, event=int64_t, content=int64_t)
    cdef int64_t _give_up(self, int64_t interaction) except? -2
    cpdef int settle(self) except -1
    @cython.locals(best=int64_t, fresh=list)
    cdef int _decide(self) except -1
    @cython.locals(best=int64_t, fresh=list, interaction=int64_t, at=int64_t)
    cdef int64_t _first_of_all(self) except? -2
    @cython.locals(interaction=int64_t, kept=list)
    cdef int _watch(self) except -1
    @cython.locals(interaction=int64_t, held=bint)
    cdef int _look_again(self) except -1
    @cython.locals(waits=bint)
    cdef bint _is_in_line(self, int64_t interaction) noexcept
    @cython.locals(agent=int64_t, asked=int64_t, target=int64_t)
    cdef int _give(self, int64_t interaction) except -1
    @cython.locals(
        timer=int64_t, block=int64_t, name=int64_t, at=int64_t, event=int64_t, answer=int64_t, length=int64_t,
        end=int64_t
    )
    cdef int _offer(self, int64_t interaction, int64_t agent, int64_t target) except -1
    @cython.locals(block=int64_t, name=int64_t, waited=int64_t)
    cdef int _accept(self, int64_t interaction) except -1
    @cython.locals(
        agent=int64_t, block=int64_t, name=int64_t, now=int64_t, length=int64_t, queue=int64_t
    )
    cdef int _decline(self, int64_t interaction, int64_t withdrawal) except -1
    @cython.locals(interaction=int64_t, waits=bint)
    cpdef int set_ready(self, int64_t agent, int64_t ready) except -1
    cdef int finished(self, int64_t interaction) except -1
    @cython.locals(place=int64_t)
    cpdef int finish(self, int64_t interaction) except -1
    cpdef int recount(self) except -1
