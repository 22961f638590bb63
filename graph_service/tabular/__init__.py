"""Registers as files: CSV, XLSX and JSON Lines, in and out."""
