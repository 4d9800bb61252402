"""Measurements that are run by hand or by a make verb: they print tables, and are no part of the package."""
