cimport cython
from libc.stdint cimport int64_t

from engine.sim.core.pairs cimport Pairs

cdef int64_t NONE, FIRST_CAPACITY, INTEGER, SUBROUTINE_FAILED


@cython.final
cdef class Activations:
    cdef readonly int64_t width
    cdef readonly int64_t[::1] strategy, block, resume, waiting, timer, steps, steps_in_total, base
    cdef readonly int64_t[::1] slots, depth
    cdef readonly int64_t[::1] caller, callers, blocks, resumes, last_fault, last_content
    cdef readonly Pairs answers, faults, fault_contents
    cdef int64_t[::1] _free
    cdef readonly int64_t frame_count
    cdef int64_t _free_count

    cpdef int renew(self, int64_t slot) except -1
    cpdef int begin(self, int64_t interaction, int64_t strategy) except -1
    cpdef int end(self, int64_t interaction) except -1
    @cython.locals(caller=int64_t, frame=int64_t)
    cpdef int called(self, int64_t interaction, int64_t strategy, int64_t resume) except -1
    @cython.locals(frame=int64_t)
    cpdef int returned(self, int64_t interaction) except -1
    cpdef bint is_called(self, int64_t interaction) noexcept
    cpdef int answered(self, int64_t interaction, int64_t block, int64_t value) except -1
    @cython.locals(frame=int64_t)
    cpdef int failed(
        self, int64_t interaction, int64_t block, int64_t number, int64_t content
    ) except -1
    @cython.locals(frame=int64_t)
    cpdef int failed_at_border(self, int64_t interaction, int64_t number, int64_t content) except -1
    @cython.locals(frame=int64_t)
    cpdef int64_t latest_fault(self, int64_t interaction) noexcept
    @cython.locals(frame=int64_t)
    cpdef int64_t latest_content(self, int64_t interaction) noexcept
    cpdef int forget_steps(self, int64_t interaction) except -1
    cpdef bint is_running(self, int64_t interaction) noexcept
    cdef int _free_frame(self, int64_t frame) except -1
    @cython.locals(frame=int64_t)
    cdef int64_t _new_frame(self) except? -1
    cdef int _grow_frames(self, int64_t length) except -1
    cdef int _grow(self, int64_t length) except -1
