cimport cython
from libc.stdint cimport int64_t

from engine.sim.core.activations cimport Activations
from engine.sim.core.agenda cimport Agenda
from engine.sim.core.expressions cimport Evaluator
from engine.sim.core.journal cimport Journal
from engine.sim.core.pairs cimport Pairs
from engine.sim.core.places cimport Places
from engine.sim.core.waiting cimport Waiting

cdef int64_t PROXY_OFFSET, TO_BE_ASKED, BY_HOST, NOBODY, REMEMBERED, NO_EXPRESSION, LARGEST
cdef int64_t NEAR, NEAR_WIDTH
cdef int64_t REQUESTED, ANSWERED, LATE, EXPRESSIONS, ANSWER, NONE, SILENT, SENT, SUSPENDED
cdef int64_t BINARY, DIGIT_BITS, FAULTY, FLAG, INTEGER, MISSING, TAG_DIGITS, TEXT


@cython.final
cdef class Exchanges:
    cdef Agenda _agenda
    cdef Journal _journal
    cdef Places _places
    cdef Activations _activations
    cdef Evaluator _evaluator
    cdef Waiting _waiting
    cdef public int64_t explains
    cdef readonly int64_t count
    cdef int64_t[::1] _codes, _timeout, _awaited, _own, _carries
    cdef readonly int64_t[::1] reference, interaction, block, answer, settled, left
    cdef int64_t _row_count, _free_row, _answer_count
    cdef readonly int64_t[::1] value
    cdef int64_t[::1] _after, _used, _asked, _near
    cdef list _free_answers
    cdef tuple _key
    cdef dict _known
    cdef set _old

    @cython.locals(at=int64_t, place=int64_t, value=int64_t, answer=int64_t, row=int64_t)
    cdef int64_t send(self, int64_t interaction, int64_t block, int64_t call) except? -1
    @cython.locals(
        asked=int64_t[::1], near=int64_t[::1], place=int64_t, at=int64_t, number=int64_t
    )
    cdef int64_t _find(self, int64_t call) except? -2
    cpdef int64_t request(self, int64_t interaction, int64_t block) except? -1
    @cython.locals(row=int64_t)
    cpdef int64_t begin(
        self, int64_t interaction, int64_t block, int64_t reference, int64_t answer
    ) except? -1
    cpdef int expect(self, int64_t row, int64_t foreign, int64_t after_us) except -1
    cpdef int wait(self, int64_t interaction, int64_t timeout_us) except -1
    @cython.locals(attached=Pairs, row=int64_t, value=int64_t, tag=int64_t, number=int64_t)
    cdef bint _is_plain(self, int64_t interaction, int64_t call) except? 0
    @cython.locals(
        row=int64_t, answer=int64_t, value=int64_t, interaction=int64_t, block=int64_t,
        reference=int64_t, awaited=bint, kind=int64_t
    )
    cdef int64_t come(self, int64_t arrival) except? -1
    @cython.locals(interaction=int64_t)
    cpdef bint is_awaited(self, int64_t row) except? 0
    cpdef int settle(self, int64_t row) except -1
    @cython.locals(answer=int64_t, interaction=int64_t)
    cpdef bint over(self, int64_t row) except? 0
    @cython.locals(answer=int64_t)
    cpdef int64_t remember(self, int64_t after_us) except? -1
    cpdef int learn(self, int64_t answer, int64_t value) except -1
    @cython.locals(answer=int64_t)
    cpdef int forget(self) except -1
    cdef int _grow(self, int64_t length) except -1
