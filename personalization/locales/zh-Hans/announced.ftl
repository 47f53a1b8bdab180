offers-announced = 现在在此选购即可享受。
