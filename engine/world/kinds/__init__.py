"""One file for each declaration kind; `engine.world.DECLARATIONS` lists them."""
