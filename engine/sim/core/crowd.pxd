cimport cython
from libc.stdint cimport int64_t

from engine.sim.core.agenda cimport Agenda
from engine.sim.core.brought cimport Brought
from engine.sim.core.comings cimport Comings
from engine.sim.core.draws cimport (
    Draws, attempt_of, customer_of, is_customer, number_of, stream_of
)
from engine.sim.core.journal cimport Journal
from engine.sim.core.lengths cimport Lengths
from engine.sim.core.places cimport Places
from engine.sim.core.variates cimport Variates

cdef int64_t ARRIVED, CREATED, COMES_AGAIN, PATIENCE, IMPATIENCE, RETRY, RETRY_AFTER, TRANSFER, A_RETURN
cdef int64_t CROWD, NONE, RETURNS, VOICE, WHAT_BITS, FIRST_CAPACITY, ATTEMPTS_MAX


@cython.final
cdef class Crowd:
    cdef Agenda _agenda
    cdef Journal _journal
    cdef Places _places
    cdef Draws _draws
    cdef Variates _variates
    cdef Lengths _lengths
    cdef Brought _brought
    cdef readonly Comings comings
    cdef readonly int64_t stream, number, strategy, attempt
    cdef int64_t _end, _nothing, _return_count, _free
    cdef int64_t[::1] _made_as, _queues
    cdef int64_t[::1] _strategies, _families, _media, _numbers, _impatient
    cdef int64_t[::1] _retry, _retry_after, _retry_most, _patience, _handling, _wrap_up
    cdef int64_t[::1] _returning, _attempts, _transfer, _transfer_to, _transferred

    cdef object _read(self, int64_t stream, arrivals, program, pool)
    cdef object _spreads(self, arrivals, period)
    cpdef int begin(self) except -1
    cpdef int64_t come(self, int64_t stream) except? -2
    @cython.locals(stream=int64_t)
    cpdef int64_t come_by_burst(self, int64_t row) except? -2
    cpdef int64_t come_as_recorded(self, int64_t stream) except? -2
    @cython.locals(customer=int64_t, attempt=int64_t)
    cpdef int64_t returns(self, int64_t row) except? -2
    @cython.locals(known=bint)
    cpdef int meet(self, int64_t interaction, int64_t stream, int64_t number) except -1
    cpdef int meet_again(self, int64_t interaction, int64_t stream, int64_t entity) except -1
    @cython.locals(entity=int64_t, stream=int64_t, attempt=int64_t, time=int64_t, row=int64_t)
    cpdef object gives_up(self, int64_t interaction)
    @cython.locals(entity=int64_t, stream=int64_t, strategy=int64_t)
    cpdef int64_t transfers(self, int64_t interaction) except? -2
    @cython.locals(number=int64_t)
    cdef int64_t _next_number(self, int64_t stream) noexcept
    @cython.locals(family=int64_t, media=int64_t, nothing=int64_t, interaction=int64_t)
    cdef int64_t _come(self, int64_t stream, int64_t number, int64_t attempt) except? -2
    @cython.locals(queue=int64_t)
    cdef int _hand_in(
        self, int64_t interaction, int64_t stream, int64_t number, int64_t attempt
    ) except -1
    @cython.locals(entity=int64_t)
    cdef int _meet(
        self, int64_t interaction, int64_t stream, int64_t number, int64_t attempt
    ) except -1
    @cython.locals(segment=int64_t, patience=int64_t, length=int64_t)
    cdef int _prepare(self, int64_t interaction, int64_t stream, int64_t entity) except -1
    @cython.locals(row=int64_t)
    cdef int64_t _new_row(self) except? -2
