"""Work done in other processes: sent once, done by units, whatever happens to a process.

In: what is to be done, numbers of its units. Out: what each of them gives, or that it was lost. It
knows neither tests nor days.
"""
