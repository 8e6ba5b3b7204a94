cimport cython
from libc.stdint cimport int64_t

cdef int64_t NONE, DIGIT_BITS, FAMILIES


@cython.final
cdef class UsageTally:
    cdef list _texts
    cdef dict _kinds
    cdef int64_t _warm_up_us, _templates
    cdef int64_t[::1] _kind, _there, _lasted, _since

    cdef int grow(self, int64_t length) except -1
    @cython.locals(index=int64_t, kind=int64_t, text=object)
    cdef int come(self, int64_t slot, int64_t media, int64_t now) except -1
    cdef void send(self, int64_t slot, int64_t now) noexcept
    @cython.locals(family=int64_t)
    cdef void finish(self, int64_t slot, int64_t now) noexcept
    cdef void _pass_time(self, int64_t family, int64_t now) noexcept
