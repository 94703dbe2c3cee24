"""What every theme needs: days, figures, chance, the book, prices and the tax on capital."""
