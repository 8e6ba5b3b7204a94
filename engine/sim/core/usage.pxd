cimport cython
from libc.stdint cimport int64_t

from engine.sim.core.lines cimport Lines


@cython.final
cdef class UsageTally:
    cdef object _pool
    cdef Lines _there
    cdef int64_t _warm_up_us, _templates
    cdef int64_t[::1] _family, _whatsapp

    cdef int grow(self, int64_t length) except -1
    cdef int come(self, int64_t slot, int64_t media, int64_t now) except -1
    cdef void send(self, int64_t slot, int64_t now) noexcept
    cdef void finish(self, int64_t slot, int64_t now) noexcept
