# Presupuestos de precio, cupones y cajas

quote-kept = El precio que se le mostró
quote-forged = Este precio garantizado no es nuestro o se ha modificado por el camino.
quote-expired = Este precio garantizado ha caducado: solicite uno nuevo.
quote-other-store = Este precio garantizado es de otra tienda.
quote-other-currency = Este precio garantizado está en otra moneda.
quote-not-in-basket = Nada de la cesta corresponde a este precio garantizado.
quote-not-cheaper = La cesta no cuesta más sin este precio garantizado; queda sin usar.
quote-nothing-off = Ninguna oferta rebaja este artículo por sí sola, así que no hay precio que garantizar.
quote-nothing-off-hint = Las ofertas que requieren otros artículos en el carrito se aplican en caja.
quote-not-this-offer = Esa oferta no rebaja este artículo por sí sola.
quote-not-this-offer-hint = Consulte sin indicar una oferta para garantizar el precio actual.
quote-blocked = No se garantiza nada para artículos retirados o caducados.
quote-blocked-hint = Devuélvalos a su sitio o entréguelos al personal.
quote-line = Indique qué línea del carrito o qué código y en qué tienda.
quote-line-hint = Envíe `cartId` con `lineId`, o `storeId` con `code`.
quote-unknown-line = El carrito no tiene esa línea.
quote-unknown-line-hint = Vuelva a leer el carrito: puede haber cambiado.

coupon-mistyped = El código está mal escrito: ninguno se lee así.
coupon-mistyped-hint = Compárelo con su cupón letra por letra.
coupon-wrong = No conocemos este código.
coupon-wrong-hint = Compruebe que es de esta tienda.
coupon-used = Este código ya se ha usado.
coupon-used-hint = Cada código vale solo las veces que indica el cupón.
coupon-not-yet = Este código todavía no es válido.
coupon-not-yet-hint = El cupón indica desde cuándo vale.
coupon-over = Este código ya no es válido.
coupon-over-hint = El cupón indica hasta cuándo valía.
coupon-too-many-tries = Se han probado demasiados códigos.
coupon-too-many-tries-hint = Vuelva a intentarlo dentro de un cuarto de hora.
coupon-count = Una serie tiene de 1 a { NUMBER($most, useGrouping: 1) } códigos.
coupon-count-hint = Cree varias series si necesita más.
coupon-uses = Un código puede usarse de 1 a 1 000 000 veces, o sin límite.
coupon-uses-hint = Omita `usesPerCode` para que no haya límite.
coupon-dates = Los códigos terminarían antes de empezar.
coupon-dates-hint = Ponga `validUntil` después de `validFrom`.
coupon-prefix = Un prefijo tiene hasta 12 letras de la A a la Z y cifras.
coupon-prefix-hint = Omítalo si no quiere prefijo.
coupon-gcn = Esto no es un Global Coupon Number.
coupon-gcn-hint = Un GCN tiene 13 cifras, y la última es el dígito de control.
coupon-unknown-offer = No hay ninguna oferta con este identificador.
coupon-unknown-offer-hint = Guarde primero la oferta.
coupon-key = Una clave de idempotencia tiene de 1 a { $most } caracteres.
coupon-key-hint = Cree una por serie y repítala solo para repetir la petición.
coupon-other-series = Esta clave de idempotencia creó otra serie.
coupon-other-series-hint = Cree una clave nueva para cada serie.

redemption-budget-exhausted = El presupuesto de esta oferta se ha agotado.
redemption-customer-limit = Este cliente ya ha usado esta oferta tantas veces como es posible.
redemption-quote-used = Este precio garantizado ya se ha canjeado.
redemption-coupon-used = Este cupón ya se ha usado.

till-refused = Rechazado
till-body = No se puede leer la petición: { $problem }
till-key-needed = Envíe una cabecera Idempotency-Key de 1 a { $most } caracteres, la misma al repetir la petición.
till-key-reused = Esta Idempotency-Key canjeó otro pedido: cree una nueva para cada pedido.
till-unknown-store = No hay ninguna tienda con el identificador { $store }.
till-other-currency = { $store } vende en { $currency }: configure esta caja para esa moneda.
till-line-twice = Dos líneas tienen el mismo identificador: dé a cada una el suyo.
till-clock = El reloj de esta caja se desvía más de { $minutes ->
    [one] { $minutes } minuto
   *[other] { $minutes } minutos
}: póngalo en hora u omita `at`.
till-basket-expired = Esta cesta se calculó hace más de diez minutos: vuelva a calcularla.
till-basket-forged = Este código de cesta no es nuestro o se hizo para otra organización.
till-order-taken = Este pedido ya se canjeó con otra petición. Anule primero aquella o use un número de pedido nuevo.
till-not-enough = Algunas ofertas ya no están disponibles. No se ha canjeado nada: `basket` se ha calculado sin ellas.
till-unknown-redemption = No existe ese canje.
till-not-reserved = Este canje no se puede cobrar, está en { $state }: vuelva a calcular la cesta y a canjearla.
till-other-receipt = Este pedido ya se cobró, con el recibo { $receipt }.
till-unknown-order = Aquí no se vendió ningún pedido { $order }, o se anuló.
till-not-there = { $left ->
    [0] No queda nada de la línea { $line } por devolver.
    [one] De la línea { $line } solo queda { $left } unidad por devolver.
   *[other] De la línea { $line } solo quedan { $left } unidades por devolver.
}

review-receipt = Este recibo no demuestra que usted comprara el producto.
review-receipt-hint = Vuelva a escanear el código al final de su recibo, o prescinda del recibo.
