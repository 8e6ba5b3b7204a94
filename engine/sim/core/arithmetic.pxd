cimport cython
from libc.stdint cimport int64_t

cdef int64_t ADD, SUBTRACT, MULTIPLY, DIVIDE, MODULO
cdef int64_t EQUAL, UNEQUAL, LESS, LESS_EQUAL, GREATER
cdef int64_t DURATION, FALSE, FAULTY, INTEGER, LIST, SCALE, TEXT, TIME, TRUE
cdef int64_t NUMBER_MAX, WRONG, OVERFLOWN, BY_ZERO, UNDECIDED, DIGIT_BITS, TAG_DIGITS


@cython.locals(left_tag=int64_t, right_tag=int64_t, tag=int64_t, number=int64_t)
cpdef int64_t calculate(int64_t code, int64_t left, int64_t right) noexcept
@cython.locals(tag=int64_t)
cpdef int64_t negated(int64_t value) noexcept
cdef int64_t _value(int64_t number, int64_t tag) noexcept
cdef int64_t _compared(
    int64_t code, int64_t left, int64_t right, int64_t left_tag, int64_t right_tag
) noexcept
cdef int64_t _tag_of_sum(int64_t code, int64_t left_tag, int64_t right_tag) noexcept
@cython.locals(tag=int64_t)
cdef int64_t _product(int64_t left, int64_t right, int64_t left_tag, int64_t right_tag) noexcept
@cython.locals(tag=int64_t, size=int64_t, rest=int64_t)
cdef int64_t _quotient(
    int64_t code, int64_t left, int64_t right, int64_t left_tag, int64_t right_tag
) noexcept
