device-name = El nombre de un dispositivo debe tener entre 1 y { $most } caracteres.
device-store = No existe la tienda «{ $store }».
device-zone = { $store } no tiene ninguna zona «{ $zone }» en su plano. Elija una de sus zonas o ninguna.
device-unknown = Ese dispositivo no existe: puede que se haya retirado. Vincúlelo de nuevo.
device-version = La versión puede tener hasta { $most } caracteres.
