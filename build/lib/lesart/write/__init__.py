"""Dress what is to be said: one room a format, and none knows another."""
