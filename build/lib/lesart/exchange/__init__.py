"""Read and write the formats of other people's programs."""
