"""`make bench`: how near the product comes to the limits of the machine it runs on."""
