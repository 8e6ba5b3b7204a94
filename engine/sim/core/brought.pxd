cimport cython
from libc.stdint cimport int64_t, uint64_t

from engine.sim.core.draws cimport Draws
from engine.sim.core.life cimport Life
from engine.sim.core.places cimport Places

cdef int64_t DATA, OF_ANI, OF_DNIS, OF_DATA, OF_PRIORITY, DIGIT_BITS, INTEGER, SCALE


@cython.final
cdef class Brought:
    cdef object _attributes
    cdef Draws _draws
    cdef Life _life
    cdef Places _places
    cdef int64_t[::1] _starts, _targets, _keys, _firsts, _counts, _lows, _widths, _values, _bounds
    cdef list _records

    cdef bint all_of(self, int64_t stream) except? 0

    @cython.locals(first=int64_t, at=int64_t, value=int64_t, target=int64_t, key=int64_t)
    cdef int give(
        self, int64_t interaction, int64_t stream, int64_t number, int64_t entity
    ) except -1
    @cython.locals(
        count=int64_t, first=int64_t, total=int64_t, drawn=int64_t, low=int64_t, high=int64_t,
        middle=int64_t
    )
    cdef int64_t _value(self, int64_t row, int64_t at, int64_t entity) except? -1
    cdef int _set(self, int64_t interaction, int64_t target, int64_t key, int64_t value) except -1
