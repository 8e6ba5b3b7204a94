cimport cython
from libc.stdint cimport int64_t

cdef int64_t NEVER


@cython.final
cdef class Cuts:
    cdef readonly int64_t count, interval, end
    cdef int64_t _duration_us, _interval_us, _begin

    cpdef int64_t find(self, int64_t time) noexcept
    cdef void _look_up(self, int64_t time) noexcept
