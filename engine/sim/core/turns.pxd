cimport cython
from libc.stdint cimport int64_t

from engine.sim.core.agenda cimport Agenda
from engine.sim.core.tuning cimport Tuning

cdef int64_t FAMILIES, PRIORITY_MAX, NONE, FIRST_CAPACITY


@cython.final
cdef class Turns:
    cdef Agenda _agenda
    cdef readonly int64_t width
    cdef readonly Tuning tuning
    cdef readonly int64_t[::1] age_step, age_every
    cdef readonly int64_t[::1] routing, family, priority, entered, tickets, pools, after
    cdef readonly int64_t[::1] bands, first, next, ages, priority_of
    cdef int64_t[::1] _starts, _before, _band, _last, _previous, _line, _target
    cdef int64_t[::1] _scale_of, _entered_at
    cdef int64_t _is_tuned, _ticket, _free, _bands_made

    cdef int make_room(self, int64_t interaction) except -1
    cdef int begin(
        self, int64_t interaction, int64_t routing, int64_t family, int64_t priority
    ) except -1
    @cython.locals(routing=int64_t, priority=int64_t, every=int64_t, steps=int64_t)
    cpdef int64_t standing(self, int64_t interaction) noexcept
    @cython.locals(mine=int64_t, theirs=int64_t, order=int64_t)
    cdef bint is_before(self, int64_t interaction, int64_t other) noexcept
    @cython.locals(
        connector=int64_t, line=int64_t, band=int64_t, before=int64_t, after=int64_t
    )
    cdef int join(self, int64_t interaction, int64_t target) except -1
    @cython.locals(connector=int64_t, band=int64_t, before=int64_t, after=int64_t)
    cdef void leave(self, int64_t interaction, int64_t target) except *
    @cython.locals(
        routing=int64_t, priority=int64_t, ages=int64_t, band=int64_t, previous=int64_t,
        made=int64_t
    )
    cdef int64_t _band_for(
        self, int64_t interaction, int64_t line, int64_t target
    ) except? -2
    cdef bint _fits(self, int64_t interaction, int64_t band) noexcept
    @cython.locals(band=int64_t)
    cdef int64_t _new_band(self, int64_t line, int64_t previous, int64_t following) except? -2
    @cython.locals(following=int64_t, previous=int64_t)
    cdef int _give_back(self, int64_t band) except -1
    @cython.locals(standing=int64_t, line=int64_t, band=int64_t)
    cdef int64_t recount(self) except? -2
    @cython.locals(
        count=int64_t, connector=int64_t, after=int64_t, mine=int64_t, next_one=int64_t
    )
    cdef int64_t _recount_band(self, int64_t band) except? -2
    cdef int _grow(self, int64_t length) except -1
    cdef int _grow_bands(self, int64_t length) except -1
