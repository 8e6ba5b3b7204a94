cimport cython
from libc.stdint cimport int64_t, uint64_t

cdef uint64_t GAMMA, MASK, HALF, FIRST_FACTOR, SECOND_FACTOR
cdef int64_t PURPOSES, HALF_BITS, MILLION, NUMBER_BITS, STREAM_BITS, ATTEMPT_BITS
cdef int64_t ATTEMPTS_MAX, NOT_A_CUSTOMER


@cython.final
cdef class Draws:
    cdef readonly int64_t seed
    cdef uint64_t[::1] _keys

    @cython.locals(key=uint64_t)
    cpdef uint64_t bits(self, int64_t purpose, uint64_t entity, uint64_t draw) noexcept
    cpdef int64_t below(
        self, int64_t purpose, uint64_t entity, uint64_t draw, uint64_t count
    ) noexcept
    cpdef bint happens(
        self, int64_t purpose, uint64_t entity, uint64_t draw, int64_t share
    ) noexcept


cpdef uint64_t mixed(uint64_t number) noexcept
@cython.locals(
    low=uint64_t, high=uint64_t, count_low=uint64_t, count_high=uint64_t, middle=uint64_t,
    lower=uint64_t
)
cpdef uint64_t high_product(uint64_t bits, uint64_t count) noexcept
@cython.locals(tries=int64_t)
cpdef int64_t customer_of(int64_t stream, int64_t number, int64_t attempt) noexcept
cpdef int64_t derived(uint64_t entity, uint64_t child) noexcept
cpdef bint is_customer(int64_t entity) noexcept
cpdef int64_t attempt_of(int64_t customer) noexcept
cpdef int64_t stream_of(int64_t customer) noexcept
cpdef int64_t number_of(int64_t customer) noexcept
