cimport cython
from libc.stdint cimport int64_t

from engine.sim.core.activations cimport Activations
from engine.sim.core.agenda cimport Agenda
from engine.sim.core.busy cimport Busy
from engine.sim.core.choosing cimport Choosing
from engine.sim.core.claims cimport Claims
from engine.sim.core.journal cimport Journal
from engine.sim.core.life cimport Life
from engine.sim.core.offers cimport Offers
from engine.sim.core.places cimport Places
from engine.sim.core.requests cimport Requests
from engine.sim.core.shifts cimport Shifts
from engine.sim.core.staff cimport Staff
from engine.sim.core.turns cimport Turns
from engine.sim.core.waiting cimport Waiting

cdef int64_t BEGUN, SELECTING, NO_AGENT, SUSPENDED, REJECTED, DRAWN
cdef int64_t NOBODY, IS_FULL, PERCENTAGE, LOOK_US, NO_EXPRESSION, NO_TARGET, TIMEOUT
cdef int64_t NEVER, NONE, REST, ROUTING
cdef int64_t DIGIT_BITS, FAULTY, TAG_DIGITS, WRONG


@cython.final
cdef class Routing:
    cdef Agenda _agenda
    cdef Journal _journal
    cdef Places _places
    cdef Activations _activations
    cdef Life _life
    cdef Waiting _waiting
    cdef Choosing _choosing
    cdef Claims _claims
    cdef Busy _busy
    cdef Turns _turns
    cdef object _servers
    cdef readonly Offers offers
    cdef readonly Shifts shifts
    cdef readonly Staff staff
    cdef readonly Requests requests
    cdef dict _agents, _groups
    cdef list _watching, _tickets
    cdef int64_t[::1] _starts, _timeout, _clears, _draws
    cdef int64_t[::1] _pool, _name, _group, _for, _when, _share

    cpdef int meet(self, list agents, list groups, object keys) except -1
    cpdef int forget_words(self) except -1
    @cython.locals(
        fault=int64_t, priority=int64_t, now=int64_t, block=int64_t, until=int64_t,
        end=int64_t, family=int64_t, is_full=int64_t
    )
    cdef int64_t begin(self, int64_t interaction, int64_t routing) except? -2
    @cython.locals(number=int64_t, first=int64_t, at=int64_t)
    cdef void _draw(self, int64_t interaction, int64_t routing, int64_t block) except *
    @cython.locals(
        first=int64_t, base=int64_t, at=int64_t, pool=int64_t, name=int64_t, known=dict
    )
    cdef int64_t _look_up(self, int64_t interaction, int64_t routing) except? -1
    @cython.locals(
        routing=int64_t, first=int64_t, count=int64_t, block=int64_t, length=int64_t,
        watches=int64_t, target=int64_t, event=int64_t, next_at=int64_t
    )
    cdef int _join(self, int64_t interaction) except -1
    @cython.locals(now=int64_t, routing=int64_t, count=int64_t)
    cdef int64_t ring(self, int64_t interaction) except? -2
    @cython.locals(fault=int64_t)
    cdef int64_t _play(self, int64_t interaction) except? -2
    @cython.locals(block=int64_t, waited=int64_t, event=int64_t, content=int64_t)
    cdef int64_t _give_up(self, int64_t interaction) except? -2
    @cython.locals(block=int64_t, queue=int64_t, capacity=int64_t)
    cdef int64_t _reject(self, int64_t interaction) except? -2
    cdef int _wake(self, int64_t interaction) except -1
    cpdef int settle(self) except -1
    @cython.locals(best=int64_t)
    cdef int _decide(self) except -1
    @cython.locals(best=int64_t, at=int64_t)
    cdef int64_t _first_of_all(self) except? -2
    @cython.locals(
        watching=list, tickets=list, seen=set, interaction=int64_t, ticket=int64_t, waits=bint
    )
    cdef int _watch(self) except -1
    @cython.locals(interaction=int64_t, held=bint)
    cdef int _look_again(self) except -1
    @cython.locals(agent=int64_t, asked=int64_t, target=int64_t)
    cdef int _give(self, int64_t interaction) except -1
    cpdef int set_ready(self, int64_t agent, int64_t ready) except -1
    cpdef int log_in(self, int64_t agent) except -1
    cpdef int log_out(self, int64_t agent) except -1
    cpdef int begin_break(self, int64_t agent) except -1
    cpdef int end_break(self, int64_t agent) except -1
    cpdef int begin_shifts(self) except -1
    cdef int shift(self, int64_t row) except -1
    cpdef int wrapped_up(self, int64_t desk) except -1
    cdef int finished(self, int64_t interaction) except -1
    cpdef int finish(self, int64_t interaction) except -1
    cpdef int recount(self) except -1
