cimport cython

from engine.sim.core.activations cimport Activations
from engine.sim.core.agenda cimport Agenda
from engine.sim.core.draws cimport Draws
from engine.sim.core.journal cimport Journal
from engine.sim.core.lengths cimport Lengths
from engine.sim.core.places cimport Places
from engine.sim.core.requests cimport Requests
from engine.sim.core.staff cimport Staff
from engine.sim.core.variates cimport Variates


@cython.final
cdef class State:
    cdef readonly Agenda agenda
    cdef readonly Journal journal
    cdef readonly Staff staff
    cdef readonly Requests requests
    cdef readonly Places places
    cdef readonly Activations activations
    cdef readonly Draws draws
    cdef readonly Variates variates
    cdef readonly Lengths lengths
