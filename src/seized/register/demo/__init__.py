"""The register of a demonstration: bundled resolutions, invented people, a full cycle of data.

Everything that people do is done by the same actions as on the pages, so the audit trail of a
demonstration is a real one.
"""

from seized.register.demo.building import build
from seized.register.demo.facts import load_facts

__all__ = ["build", "load_facts"]
