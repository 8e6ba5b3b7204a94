cimport cython
from libc.stdint cimport int64_t

cdef int64_t NONE, ROWS


@cython.final
cdef class Remembered:
    cdef int64_t[::1] _what, _left, _right, _result

    @cython.locals(at=int64_t)
    cdef int64_t find(self, int64_t what, int64_t left, int64_t right) noexcept
    @cython.locals(at=int64_t)
    cdef void keep(self, int64_t what, int64_t left, int64_t right, int64_t result) noexcept
    @cython.locals(at=int64_t)
    cdef void forget(self) noexcept


cdef int64_t _place(int64_t what, int64_t left, int64_t right) noexcept
