"""Change the code in small ways, by hand, to see which changes no test notices."""
