"""How likely each deadline is to be missed, as known in each month.

Holds the as-known series (`series`), the forecasting members (`models`), paces (`pace`), the count of finishers
(`finishers`) and the rows of the table `deadline_risks` (`indicators`). Pure: evidence, commitments and months come in
as arguments, rows go out. Keeps out: reading or writing tables, the clock, and how evidence was extracted.
"""
