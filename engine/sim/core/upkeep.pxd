cimport cython
from libc.stdint cimport int64_t

from engine.sim.core.journal cimport Journal
from engine.sim.core.places cimport Places
from engine.sim.core.requests cimport Requests
from engine.sim.core.routing cimport Routing

cdef int64_t DEEP_PAUSE, NONE, PAUSE


@cython.final
cdef class Upkeep:
    cdef Journal _journal
    cdef Places _places
    cdef Requests _requests
    cdef Routing _routing
    cdef object _servers
    cdef int64_t _left, _left_until_deep
    cdef bint _is_deep

    cpdef int check_deeply(self) except -1
    @cython.locals(slot=int64_t)
    cdef int keep(self) except -1
    cpdef int recount(self) except -1
