cimport cython
from libc.stdint cimport int64_t

from engine.sim.core.activations cimport Activations
from engine.sim.core.agenda cimport Agenda
from engine.sim.core.expressions cimport Evaluator
from engine.sim.core.journal cimport Journal
from engine.sim.core.life cimport Life
from engine.sim.core.places cimport Places
from engine.sim.core.views cimport Views

cdef int64_t LET, SET, ATTACH, BRANCH, LEAVE, CALL, WAIT, LOG, PARK, STOP, DISCONNECT, ENTER, EXIT
cdef int64_t DEFAULT_ROUTE, PLAY, COLLECT, DRAW
cdef int64_t ASSIGNED, ATTACHED, SCANNED, PULLED, SUSPENDED, RESUMED, LOGGED, HUNG_UP, PLAYED, DRAWN
cdef int64_t PARKED, OUT_DISCONNECTED, OUT_ABANDONED, EXITED, HUNG, WRITTEN, REST, NONE
cdef int64_t NOTING, SILENT, WIDTH
cdef int64_t NO_EXPRESSION, NO_WAY, TAG_DIGITS, DIGIT_BITS
cdef int64_t NOT_THERE, WRONG, TOO_MUCH, OVERFLOWN, CARRIED_MIN, CARRIED_MAX, INTEGER
cdef int64_t ANSWER, SCAN, TIMER, SENT, DURATION, FAULTY, FLAG, MISSING, SCALE, TRUE


@cython.final
cdef class Machine:
    cdef Agenda _agenda
    cdef Journal _journal
    cdef Places _places
    cdef Activations _activations
    cdef Evaluator _evaluator
    cdef Views _views
    cdef object _servers, _words
    cdef readonly Life life
    cdef int64_t[::1] _ops, _view_strategies
    cdef int64_t _keys_max, _duration_max

    @cython.locals(time=int64_t, kind=int64_t, subject=int64_t)
    cpdef bint run(self, int64_t horizon) except? -1
    @cython.locals(queue=int64_t)
    cpdef int start(self, int64_t interaction, int64_t strategy, int64_t view) except -1
    cpdef int go(self, int64_t interaction, int64_t strategy, int64_t block) except -1
    @cython.locals(block=int64_t, handler=int64_t)
    cpdef int hang_up(self, int64_t interaction) except -1
    cpdef int resume(self, int64_t interaction) except -1
    cpdef int resume_failed(self, int64_t interaction, int64_t number, int64_t content) except -1
    cpdef int wait_for(self, int64_t interaction, int64_t reference, int64_t timeout) except -1
    cpdef int wait_again(self, int64_t interaction, int64_t reference, int64_t timeout) except -1
    cpdef int leave_by(self, int64_t interaction, int64_t port) except -1
    @cython.locals(
        count=int64_t, queue=int64_t, event=int64_t, at=int64_t, interaction=int64_t, waited=int64_t
    )
    cdef void _scan(self, int64_t view) except *
    @cython.locals(reference=int64_t)
    cdef int _ring(self, int64_t interaction) except -1
    @cython.locals(timer=int64_t, block=int64_t)
    cdef int _awake(self, int64_t interaction) except -1

    cdef int _advance(self, int64_t interaction, int64_t op) except -1

    @cython.locals(row=int64_t, code=int64_t, first=int64_t, where=int64_t)
    cdef int64_t _step(self, int64_t interaction, int64_t op) except? -2
    @cython.locals(value=int64_t)
    cdef int64_t _value(self, int64_t interaction, int64_t expression) except? -1
    @cython.locals(value=int64_t, block=int64_t)
    cdef int64_t _set(
        self, int64_t interaction, int64_t op, int64_t slot, int64_t expression, int64_t name
    ) except? -2
    @cython.locals(value=int64_t, block=int64_t, attached=dict)
    cdef int64_t _attach(
        self, int64_t interaction, int64_t op, int64_t key, int64_t expression
    ) except? -2
    @cython.locals(value=int64_t)
    cdef int64_t _branch(
        self, int64_t interaction, int64_t op, int64_t expression, int64_t yes, int64_t no
    ) except? -2
    @cython.locals(block=int64_t, outcome=int64_t)
    cdef int64_t _call(self, int64_t interaction, int64_t op, int64_t call) except? -2
    @cython.locals(until=int64_t)
    cdef int64_t _wait(self, int64_t interaction, int64_t op, int64_t expression) except? -2
    @cython.locals(text=int64_t, until=int64_t, now=int64_t, block=int64_t, end=int64_t)
    cdef int64_t _play(
        self, int64_t interaction, int64_t op, int64_t prompt, int64_t expression
    ) except? -2
    @cython.locals(block=int64_t, outcome=int64_t)
    cdef int64_t _collect(self, int64_t interaction, int64_t op, int64_t collection) except? -2
    @cython.locals(block=int64_t, number=int64_t)
    cdef int64_t _draw(self, int64_t interaction, int64_t op, int64_t slot) except? -2
    @cython.locals(timer=int64_t, block=int64_t)
    cdef int _suspend(self, int64_t interaction, int64_t until) except -1
    @cython.locals(value=int64_t, length=int64_t)
    cdef int64_t _until(self, int64_t interaction, int64_t expression) except? -1
    @cython.locals(value=int64_t, block=int64_t)
    cdef int64_t _log(self, int64_t interaction, int64_t op, int64_t expression) except? -2
    @cython.locals(visible=int64_t)
    cdef int64_t _park(self, int64_t interaction, int64_t queue, int64_t expression) except? -2
    @cython.locals(reason=int64_t)
    cdef int64_t _finish_for(
        self, int64_t interaction, int64_t place, int64_t expression
    ) except? -2

