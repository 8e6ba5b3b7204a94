cimport cython
from libc.stdint cimport int64_t

from engine.sim.core.agenda cimport Agenda

cdef int64_t EVENTS, WIDTH, SLOT, NONE, FIRST_CHUNK, LAST_CHUNK, ONLY_CHUNK, FIRST_CAPACITY
cdef int64_t KINDS, SESSION, WATCHED


@cython.final
cdef class Journal:
    cdef readonly int64_t length
    cdef readonly int64_t[::1] numbers
    cdef Agenda _agenda
    cdef int64_t _length_max, _at, _end, _given
    cdef list _chunks
    cdef object _tally, _chunk, _kept, _followed
    cdef readonly dict events
    cdef readonly bint keeps, explains, follows, watches
    cdef public list met
    cdef int64_t[::1] _rows, _told, _watched

    cpdef int follow(self, object numbers) except -1
    cpdef int fold(self, object tally, int64_t level) except -1
    cpdef int watch(self, int64_t kind) except -1
    cdef int _meet(self, int64_t kind, int64_t interaction, int64_t a, int64_t b) except -1
    cdef int _begin(self, int64_t length) except -1
    cpdef int name(self, int64_t slot, int64_t number) except -1
    cpdef int64_t number(self, int64_t slot) except? -1
    cpdef bint tells(self, int64_t slot) except? -1
    @cython.locals(at=int64_t)
    cpdef int64_t write(
        self, int64_t kind, int64_t interaction, int64_t block, int64_t port, int64_t queue,
        int64_t a, int64_t b
    ) except? -1
    cpdef int keep_last(self) except -1
    cdef int _keep(self, int64_t event, int64_t at) except -1
    cpdef object values(self)
    cpdef object columns(self)
    cpdef int tell(self) except -1
    cdef int _begin_chunk(self) except -1
