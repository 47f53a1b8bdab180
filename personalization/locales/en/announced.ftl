offers-announced = Applies now to what you choose here.
