"""How fresh it is: spoilage models, product classes, and the verdict."""
