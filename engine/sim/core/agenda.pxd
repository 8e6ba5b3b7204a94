cimport cython
from libc.stdint cimport int64_t

cdef int64_t SCAN, KIND_BITS, TIME_END, NONE, FIRST_CAPACITY


@cython.final
cdef class Agenda:
    cdef readonly int64_t now, kind, subject, length
    cdef int64_t _order, _ticket, _ticket_when_taken, _events_now, _events_now_max
    cdef int64_t[::1] _times, _orders, _entries, _subjects, _tickets, _positions
    cdef int64_t _entry_count, _free

    cpdef int stand_at(self, int64_t time) except -1
    @cython.locals(entry=int64_t, rank=int64_t)
    cpdef int64_t schedule(self, int64_t time, int64_t kind, int64_t subject) except? -1
    @cython.locals(position=int64_t, last=int64_t)
    cpdef int remove(self, int64_t entry) except -1
    cpdef int64_t next_time(self) noexcept
    @cython.locals(time=int64_t, order=int64_t, entry=int64_t)
    cpdef int64_t take(self) except? -1
    @cython.locals(entry=int64_t)
    cdef int64_t _new_entry(self) except? -1
    cdef void _release(self, int64_t entry) noexcept
    cdef int _grow(self, int64_t length) except -1
    @cython.locals(above=int64_t)
    cdef void _settle(self, int64_t position, int64_t time, int64_t order, int64_t entry) noexcept
    cdef bint _is_before(self, int64_t time, int64_t order, int64_t position) noexcept
    @cython.locals(above=int64_t)
    cdef void _rise(self, int64_t position, int64_t time, int64_t order, int64_t entry) noexcept
    @cython.locals(child=int64_t)
    cdef void _sink(self, int64_t position, int64_t time, int64_t order, int64_t entry) noexcept
    cdef void _put(self, int64_t position, int64_t time, int64_t order, int64_t entry) noexcept
