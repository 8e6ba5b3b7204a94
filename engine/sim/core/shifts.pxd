cimport cython
from libc.stdint cimport int64_t

from engine.sim.core.agenda cimport Agenda
from engine.sim.core.crews cimport Crews
from engine.sim.core.offers cimport Offers
from engine.sim.core.presence cimport Presence
from engine.sim.core.staff cimport Staff

cdef int64_t BREAK_BEGINS, BREAK_ENDS, CROWD, LOGS_IN, LOGS_OUT, NEXT_ROW, PLANS


@cython.final
cdef class Shifts:
    cdef Agenda _agenda
    cdef Staff _staff
    cdef Offers _offers
    cdef readonly int64_t count
    cdef int64_t[::1] _times, _agents, _whats

    cpdef int plan(self, list times, list agents, list whats) except -1
    @cython.locals(row=int64_t)
    cpdef int begin(self) except -1
    cdef int shift(self, int64_t row) except -1
    cdef int _expect(self, int64_t row) except -1
    @cython.locals(agent=int64_t, what=int64_t)
    cdef int _do(self, int64_t row) except -1
    @cython.locals(staff=Staff, crews=Crews, agent=int64_t)
    cdef int _plan(self, int64_t crew, int64_t planned) except -1
    cpdef int log_out(self, int64_t agent) except -1
    cpdef int begin_break(self, int64_t agent) except -1
    @cython.locals(presence=Presence)
    cpdef int lose(self, int64_t agent, int64_t lost) except -1
    cpdef int set_ready(self, int64_t agent, int64_t ready) except -1
