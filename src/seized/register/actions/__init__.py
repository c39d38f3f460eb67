"""Every change that can be made, one class each; pages, API and command call the same."""
