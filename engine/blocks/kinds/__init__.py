"""One file for each block kind; `engine.blocks.KINDS` lists them."""
