"""How much memory work takes, whenever the collector of a long-running process would come."""

import gc
import tracemalloc


def peak(pieces):
    """The most memory that handing out these pieces takes, in bytes.

    What is garbage after a piece is collected there, so that the answer does
    not depend on how many objects earlier tests have left behind.
    """
    gc.collect()
    gc.freeze()  # what was there before is not looked through at every piece
    tracemalloc.start()
    try:
        for _piece in pieces:
            gc.collect()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
        gc.unfreeze()
