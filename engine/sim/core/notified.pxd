cimport cython
from libc.stdint cimport int64_t

cdef int64_t OUT_STOPPED, OUT_LOST
cdef int64_t CREATED_NUMBER, STOPPED_NUMBER, LOST_NUMBER, OTHER_NUMBER, STAYED_US, STAYED_MOST_US


@cython.final
cdef class Notified:
    cdef int64_t _warm_up_us
    cdef int64_t[::1] _found, _created, _notification

    cdef int grow(self, int64_t length) except -1
    cdef void reset(self, int64_t slot, int64_t now) noexcept
    cdef void open(self, int64_t slot) noexcept
    @cython.locals(stayed=int64_t, how=int64_t)
    cdef void finish(self, int64_t slot, int64_t place, int64_t now) noexcept
