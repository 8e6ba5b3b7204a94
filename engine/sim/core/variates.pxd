cimport cython
from libc.stdint cimport int64_t, uint64_t

from engine.sim.core.draws cimport Draws, high_product, mixed
from engine.sim.core.floats cimport exponential, natural_log, normal, square_root, unit

cdef int64_t CONSTANT, EXPONENTIAL, UNIFORM, GAMMA_LAW, LOGNORMAL, WEIBULL, EMPIRICAL, PARETO
cdef int64_t FIRST_CAPACITY, LONGEST, MILLION
cdef uint64_t GAMMA, MASK
cdef double PARTS


@cython.final
cdef class Variates:
    cdef readonly Draws draws
    cdef readonly int64_t count
    cdef int64_t[::1] _laws, _firsts, _seconds, _quantiles
    cdef int64_t _quantile_count
    cdef double[::1] _scales, _shapes, _others
    cdef dict _known

    @cython.locals(number=int64_t, first=int64_t)
    cpdef int64_t add(self, spread) except? -1
    @cython.locals(law=int64_t, bits=uint64_t, width=uint64_t, value=double)
    cpdef int64_t draw(
        self, int64_t spread, int64_t purpose, uint64_t entity, uint64_t draw
    ) except? -1
    cpdef double gap(self, int64_t purpose, uint64_t entity, uint64_t draw) except? -1.0
    @cython.locals(scale=double, shape=double)
    cdef double _value(self, int64_t spread, int64_t law, uint64_t bits) except? -1.0
    @cython.locals(steps=int64_t, first=int64_t, place=double, step=int64_t, low=int64_t, high=int64_t)
    cdef double _between(self, int64_t spread, uint64_t bits) except? -1.0
    @cython.locals(
        scale=double, shape=double, other=double, boost=double, state=uint64_t, slope=double,
        deviate=double, choice=double, root=double, cube=double, bound=double
    )
    cdef double _gamma(self, int64_t spread, uint64_t bits) except? -1.0
    cdef int _grow(self, int64_t length) except -1
