scan-store-unknown = No conocemos ninguna tienda llamada «{ $store }».
scan-store-unknown-hint = Elija una de las tiendas de esta instalación.
scan-unknown-product = Hemos leído el número de producto { $code }, pero aún no sabemos nada de él.
scan-unknown-product-hint = Pregunte al personal o escanee otro artículo.
scan-unknown-plu = { $store } no vende nada con el número { $code }.
scan-unknown-plu-hint = Compruebe el número de la etiqueta o pregunte al personal.
