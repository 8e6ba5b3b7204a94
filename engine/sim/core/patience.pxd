cimport cython
from libc.stdint cimport int64_t

from engine.sim.core.agenda cimport Agenda
from engine.sim.core.slots cimport Slots

cdef int64_t CROWD, GIVES_UP, NEVER, NONE, WHAT_BITS, IMPATIENT, GIVING_UP, FIRST_CAPACITY


cdef class Patience(Slots):
    cdef Agenda _agenda
    cdef readonly int64_t[::1] customer, draws, patience_us, patience

    @cython.locals(customer=int64_t)
    cpdef int64_t entity(self, int64_t interaction) except? -1
    @cython.locals(length=int64_t, end=int64_t)
    cpdef int begin_patience(self, int64_t interaction) except -1
    cpdef int end_patience(self, int64_t interaction) except -1
    cpdef int gave_up(self, int64_t interaction) except -1
    cdef int _renew_customer(self, int64_t interaction) except -1
    cdef int _grow_customers(self, int64_t length) except -1
