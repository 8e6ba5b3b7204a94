cimport cython
from libc.stdint cimport int64_t

from engine.sim.core.journal cimport Journal

cdef int64_t FINAL, FREED, PLACE_COUNT, NOWHERE, NONE, FIRST_CAPACITY


cdef class Slots:
    cdef Journal _journal
    cdef readonly bint recycles
    cdef readonly int64_t length, created_count
    cdef readonly int64_t[::1] place, number, noted, pins, told
    cdef int64_t[::1] _dying, _free, _gone, _found
    cdef int64_t _dying_count, _free_count

    cpdef int recycle(self) except -1
    @cython.locals(slot=int64_t, other=int64_t)
    cpdef int64_t slot_of(self, int64_t number) except? -1
    cpdef int pin(self, int64_t interaction) except -1
    cpdef int unpin(self, int64_t interaction) except -1
    cpdef int note(self, int64_t interaction) except -1
    cpdef int tell(self, int64_t interaction) except -1
    cpdef int untell(self, int64_t interaction) except -1
    @cython.locals(slot=int64_t)
    cpdef int64_t sweep(self) except? -1
    @cython.locals(slot=int64_t, number=int64_t)
    cdef int64_t _new_slot(self) except? -1
    cdef int _die(self, int64_t interaction) except -1
    cdef int _release(self, int64_t slot) except -1
    @cython.locals(slot=int64_t)
    cdef int _grow_slots(self, int64_t length) except -1
