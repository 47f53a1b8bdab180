offers-announced = Se aplica ahora a lo que elija aquí.
