"""The figures: one small module per family, pure functions of facts and a period."""
