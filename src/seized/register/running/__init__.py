"""What runs a register: settings, processes, the worker, what guards them, backup, doctor."""
