"""The shell command ``fsq``."""
