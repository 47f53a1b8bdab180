scan-store-unknown = No conocemos ninguna tienda llamada «{ $store }».
scan-store-unknown-hint = Elige una de las tiendas de esta instalación.
scan-unknown-product = Hemos leído el número de producto { $code }, pero aún no sabemos nada de él.
scan-unknown-product-hint = Pregunta al personal o escanea otro artículo.
scan-unknown-plu = { $store } no vende nada con el número { $code }.
scan-unknown-plu-hint = Comprueba el número de la etiqueta o pregunta al personal.
