"""Nothing here yet: the house stands, its rooms are furnished with the work that needs them."""
