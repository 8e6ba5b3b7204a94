cimport cython
from libc.stdint cimport int64_t, uint64_t

cdef double HALF_ROOT, ROOT, LN2_HIGH, LN2_LOW, PER_LN2, BYTE, PER_BYTE, TWO_53
cdef double LARGEST, SMALLEST, MIDDLE

cpdef double unit(uint64_t bits) except? -1.0
@cython.locals(exponent=double, ratio=double, square=double, series=double, twice=double)
cpdef double natural_log(double x) except? -1.0
@cython.locals(power=int64_t, rest=double, series=double, divisor=int64_t)
cpdef double exponential(double x) except? -1.0
@cython.locals(root=double)
cpdef double square_root(double x) except? -1.0
@cython.locals(middle=double, tail=double, root=double, found=double)
cpdef double normal(double share) except? -1.0
@cython.locals(above=double, below=double)
cdef double _central(double r) except? -1.0
@cython.locals(above=double, below=double)
cdef double _near(double r) except? -1.0
@cython.locals(above=double, below=double)
cdef double _far(double r) except? -1.0
