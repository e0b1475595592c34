"""Python's garbage collector, kept from searching where there is no garbage.

What a program loads at its start stays as long as it lives. To look at these half a million objects again and
again costs a fifth of the start, and later a third of a second each time, in which everybody waits
(measured).
"""

import gc


def rest() -> None:
    """Stop collecting while the program loads."""
    gc.disable()


def spare_what_was_loaded() -> None:
    """Collect again if `rest` was called, but never look at what is loaded already."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
