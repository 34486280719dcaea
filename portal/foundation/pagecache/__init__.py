"""Whole-response cache for anonymous readers of public pages."""
