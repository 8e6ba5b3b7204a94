cimport cython
from libc.stdint cimport int64_t

from engine.sim.core.activations cimport Activations
from engine.sim.core.agenda cimport Agenda
from engine.sim.core.journal cimport Journal
from engine.sim.core.life cimport Life
from engine.sim.core.places cimport Places
from engine.sim.core.waiting cimport Waiting

cdef int64_t ROUTING_TIMED_OUT, TAKEN, STOWED, RETURN_DUE, WORKED, HANDLING_TIMED_OUT
cdef int64_t WORKBIN_TIMED_OUT, TIMED_OUT, BY_AGENT, IN_STRATEGY, IN_WORKBIN, HANDLED
cdef int64_t AGENT_GONE, CUT_OFF, INTERRUPTED, OUT_DISCONNECTED, VOICE
cdef int64_t OUT_DEFAULT_ROUTED, OUT_STOPPED, NOBODYS, NONE, REST, REVOKED, UNROUTED
cdef int64_t FAULTY, TAG_DIGITS


@cython.final
cdef class Handling:
    cdef Agenda _agenda
    cdef Journal _journal
    cdef Places _places
    cdef Activations _activations
    cdef Life _life
    cdef Waiting _waiting
    cdef object _servers
    cdef int64_t[::1] _workbin, _owner, _nobody, _return_to, _after
    cdef dict _returns

    @cython.locals(owner=int64_t, block=int64_t, until=int64_t)
    cdef int64_t stow(self, int64_t interaction, int64_t stow) except? -2
    @cython.locals(workbin=int64_t, queue=int64_t)
    cpdef int take(self, int64_t interaction, int64_t agent) except -1
    @cython.locals(agent=int64_t)
    cpdef int work(self, int64_t interaction) except -1
    cpdef int place(self, int64_t interaction, int64_t queue) except -1
    cpdef int keep(self, int64_t interaction, int64_t workbin, int64_t owner) except -1
    cpdef int stop(self, int64_t interaction, int64_t reason) except -1
    @cython.locals(
        length=int64_t, place=int64_t, block=int64_t, agent=int64_t, workbin=int64_t
    )
    cdef int ring(self, int64_t interaction) except -1
    cpdef int interrupt(self, int64_t interaction) except -1
    @cython.locals(reason=int64_t)
    cpdef int lose_agent(self, int64_t interaction) except -1
    @cython.locals(queue=int64_t)
    cdef int _return(self, int64_t interaction, int64_t reason, int64_t cause) except -1
    cdef int _put(self, int64_t interaction, int64_t queue, int64_t cause) except -1
    cdef int _put_into(
        self, int64_t interaction, int64_t block, int64_t workbin, int64_t owner
    ) except -1
