cimport cython
from libc.stdint cimport int64_t

from engine.sim.core.agenda cimport Agenda
from engine.sim.core.expressions cimport Evaluator
from engine.sim.core.places cimport Places

cdef int64_t NOT_HELD, TOO_FAST, TOO_MANY_AT_ONCE
cdef int64_t EVERYTHING, NONE, SILENT, SCAN, TRUE, FIRST_CAPACITY, PASSED_BITS_MAX
cdef int64_t PRIORITY, OLDEST, NEWEST, LONGEST_IN_QUEUE


@cython.final
cdef class Views:
    cdef Agenda _agenda
    cdef Places _places
    cdef Evaluator _evaluator
    cdef readonly int64_t[::1] queue, every, taken, passed
    cdef readonly int64_t seen_count, taken_count, passed_count, is_shut
    cdef int64_t[::1] _where, _timed, _order, _bit, _tick, _entry
    cdef int64_t[::1] _starts, _of_queue, _spare
    cdef int64_t[::1] _submitted_max, _rate, _rate_unit, _rate_window, _rate_used
    cdef int64_t _scanned, _scanned_at

    @cython.locals(at=int64_t)
    cpdef int wake(self, int64_t queue, int64_t time) except -1
    @cython.locals(queue=int64_t)
    cpdef int shut(self, int64_t reasons) except -1
    @cython.locals(now=int64_t, again=int64_t, interaction=int64_t)
    cpdef void scan(self, int64_t view) except *
    @cython.locals(room=int64_t, reason=int64_t, free=int64_t, window=int64_t, at=int64_t)
    cdef int _throttle(self, int64_t view, int64_t now) except -1
    cdef int _hold(self, int64_t view, int64_t interaction, int64_t reason) except -1
    @cython.locals(due=int64_t)
    cdef int64_t _look(
        self, int64_t view, int64_t interaction, int64_t now, int64_t again
    ) except? -2
    @cython.locals(where=int64_t)
    cdef bint _matches(self, int64_t view, int64_t interaction) except? -1
    @cython.locals(now=int64_t, every=int64_t, tick=int64_t)
    cdef void _wake_view(self, int64_t view, int64_t time) except *
    @cython.locals(left_key=int64_t, right_key=int64_t, first=int64_t, second=int64_t)
    cdef bint _is_before(self, int64_t order, int64_t left, int64_t right) noexcept
    @cython.locals(length=int64_t, start=int64_t)
    cdef int _sort(self, int64_t order) except -1
    @cython.locals(
        left=int64_t, left_end=int64_t, right=int64_t, right_end=int64_t, at=int64_t
    )
    cdef int _merge(self, int64_t order, int64_t start, int64_t length) except -1
    cdef int _grow(self, int64_t length) except -1
