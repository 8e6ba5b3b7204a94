cimport cython
from libc.stdint cimport int64_t

from engine.sim.core.pools cimport Pools

cdef int64_t NONE


@cython.final
cdef class Crews:
    cdef Pools _pools
    cdef int64_t[::1] _total, _offered
    cdef readonly int64_t count
    cdef readonly int64_t[::1] of, is_there, first, after, planned, there

    cdef void plan(self, int64_t crew, int64_t planned) noexcept
    cdef bint is_over(self, int64_t crew) noexcept
    cdef void set_there(self, int64_t agent, int64_t there) noexcept
    @cython.locals(agent=int64_t)
    cdef list who_comes(self, int64_t crew)
    @cython.locals(agent=int64_t, most=int64_t)
    cdef list who_goes(self, int64_t crew)
    @cython.locals(
        crew=int64_t, there=int64_t, busy=int64_t, agent=int64_t, planned=int64_t, wrong=int64_t
    )
    cpdef int recount(self) except -1
