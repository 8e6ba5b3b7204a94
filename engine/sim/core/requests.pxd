cimport cython
from libc.stdint cimport int64_t

from engine.sim.core.agenda cimport Agenda
from engine.sim.core.journal cimport Journal
from engine.sim.core.turns cimport Turns
from engine.sim.core.staff cimport Staff
from engine.sim.core.virtual_queues cimport VirtualQueues

cdef int64_t WITHDRAWN, NOT_WANTED, NONE, FIRST_CAPACITY


@cython.final
cdef class Requests:
    cdef Agenda _agenda
    cdef Journal _journal
    cdef Staff _staff
    cdef readonly Turns turns
    cdef readonly VirtualQueues queues
    cdef readonly int64_t made, accepted, refused, withdrawn, open, fresh_count
    cdef readonly int64_t[::1] lengths, first, joined, offer, offered_at, accepts_at, until, next_at
    cdef readonly int64_t[::1] asked, share, first_offer, asks_for
    cdef int64_t[::1] _after, _before, _last_offer, _is_fresh, _fresh

    cdef int make_room(self, int64_t interaction) except -1
    cdef int64_t begin(
        self, int64_t interaction, int64_t routing, int64_t family, int64_t priority, int64_t until
    ) except? -1
    cdef int end(self, int64_t interaction) except -1
    @cython.locals(agent=int64_t, name=int64_t)
    cpdef int cancel(self, int64_t interaction, int64_t abandoned) except -1
    cdef bint is_in_line(self, int64_t interaction) noexcept
    @cython.locals(target=int64_t)
    cdef int rejoin(self, int64_t interaction) except -1
    @cython.locals(target=int64_t)
    cdef int leave(self, int64_t interaction) except -1
    @cython.locals(before=int64_t)
    cdef int give(
        self, int64_t interaction, int64_t agent, int64_t target, int64_t answer
    ) except -1
    @cython.locals(length=int64_t)
    cdef int accept(self, int64_t interaction) except -1
    cdef int refuse(self, int64_t interaction) except -1
    cdef int withdraw(self, int64_t interaction) except -1
    @cython.locals(agent=int64_t, before=int64_t, after=int64_t)
    cdef int _close(self, int64_t interaction) except -1
    cdef int ask(self, int64_t interaction) except -1
    @cython.locals(best=int64_t, at=int64_t, interaction=int64_t)
    cdef int64_t first_fresh(self) except? -2
    @cython.locals(at=int64_t)
    cdef int has_asked(self, int64_t interaction) except -1
    cpdef int64_t estimated_wait(self, int64_t queue) noexcept
    cpdef int64_t service_level(self, int64_t queue, int64_t within) noexcept
    cpdef int64_t position(self, int64_t interaction) noexcept
    cpdef int balance(self) except -1
    @cython.locals(standing=int64_t, wanted=int64_t, interaction=int64_t)
    cpdef int recount(self) except -1
    cdef int _grow(self, int64_t length) except -1
