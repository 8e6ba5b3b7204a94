cimport cython
from libc.stdint cimport int64_t

cdef int64_t NONE, PLACES, FINAL, FAILURES, NUMBERS, FIRST_CAPACITY


@cython.final
cdef class FailedTally:
    cdef int64_t _warm_up_us
    cdef int64_t[::1] _index, _bits, _nobody, _happened, _hit, _finals, _by

    cdef void reset(self, int64_t slot) noexcept
    @cython.locals(index=int64_t)
    cdef void fail(self, int64_t slot, int64_t number, int64_t place, int64_t now) noexcept
    @cython.locals(by=int64_t, index=int64_t)
    cdef void finish(self, int64_t slot, int64_t place) noexcept
    cdef int grow(self, int64_t length) except -1
