"""Hashiya (حاشية): annotate entities, events and dates in Arabic news, right to left."""

__version__ = "0.1.0"
