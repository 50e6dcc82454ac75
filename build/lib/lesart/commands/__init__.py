"""The commands of the command line, each in a file of its name, loaded when it is used."""
