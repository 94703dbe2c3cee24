"""The tables ``#fsq_…`` of bean-query and Fava; :mod:`.every` adds them."""
