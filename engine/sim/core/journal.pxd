cimport cython
from libc.stdint cimport int64_t

from engine.sim.core.agenda cimport Agenda

cdef int64_t WIDTH, NONE, FIRST_CHUNK, LAST_CHUNK


@cython.final
cdef class Journal:
    cdef readonly int64_t length
    cdef Agenda _agenda
    cdef int64_t _length_max, _at, _end
    cdef list _chunks
    cdef int64_t[::1] _rows

    @cython.locals(at=int64_t)
    cpdef int64_t write(
        self, int64_t kind, int64_t interaction, int64_t block, int64_t port, int64_t queue,
        int64_t a, int64_t b
    ) except? -1
    cpdef object columns(self)
    cdef int _begin_chunk(self) except -1
