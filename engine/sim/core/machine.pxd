cimport cython
from libc.stdint cimport int64_t

from engine.sim.core.activations cimport Activations
from engine.sim.core.agenda cimport Agenda
from engine.sim.core.crowd cimport Crowd
from engine.sim.core.endings cimport Endings
from engine.sim.core.exchanges cimport Exchanges
from engine.sim.core.expressions cimport Evaluator
from engine.sim.core.handling cimport Handling
from engine.sim.core.journal cimport Journal
from engine.sim.core.keeping cimport Keeping
from engine.sim.core.life cimport Life
from engine.sim.core.places cimport Places
from engine.sim.core.routing cimport Routing
from engine.sim.core.subroutines cimport Subroutines
from engine.sim.core.treatments cimport Treatments
from engine.sim.core.upkeep cimport Upkeep
from engine.sim.core.views cimport Views
from engine.sim.core.waiting cimport Waiting

cdef int64_t LET, SET, ATTACH, BRANCH, LEAVE, CALL, WAIT, LOG, PARK, STOP, DISCONNECT, ENTER, EXIT
cdef int64_t DEFAULT_ROUTE, PLAY, COLLECT, DRAW, CALL_SUBROUTINE, RETURN, RETURN_FAULT, WORKBIN, ROUTE
cdef int64_t ACTS, COMES, COMES_AS_RECORDED, COMES_BY_BURST, CROWD, GIVES_UP, SHIFTS, WRAPPED_UP
cdef int64_t WHAT_BITS, IS_VOICE, IS_CHAT, GAVE_UP
cdef int64_t SCANNED, PULLED, HUNG_UP, TRANSFERRED, OUT_ABANDONED, OUT_DISCONNECTED, IS_HANDLED, WIDTH, NO_WAY
cdef int64_t BY_HOST, NOBODY, TO_BE_ASKED
cdef int64_t ANSWER, EXITED, HUNG, NONE, NOTING, REST, ROUTING, SCAN, TIMER, WRITTEN, SENT
cdef int64_t FAULTY, FLAG, MISSING, NOT_THERE, TAG_DIGITS, TRUE, WRONG


@cython.final
cdef class Machine:
    cdef Agenda _agenda
    cdef Journal _journal
    cdef Places _places
    cdef Activations _activations
    cdef Evaluator _evaluator
    cdef object _servers, _words
    cdef Crowd _crowd
    cdef Waiting _waiting
    cdef Keeping _keeping
    cdef Treatments _treatments
    cdef Subroutines _subroutines
    cdef Endings _endings
    cdef readonly Views views
    cdef readonly Life life
    cdef readonly Handling handling
    cdef readonly Routing routing
    cdef readonly Exchanges exchanges
    cdef readonly Upkeep upkeep
    cdef int64_t[::1] _ops, _view_strategies

    cpdef int join(self, Crowd crowd) except -1
    @cython.locals(crowd=Crowd)
    cdef int _act(self, int64_t what, int64_t who) except -1
    cdef int _welcome(self, Crowd crowd, int64_t interaction) except -1
    cdef int _give_up(self, Crowd crowd, int64_t interaction) except -1
    @cython.locals(time=int64_t, kind=int64_t, subject=int64_t, what=int64_t)
    cpdef bint run(self, int64_t horizon) except? -1
    @cython.locals(queue=int64_t)
    cpdef int start(self, int64_t interaction, int64_t strategy, int64_t view) except -1
    cpdef int go(self, int64_t interaction, int64_t strategy, int64_t block) except -1
    @cython.locals(handled=bint, block=int64_t, handler=int64_t, place=int64_t)
    cpdef int hang_up(self, int64_t interaction) except -1
    cpdef int resume(self, int64_t interaction) except -1
    cpdef int resume_failed(self, int64_t interaction, int64_t number, int64_t content) except -1
    cpdef int wait_for(self, int64_t interaction, int64_t reference, int64_t timeout) except -1
    cpdef int wait_again(self, int64_t interaction, int64_t reference, int64_t timeout) except -1
    cpdef int leave_by(self, int64_t interaction, int64_t port) except -1
    @cython.locals(at=int64_t, interaction=int64_t)
    cdef void _explain_passing(self, int64_t event, int64_t view) except *
    @cython.locals(
        count=int64_t, queue=int64_t, event=int64_t, at=int64_t, interaction=int64_t, waited=int64_t
    )
    cdef void _scan(self, int64_t view) except *
    @cython.locals(interaction=int64_t)
    cdef int _answered(self, int64_t arrival) except -1
    @cython.locals(reference=int64_t)
    cdef int _ring(self, int64_t interaction) except -1
    @cython.locals(strategy=int64_t)
    cdef int _finished(self, int64_t interaction) except -1
    @cython.locals(agent=int64_t)
    cpdef int transfer(self, int64_t interaction, int64_t strategy) except -1

    cdef int _advance(self, int64_t interaction, int64_t op) except -1

    @cython.locals(row=int64_t, code=int64_t, first=int64_t, second=int64_t, where=int64_t)
    cdef int64_t _step(self, int64_t interaction, int64_t op) except? -2
    @cython.locals(value=int64_t)
    cdef int64_t _branch(
        self, int64_t interaction, int64_t op, int64_t expression, int64_t yes, int64_t no
    ) except? -2
    @cython.locals(block=int64_t, outcome=int64_t)
    cdef int64_t _call(self, int64_t interaction, int64_t op, int64_t call) except? -2

