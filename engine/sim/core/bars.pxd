cimport cython
from libc.stdint cimport int64_t

cdef int64_t FAMILIES, BOTH


@cython.final
cdef class Bars:
    cdef readonly int64_t[::1] alone
    cdef int64_t[::1] _rule, _starts, _what, _least

    @cython.locals(rule=int64_t, holds=int64_t, at=int64_t, what=int64_t)
    cpdef bint keeps_from(self, int64_t agent, int64_t family, int64_t[::1] load) noexcept
