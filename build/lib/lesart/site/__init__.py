"""Make the site: blocks, links, build, preview, downloads, search."""
