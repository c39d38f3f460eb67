"""Source to Resolution: lines, notes, masthead, openings, numbering, headings, annexes."""
