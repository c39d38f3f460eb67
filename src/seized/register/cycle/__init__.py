"""The cycle that a resolution sets up: what answers its mandates, and what falls when."""
