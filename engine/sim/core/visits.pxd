cimport cython
from libc.stdint cimport int64_t

cdef int64_t NONE, FIRST_CAPACITY
cdef int64_t REQUESTED, ANSWERED, TIMED_OUT, LATE, ANSWER_US, CALL_FIELDS


@cython.final
cdef class VisitsTally:
    cdef int64_t _warm_up_us, _count, _frame_count, _free
    cdef dict _refused
    cdef int64_t[::1] _starts, _entered, _stayed, _handed_over, _gone, _ports, _calls
    cdef int64_t[::1] _block, _since, _requested, _frame, _blocks_below, _since_below, _below

    cpdef int grow(self, int64_t length) except -1
    cdef void reset(self, int64_t slot) noexcept
    cdef void enter(self, int64_t slot, int64_t block, int64_t now) noexcept
    cdef void leave(self, int64_t slot, int64_t block, int64_t port, int64_t now) noexcept
    cdef void end(self, int64_t slot, int64_t now) noexcept
    @cython.locals(block=int64_t)
    cdef void vanish(self, int64_t slot, int64_t now) noexcept
    @cython.locals(block=int64_t)
    cdef void _hand_over(self, int64_t slot, int64_t now) noexcept
    @cython.locals(block=int64_t)
    cdef void _close(self, int64_t slot, int64_t now) noexcept
    @cython.locals(frame=int64_t)
    cdef int call(self, int64_t slot) except -1
    cdef void come_back(self, int64_t slot, int64_t now, bint hung_up) noexcept
    @cython.locals(frame=int64_t)
    cdef void _pop(self, int64_t slot) noexcept
    cdef int _grow_frames(self, int64_t length) except -1
    cdef void request(self, int64_t slot, int64_t block, int64_t now) noexcept
    cdef void answer(self, int64_t slot, int64_t block, int64_t now) noexcept
    cdef int refuse(self, int64_t slot, int64_t block, int64_t fault, int64_t now) except -1
    cdef void time_out(self, int64_t block, int64_t now) noexcept
    cdef void be_late(self, int64_t block, int64_t now) noexcept
    cdef void _note(self, int64_t block, int64_t field, int64_t change, int64_t now) noexcept
