"""Read what the editors add to a text over time: notes, corrections, releases, waivers."""
