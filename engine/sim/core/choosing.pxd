cimport cython
from libc.stdint cimport int64_t

from engine.sim.core.places cimport Places
from engine.sim.core.requests cimport Requests
from engine.sim.core.staff cimport Staff
from engine.sim.core.waiting cimport Waiting

cdef int64_t FAMILIES, HANDLED, NO_EXPRESSION, IS_FULL, IS_NOT_READY, NONE, PREFERRED, THRESHOLD_FALSE, TRUE


@cython.final
cdef class Choosing:
    cdef Staff _staff
    cdef Requests _requests
    cdef Waiting _waiting
    cdef object _words
    cdef readonly int64_t target
    cdef int64_t[::1] _starts, _order, _when

    @cython.locals(family=int64_t, at=int64_t, line=int64_t)
    cdef int64_t best(self, int64_t agent, int64_t best) except? -2
    @cython.locals(connector=int64_t, interaction=int64_t, target=int64_t, is_first=bint)
    cdef int64_t _first_of(self, int64_t line, int64_t best) except? -2
    @cython.locals(at=int64_t)
    cdef bint is_open(self, int64_t interaction, int64_t target) except? -1
    @cython.locals(
        routing=int64_t, family=int64_t, order=int64_t, base=int64_t, target=int64_t,
        pool=int64_t, best=int64_t, at=int64_t, agent=int64_t
    )
    cdef int64_t choose(self, int64_t interaction, int64_t held) except? -2
    @cython.locals(
        family=int64_t, pool=int64_t, order=int64_t, at=int64_t, agent=int64_t, why=int64_t
    )
    cdef int explain(
        self, int64_t event, int64_t interaction, int64_t target, int64_t chosen
    ) except -1
    @cython.locals(
        handled=int64_t, interaction=int64_t, waits=bint, is_offered=bint, at=int64_t
    )
    cpdef int recount(self, Places places) except -1
