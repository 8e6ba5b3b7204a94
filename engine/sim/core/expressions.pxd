cimport cython
from libc.stdint cimport int64_t

from engine.sim.core.activations cimport Activations
from engine.sim.core.agenda cimport Agenda
from engine.sim.core.arithmetic cimport calculate, negated
from engine.sim.core.journal cimport Journal
from engine.sim.core.places cimport Places
from engine.sim.core.remembered cimport Remembered
from engine.sim.core.requests cimport Requests

cdef int64_t LENGTH, PURE, CODE_BITS, FEW, DIGIT_BITS
cdef int64_t END, CONST, SLOT, READ, DATA, ANSWER, FAULT_CODE, FAULT_SYMBOL, FAULT_TEXT
cdef int64_t KEY, NEEDED, OR_ELSE, OF_TYPE, JUMP_FALSE, JUMP_TRUE, NOT, NEGATE
cdef int64_t ADD, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL, IN, NOT_IN
cdef int64_t FUNCTION, LIST_OF, PAIRS_OF, ATOM
cdef int64_t ANI, DNIS, ID, MEDIA, AGE, TIME_IN_QUEUE, IS_ONLINE, SESSION_KNOWN
cdef int64_t QUEUE, NOW, PRIORITY, NEVER
cdef int64_t RECEIVED_AT, PLACED_IN_QUEUE_AT, MOVED_TO_QUEUE_AT, ABANDONED_AT
cdef int64_t INTERACTION_TYPE, INTERACTION_SUBTYPE, SUBMITTED_BY, PARENT_ID, EXTERNAL_ID, TENANT
cdef int64_t SUBMITTED_AT, SUBMITTED_TO_ROUTER_AT, DELIVERED_AT, HELD_AT, IS_HELD, STATE
cdef int64_t STATE_ROUTED, STATE_HANDLED, IN_STRATEGY, HANDLED, VOICE
cdef int64_t DURATION, FALSE, FAULTY, FLAG, INTEGER, KVLIST, LIST, MISSING, SCALE, TEXT, TIME, TRUE
cdef int64_t CONDITION, NOT_THERE, WRONG, UNDECIDED, TAG_DIGITS, COUNT_BITS, COUNT_DIGITS, NONE
cdef int64_t NOTING


@cython.final
cdef class Evaluator:
    cdef readonly int64_t missing_key
    cdef int64_t _start
    cdef Agenda _agenda
    cdef Journal _journal
    cdef Places _places
    cdef Activations _activations
    cdef object _values
    cdef Requests _requests
    cdef Remembered _remembered
    cdef int64_t[::1] _queues, _virtual_queues
    cdef int64_t[::1] _codes, _starts, _stack, _natives

    cpdef int count(self, list natives, list queues, list virtual_queues) except -1
    cpdef int forget(self) except -1
    @cython.locals(index=int64_t, queue=int64_t)
    cdef int64_t _counted(self, int64_t native, int64_t name) except? -1

    @cython.locals(top=int64_t, at=int64_t, code=int64_t, argument=int64_t, value=int64_t)
    cpdef int64_t evaluate(self, int64_t expression, int64_t interaction, int64_t noting) except? -1
    @cython.locals(value=int64_t, frame=int64_t, number=int64_t)
    cdef int64_t _found(self, int64_t code, int64_t argument, int64_t interaction) except? -1
    @cython.locals(now=int64_t, at=int64_t)
    cdef int64_t _reading(self, int64_t reading, int64_t interaction) except? -1
    cdef int64_t _instant(self, int64_t reading, int64_t interaction) noexcept
    @cython.locals(value=int64_t, found=int64_t)
    cdef int64_t _combined(self, int64_t code, int64_t left, int64_t right) except? -1
    @cython.locals(order=int64_t)
    cdef int64_t _compared(self, int64_t code, int64_t left, int64_t right) except? -1
    @cython.locals(found=int64_t)
    cdef int64_t _turned(self, int64_t code, int64_t argument, int64_t value) except? -1
    @cython.locals(found=bint)
    cdef int64_t _held(self, int64_t code, int64_t value, int64_t members) except? -1
    @cython.locals(
        native=int64_t, found=int64_t, count=int64_t, what=int64_t, left=int64_t, right=int64_t
    )
    cdef int64_t _made(self, int64_t code, int64_t argument, int64_t bottom) except? -1
    @cython.locals(given=list, place=int64_t, value=int64_t)
    cdef int64_t _made_anew(
        self, int64_t code, int64_t argument, int64_t bottom, int64_t count
    ) except? -1
    @cython.locals(block=int64_t, true=int64_t)
    cdef int _note(self, int64_t interaction, int64_t number, int64_t outcome) except -1


cdef int64_t _taken(int64_t code, int64_t argument) noexcept
