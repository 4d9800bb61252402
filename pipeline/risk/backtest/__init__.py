"""The probabilities scored against what happened in real programmes.

Holds programmes with known outcomes, the tasks cut from them, the forecasts that the functions of production make with
what was known before, rules of others as baselines, and scores. Pure: rows of text in, numbers and text out. Keeps out:
files (cli) and every method of forecasting.
"""
