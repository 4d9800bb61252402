"""What comes by hand: reports behind a log-in, by e-mail or on paper, and a working group's own figures.

Holds the judgement of a deposited file before it is kept, the form a group fills in, and the inbox folder. Keeps out:
reading and extracting themselves, when a run happens (assets), and what a person types (cli).
"""
