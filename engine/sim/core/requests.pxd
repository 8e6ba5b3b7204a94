cimport cython
from libc.stdint cimport int64_t

from engine.sim.core.agenda cimport Agenda
from engine.sim.core.journal cimport Journal
from engine.sim.core.staff cimport Staff

cdef int64_t WITHDRAWN, NOT_WANTED, FAMILIES, REMEMBERED, PRIORITY_MAX, NONE, FIRST_CAPACITY


@cython.final
cdef class Requests:
    cdef Agenda _agenda
    cdef Journal _journal
    cdef Staff _staff
    cdef readonly int64_t width, made, accepted, refused, withdrawn, open
    cdef readonly int64_t[::1] age_step, age_every, virtual_queue, lengths, routing, family, first
    cdef readonly int64_t[::1] joined, priority, entered, tickets, offer, offered_at, until, next_at
    cdef readonly int64_t[::1] asked, pools, after, heads
    cdef readonly int64_t[::1] group_pools, pool_starts, members, agent_starts, agent_pools
    cdef int64_t[::1] _before, _line, _tails, _waits, _waited, _lengths_waited
    cdef int64_t _ticket
    cdef readonly list fresh
    cdef dict _pool_numbers

    cdef int64_t pool_of(self, tuple agents) except? -1
    cdef int make_room(self, int64_t interaction) except -1
    @cython.locals(queue=int64_t)
    cdef int begin(
        self, int64_t interaction, int64_t routing, int64_t family, int64_t priority, int64_t until
    ) except -1
    @cython.locals(queue=int64_t)
    cdef int end(self, int64_t interaction) except -1
    @cython.locals(agent=int64_t, name=int64_t)
    cdef int cancel(self, int64_t interaction) except -1
    cdef int give(self, int64_t interaction, int64_t agent) except -1
    @cython.locals(queue=int64_t)
    cdef int accept(self, int64_t interaction) except -1
    @cython.locals(at=int64_t)
    cdef int _remember(self, int64_t queue, int64_t length) except -1
    @cython.locals(count=int64_t)
    cpdef int64_t estimated_wait(self, int64_t queue) noexcept
    cdef int refuse(self, int64_t interaction) except -1
    cdef int withdraw(self, int64_t interaction) except -1
    cdef int take_back(self, int64_t interaction) except -1
    @cython.locals(
        connector=int64_t, line=int64_t, routing=int64_t, before=int64_t, after=int64_t
    )
    cdef int join(self, int64_t interaction, int64_t target) except -1
    @cython.locals(target=int64_t)
    cdef int rejoin(self, int64_t interaction) except -1
    @cython.locals(target=int64_t)
    cdef int leave(self, int64_t interaction) except -1
    @cython.locals(line=int64_t, before=int64_t, after=int64_t)
    cdef int _leave_line(self, int64_t connector) except -1
    @cython.locals(routing=int64_t, priority=int64_t, every=int64_t, steps=int64_t)
    cpdef int64_t standing(self, int64_t interaction) noexcept
    @cython.locals(mine=int64_t, theirs=int64_t)
    cdef bint is_before(self, int64_t interaction, int64_t other) noexcept
    @cython.locals(queue=int64_t, place=int64_t, other=int64_t, routing=int64_t)
    cpdef int64_t position(self, int64_t interaction) noexcept
    cpdef int balance(self) except -1
    @cython.locals(
        standing=int64_t, line=int64_t, connector=int64_t, after=int64_t, wanted=int64_t,
        interaction=int64_t, mine=int64_t, next_one=int64_t
    )
    cpdef int recount(self) except -1
    cdef int _grow(self, int64_t length) except -1
