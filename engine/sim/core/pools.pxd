cimport cython
from libc.stdint cimport int64_t

cdef int64_t FAMILIES, NONE


@cython.final
cdef class Pools:
    cdef readonly int64_t count
    cdef readonly int64_t[::1] group_pools, starts, members, agent_starts, agent_pools
    cdef readonly int64_t[::1] chains, exact, first, after, idle_since, is_skilled, is_unskilled
    cdef int64_t[::1] _places, _last, _before, _chain
    cdef dict _numbers

    cpdef int64_t pool_of(self, target) except? -1
    cdef bint has(self, int64_t pool, int64_t agent) noexcept
    @cython.locals(at=int64_t, node=int64_t, family=int64_t)
    cdef void part(self, int64_t agent) noexcept
    @cython.locals(at=int64_t, chains=int64_t, count=int64_t, chain=int64_t)
    cdef void join(self, int64_t agent, int64_t family, int64_t load) noexcept
    cdef bint is_before(self, int64_t agent, int64_t other) noexcept
    @cython.locals(before=int64_t, after=int64_t)
    cdef void _link(self, int64_t chain, int64_t node, int64_t agent) noexcept
    @cython.locals(chain=int64_t, before=int64_t, after=int64_t)
    cdef void _unlink(self, int64_t node) noexcept
    @cython.locals(
        at=int64_t, chains=int64_t, node=int64_t, chained=bint, due=bint, after=int64_t,
        other=int64_t
    )
    cdef int recount(self, int64_t agent, int64_t family, int64_t free) except -1
