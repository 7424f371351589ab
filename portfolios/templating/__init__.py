"""Templates of webfolios: the institution's default, which any webfolio may begin with, and what people copy from it."""
