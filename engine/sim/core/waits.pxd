cimport cython
from libc.stdint cimport int64_t

cdef int64_t NONE, BITS, EXACT, BUCKETS, HAS_NOT_ASKED, WAITS, FOUND_FULL, IS_OVER
cdef int64_t CAME, ASKED, ANSWERED, ANSWERED_IN_TARGET, ABANDONED, ABANDONED_IN_TARGET, LEFT
cdef int64_t BLOCKED, WAITED_ANSWERED, WAITED_ABANDONED, WAITED_LEFT, WAITED_MOST, DELAYED, FIELDS


@cython.final
cdef class WaitsTally:
    cdef int64_t _scopes, _intervals, _target_us
    cdef readonly int64_t[::1] row
    cdef int64_t[::1] _found, _histogram, _began, _stage

    cpdef int grow(self, int64_t length) except -1
    cdef void reset(self, int64_t slot) noexcept
    cdef void come(self, int64_t slot, int64_t row) noexcept
    cdef void ask(self, int64_t slot, int64_t now) noexcept
    cdef void enter(self, int64_t slot, int64_t row, int64_t now) noexcept
    cdef void find_full(self, int64_t slot, int64_t now) noexcept
    @cython.locals(waited=int64_t, row=int64_t, at=int64_t, shift=int64_t, bucket=int64_t)
    cdef void answer(self, int64_t slot, int64_t now) noexcept
    @cython.locals(waited=int64_t, at=int64_t)
    cdef void abandon(self, int64_t slot, int64_t now) noexcept
    @cython.locals(at=int64_t)
    cdef void leave(self, int64_t slot, int64_t now) noexcept
    @cython.locals(stage=int64_t)
    cdef bint _waits(self, int64_t slot) noexcept
    cdef void _end(self, int64_t slot, int64_t waited, int64_t at, int64_t total) noexcept
