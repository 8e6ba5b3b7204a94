cimport cython
from libc.stdint cimport int64_t

from engine.sim.core.turns cimport Turns

cdef int64_t NONE, REMEMBERED, SECOND_US, SECONDS, WIDTH, WHOLE, FIRST_CAPACITY


@cython.final
cdef class VirtualQueues:
    cdef Turns _turns
    cdef readonly int64_t[::1] capacity, of_routing, lengths, first, over, after
    cdef int64_t[::1] _waits, _waited, _lengths_waited, _abandoned, _by_seconds, _before

    cdef int make_room(self, int64_t interaction) except -1
    @cython.locals(queue=int64_t)
    cdef int64_t enter(self, int64_t interaction, int64_t routing) noexcept
    cdef void stays(self, int64_t interaction, int64_t routing) noexcept
    @cython.locals(queue=int64_t, before=int64_t, after=int64_t)
    cdef void leave(self, int64_t interaction, int64_t routing) noexcept
    @cython.locals(after=int64_t)
    cdef void _link(self, int64_t interaction, int64_t queue) noexcept
    @cython.locals(queue=int64_t, at=int64_t, seconds=int64_t)
    cdef void answered(self, int64_t routing, int64_t length) noexcept
    @cython.locals(queue=int64_t)
    cdef void abandoned(self, int64_t routing) noexcept
    @cython.locals(count=int64_t)
    cpdef int64_t estimated_wait(self, int64_t queue) noexcept
    @cython.locals(total=int64_t, base=int64_t, found=int64_t, seconds=int64_t)
    cpdef int64_t service_level(self, int64_t queue, int64_t within) noexcept
    @cython.locals(queue=int64_t, place=int64_t, other=int64_t)
    cpdef int64_t position(self, int64_t interaction) noexcept
    @cython.locals(queue=int64_t, count=int64_t, interaction=int64_t, routing=int64_t)
    cdef int recount(self) except -1
    cdef int _grow(self, int64_t length) except -1
