cimport cython
from libc.stdint cimport int64_t

from engine.sim.core.activations cimport Activations
from engine.sim.core.agenda cimport Agenda
from engine.sim.core.pairs cimport Pairs
from engine.sim.core.patience cimport Patience
from engine.sim.core.staff cimport Staff

cdef int64_t QUEUED, RUNNING, IN_WORKBIN, HANDLED, FINAL, PLACE_COUNT, NOWHERE, FREED
cdef int64_t NONE, NEVER, NOT_HELD, TIMER, VOICE, FIRST_CAPACITY


@cython.final
cdef class Places(Patience):
    cdef Staff _staff
    cdef Activations _activations
    cdef int64_t _alive_max, _routing_us
    cdef readonly Pairs attached
    cdef readonly list first_moves
    cdef readonly int64_t[::1] family, media, ani, dnis, priority, online, known, abandoned
    cdef readonly int64_t[::1] created, queue, placed, moved, pulled, visible, hops, passed, after
    cdef readonly int64_t[::1] held, throttle, on_hold, submitter, submitted
    cdef readonly int64_t[::1] routed, delivered, held_at, workbin, owner, agent, clock, since
    cdef readonly int64_t[::1] counts, first, lengths, stowed, capacity, is_disabled
    cdef int64_t[::1] _before, _last, _entered, _left

    cpdef int join(self, Activations activations) except -1
    @cython.locals(interaction=int64_t, alive=int64_t)
    cpdef int64_t create(
        self, int64_t family, int64_t media, int64_t ani, int64_t dnis, int64_t priority
    ) except? -1
    @cython.locals(moves=dict)
    cdef int _renew(self, int64_t slot) except -1
    @cython.locals(capacity=int64_t)
    cpdef bint is_full(self, int64_t queue) noexcept
    @cython.locals(last=int64_t)
    cpdef int put(self, int64_t interaction, int64_t queue, int64_t visible) except -1
    cpdef int run(self, int64_t interaction, int64_t queue) except -1
    cpdef int stow(self, int64_t interaction, int64_t workbin, int64_t owner) except -1
    cpdef int take(self, int64_t interaction, int64_t agent) except -1
    @cython.locals(end=int64_t)
    cpdef int set_clock(self, int64_t interaction, int64_t length) except -1
    cpdef int rung(self, int64_t interaction) except -1
    cpdef int submit(self, int64_t interaction, int64_t view) except -1
    cpdef int set_hold(self, int64_t interaction, int64_t on_hold) except -1
    cpdef int set_session(self, int64_t interaction, int64_t online, int64_t known) except -1
    cpdef int finish(self, int64_t interaction, int64_t place) except -1
    @cython.locals(total=int64_t, place=int64_t)
    cpdef int balance(self) except -1
    @cython.locals(queued=int64_t, queue=int64_t, found=int64_t)
    cpdef int recount(self) except -1
    @cython.locals(counts=int64_t[::1], interaction=int64_t, place=int64_t)
    cdef int _recount_places(self) except -1
    @cython.locals(lying=int64_t[::1], interaction=int64_t, place=int64_t, workbin=int64_t)
    cdef int _recount_workbins(self) except -1
    @cython.locals(count=int64_t, interaction=int64_t)
    cdef int64_t _chain_length(self, int64_t queue) except? -1
    @cython.locals(old=int64_t)
    cdef int _move(self, int64_t interaction, int64_t place) except -1
    cdef int _stop_clock(self, int64_t interaction) except -1
    @cython.locals(queue=int64_t, before=int64_t, after=int64_t)
    cdef int _unlink(self, int64_t interaction) except -1
    cdef int _grow(self, int64_t length) except -1
