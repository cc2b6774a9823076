"""The days, amounts and numbers on which a rule file turns, as scenarios whose outcome the author writes.

The engine is asked only whether a person reaches a comparison; what follows from the law is left blank.
"""
