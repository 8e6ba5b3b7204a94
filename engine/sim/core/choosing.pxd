cimport cython
from libc.stdint cimport int64_t

from engine.sim.core.turns cimport Turns
from engine.sim.core.journal cimport Journal
from engine.sim.core.places cimport Places
from engine.sim.core.pools cimport Pools
from engine.sim.core.requests cimport Requests
from engine.sim.core.staff cimport Staff
from engine.sim.core.waiting cimport Waiting

cdef int64_t FAMILIES, HANDLED, NO_EXPRESSION, LONGEST_IDLE, LEAST_OCCUPIED
cdef int64_t IS_BARRED, IS_FULL, IS_NOT_READY, IS_OUT, IS_UNSKILLED, LOGGED_OUT, NONE, ON_BREAK
cdef int64_t PREFERRED, RESTS
cdef int64_t THRESHOLD_FALSE, TRUE


@cython.final
cdef class Choosing:
    cdef Journal _journal
    cdef Staff _staff
    cdef Requests _requests
    cdef Turns _turns
    cdef Pools _pools
    cdef Waiting _waiting
    cdef object _words
    cdef readonly int64_t target
    cdef int64_t[::1] _starts, _order, _when

    @cython.locals(pools=Pools, family=int64_t, at=int64_t, line=int64_t)
    cdef int64_t best(self, int64_t agent, int64_t best) except? -2
    @cython.locals(turns=Turns, band=int64_t, connector=int64_t, interaction=int64_t)
    cdef int64_t _first_of(self, int64_t line, int64_t best) except? -2
    @cython.locals(at=int64_t)
    cdef bint is_open(self, int64_t interaction, int64_t target) except? -1
    @cython.locals(share=int64_t, target=int64_t, agent=int64_t)
    cdef int64_t choose(self, int64_t interaction, int64_t held) except? -2
    @cython.locals(turns=Turns, pool=int64_t, order=int64_t, agent=int64_t)
    cdef int64_t _agent_of(self, int64_t interaction, int64_t target, int64_t held) except? -2
    @cython.locals(
        pools=Pools, best=int64_t, first=int64_t, last=int64_t, at=int64_t, agent=int64_t,
        chain=int64_t, node=int64_t, by_load=bint
    )
    cdef int64_t _free_of(self, int64_t pool, int64_t family, int64_t order) except? -2
    @cython.locals(agent=int64_t)
    cdef int64_t _best_of_chain(self, int64_t node, int64_t best, int64_t order) except? -2
    @cython.locals(
        pools=Pools, family=int64_t, pool=int64_t, order=int64_t, at=int64_t, agent=int64_t,
        why=int64_t
    )
    cdef void explain(
        self, int64_t event, int64_t interaction, int64_t target, int64_t chosen
    ) except *
    @cython.locals(state=int64_t)
    cdef int64_t _absence(self, int64_t agent) noexcept
    @cython.locals(at=int64_t)
    cdef int64_t _fullness(self, int64_t agent, int64_t family) noexcept
    @cython.locals(
        handled=int64_t, interaction=int64_t, known=bint, waits=bint, is_offered=bint, at=int64_t
    )
    cpdef int recount(self, Places places) except -1
