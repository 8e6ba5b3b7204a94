cimport cython
from libc.stdint cimport int64_t

from engine.sim.core.agenda cimport Agenda
from engine.sim.core.draws cimport customer_of
from engine.sim.core.floats cimport exponential, natural_log, unit
from engine.sim.core.variates cimport Variates

cdef int64_t ARRIVAL, BUSYNESS, BURST, A_COMING, A_COMING_OF_BURST, A_RECORDED, CROWD, NONE
cdef int64_t COMES, COMES_AS_RECORDED, COMES_BY_BURST, WHAT_BITS, MILLION
cdef double PER_HOUR, PARTS


@cython.final
cdef class Comings:
    cdef Agenda _agenda
    cdef Variates _variates
    cdef int64_t _end, _burst_count
    cdef readonly int64_t[::1] segment, burst_streams
    cdef int64_t[::1] _starts, _begins, _ends, _at, _times, _parts, _drawn, _next_recorded
    cdef int64_t[::1] _burst_numbers, _burst_times, _burst_ends, _burst_left
    cdef double[::1] _rates
    cdef list _recorded
    cdef object _spells

    @cython.locals(spread=int64_t, entity=int64_t, at=int64_t)
    cdef object _read_rates(self, int64_t stream, arrivals, list found)
    cdef object _read_bursts(self, tuple streams, simulation)
    @cython.locals(stream=int64_t, row=int64_t)
    cpdef int begin(self) except -1
    @cython.locals(at=int64_t, now=int64_t, last=int64_t)
    cdef int64_t settle(self, int64_t stream) noexcept
    @cython.locals(
        at=int64_t, last=int64_t, customer=int64_t, left=double, time=int64_t, offset=double,
        rate=double, length=int64_t, whole=int64_t
    )
    cdef object next(self, int64_t stream)
    cdef object next_of_burst(self, int64_t row)
    @cython.locals(left=int64_t, entity=int64_t, share=double, time=int64_t)
    cdef bint _draw_of_burst(self, int64_t row) except? -1
    @cython.locals(at=int64_t, time=int64_t, times=int64_t[::1])
    cdef int next_recorded(self, int64_t stream) except -1
    @cython.locals(number=int64_t)
    cdef int64_t recorded(self, int64_t stream) except? -1
