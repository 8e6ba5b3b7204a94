cimport cython
from libc.stdint cimport int64_t

cdef int64_t FEW, FIRST_CAPACITY, MISSING, NONE


@cython.final
cdef class Pairs:
    cdef readonly int64_t[::1] counts
    cdef int64_t[::1] _first, _last, _keys, _values, _next
    cdef int64_t _row_count, _free
    cdef dict _rows

    cpdef int renew(self, int64_t owner) except -1
    @cython.locals(row=int64_t)
    cpdef int64_t get(self, int64_t owner, int64_t key) except? -1
    @cython.locals(row=int64_t)
    cpdef int set(self, int64_t owner, int64_t key, int64_t value) except -1
    @cython.locals(row=int64_t)
    cpdef list items(self, int64_t owner)
    cdef int64_t first(self, int64_t owner) noexcept
    cdef int64_t value(self, int64_t row) noexcept
    cdef int64_t after(self, int64_t row) noexcept
    @cython.locals(row=int64_t, rows=dict)
    cdef int64_t _row(self, int64_t owner, int64_t key) except? -1
    @cython.locals(row=int64_t)
    cdef int64_t _new_row(self, int64_t owner, int64_t key) except? -1
    @cython.locals(at=int64_t, rows=dict)
    cdef int _index(self, int64_t owner, int64_t key, int64_t row) except -1
    cdef int _grow(self, int64_t length) except -1
    cdef int _grow_rows(self, int64_t length) except -1
