"""How likely each deadline is to be missed, as known in each month.

Holds the as-known series (`series`), the panel as arrays (`panel`), the forecasting members (`members`) and their mean
(`ensemble`, `calibration`), what that says of deadlines (`outlook`), paces (`pace`), the count of finishers
(`finishers`), the rows of the table `deadline_risks` (`indicators`), and the score of all this on programmes whose
outcome is known (`backtest`). Pure: evidence, commitments and months come in as arguments, rows go out. Keeps out:
reading or writing tables, the clock, and how evidence was extracted.
"""
