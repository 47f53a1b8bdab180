shoppers-consent-preferences = Pueden guardar mis alérgenos, dietas, categorías favoritas e idioma, para que vea lo que me conviene.
shoppers-consent-history = Pueden guardar durante 180 días cuándo vine y qué compré, para que las ofertas se ajusten a mi manera de comprar.
shoppers-consent-linking = Pueden vincular mis carritos y mi nivel de fidelidad a mi perfil, para que lo que me corresponde cuente siempre.
shoppers-consent-analytics = Pueden guardar con mis visitas por dónde pasé en la tienda y qué me mostraron las pantallas, para mejorar la tienda y sus ofertas.

shoppers-allergen-gluten = gluten
shoppers-allergen-crustaceans = crustáceos
shoppers-allergen-eggs = huevo
shoppers-allergen-fish = pescado
shoppers-allergen-peanuts = cacahuetes
shoppers-allergen-soybeans = soja
shoppers-allergen-milk = leche
shoppers-allergen-nuts = frutos de cáscara
shoppers-allergen-celery = apio
shoppers-allergen-mustard = mostaza
shoppers-allergen-sesame = sésamo
shoppers-allergen-sulphites = sulfitos
shoppers-allergen-lupin = altramuces
shoppers-allergen-molluscs = moluscos
shoppers-diet-vegan = vegano
shoppers-diet-vegetarian = vegetariano
shoppers-diet-halal = halal
shoppers-diet-kosher = kosher
shoppers-diet-gluten-free = sin gluten
shoppers-diet-lactose-free = sin lactosa

shoppers-contains = No es para usted: contiene { $allergens }.
shoppers-may-contain = No es para usted: puede contener { $allergens }.
shoppers-unknown-allergens = Nadie nos ha dicho si contiene { $allergens }.
shoppers-against-diet = No es para usted: no es { $diets }.
shoppers-unknown-diet = Nadie nos ha dicho si es { $diets }.

shoppers-no-purpose = No se ha indicado ninguna finalidad.
shoppers-no-purpose-hint = Indique al menos una.
shoppers-old-wording = El texto de la versión { $wording } no es el actual.
shoppers-old-wording-hint = Muestre los textos de la versión { $current } (`consentTexts`) y pregunte de nuevo.
shoppers-surface = El lugar no tiene un nombre que podamos guardar.
shoppers-surface-hint = Use hasta 40 letras minúsculas, cifras y guiones, como app o kiosk-3.
shoppers-needs-preferences = Usted no ha aceptado que guardemos preferencias.
shoppers-needs-preferences-hint = Acéptelo primero, o envíe alérgenos y dietas con cada consulta: así no se guarda nada.
shoppers-needs-linking = Usted no ha aceptado la vinculación.
shoppers-needs-linking-hint = Acéptela primero; el carrito también funciona sin ella.
shoppers-cart-not-linked = Este carrito no se puede vincular a usted.
shoppers-cart-not-linked-hint = Puede que haya caducado o que otra persona lo haya vinculado. Empiece un carrito nuevo.
shoppers-too-many-favourites = Hay demasiadas categorías favoritas.
shoppers-too-many-favourites-hint = Indique { $most } como máximo.
shoppers-favourite-length = Una categoría favorita está vacía o es demasiado larga.
shoppers-favourite-length-hint = Use rutas de categoría de 1 a { $longest } caracteres.
shoppers-language = El idioma no es una etiqueta de idioma.
shoppers-language-hint = Use una etiqueta BCP 47 como en, zh-Hans o es.
shoppers-confirm = No se ha borrado nada: el deseo no se confirmó.
shoppers-confirm-hint = Envíe `confirm: true`. No se puede deshacer.

shoppers-segment-id = El identificador del segmento no se puede usar.
shoppers-segment-id-hint = Use hasta 64 letras minúsculas, cifras y guiones.
shoppers-segment-name = El segmento no tiene nombre, o es demasiado largo.
shoppers-segment-name-hint = Use de 1 a 200 caracteres.
shoppers-segment-everyone = La regla no pide nada, así que todos estarían en el segmento.
shoppers-segment-everyone-hint = Pida visitas, gasto, categorías o niveles de fidelidad; una oferta para todos no necesita segmento.
shoppers-segment-days = La regla mira demasiados días atrás, o ninguno.
shoppers-segment-days-hint = Use de 1 a { $most }: las visitas no se guardan más tiempo.
shoppers-segment-negative = La regla contiene un número negativo.
shoppers-segment-negative-hint = Use 0 o más.
shoppers-segment-nobody = Nadie tiene al menos { $least } y como máximo { $most } visitas.
shoppers-segment-nobody-hint = El mínimo debe ser el número menor.
shoppers-segment-currency = El gasto necesita un importe y su moneda.
shoppers-segment-currency-hint = Indique ambos, la moneda con sus tres letras (ISO 4217).
shoppers-segment-category = «{ $value }» no es una ruta de categoría.
shoppers-segment-category-hint = Dé a cada paso un nombre propio, como fish/fresh.
shoppers-segment-version = La versión { $version } no es la siguiente de este segmento.
shoppers-segment-version-hint = Puede que alguien lo haya guardado entretanto: mírelo de nuevo y guarde la versión que sigue a la última.
shoppers-segments-many = Hay demasiados segmentos.
shoppers-segments-many-hint = Use los que ya existen: { $most } es el máximo.
shoppers-segment-no-list = No existe tal segmento con lista.
shoppers-segment-no-list-hint = Guárdelo primero, sin regla.
shoppers-segment-list-long = La lista es demasiado larga.
shoppers-segment-list-long-hint = Indique { $most } clientes como máximo.
shoppers-tier = El nivel de fidelidad no tiene nombre, o es demasiado largo.
shoppers-tier-hint = Use de 1 a { $longest } caracteres.
shoppers-not-linked = Este cliente no ha aceptado la vinculación, o nadie lo conoce.
shoppers-not-linked-hint = Pida primero su consentimiento para LINKING.

shoppers-held-shoppers = Su perfil: lo que aceptó y sus preferencias.
shoppers-held-visits = { $count ->
    [one] Una visita, con lo que se compró.
   *[other] { $count } visitas, con lo que se compró.
}
shoppers-held-segment-members = { $count ->
    [one] Una lista de clientes en la que figura usted.
   *[other] { $count } listas de clientes en las que figura usted.
}
shoppers-held-insight-events = { $count ->
    [one] Un suceso de una visita, como lo que mostró una pantalla.
   *[other] { $count } sucesos de visitas, como lo que mostraron las pantallas.
}
shoppers-held-enrolments = { $count ->
    [one] Una comparación de ofertas en la que participó.
   *[other] { $count } comparaciones de ofertas en las que participó.
}
shoppers-held-customer-uses = { $count ->
    [one] Cuántas veces usó una oferta con límite.
   *[other] Cuántas veces usó { $count } ofertas con límite.
}
shoppers-held-redemptions = { $count ->
    [one] Un pedido con ofertas. Al borrar, el pedido queda para la contabilidad, sin usted.
   *[other] { $count } pedidos con ofertas. Al borrar, los pedidos quedan para la contabilidad, sin usted.
}
shoppers-held-reviews = { $count ->
    [one] Una reseña que escribió.
   *[other] { $count } reseñas que escribió.
}
shoppers-held-pairings = { $count ->
    [one] Una invitación para compartir un carrito.
   *[other] { $count } invitaciones para compartir un carrito.
}
shoppers-held-carts = { $count ->
    [one] Un carrito vinculado a usted.
   *[other] { $count } carritos vinculados a usted.
}

shoppers-kept-shoppers = El perfil: lo aceptado, las preferencias y el nivel de fidelidad
shoppers-kept-visits = Visitas: cuándo, qué se compró y, con consentimiento para análisis, por dónde se pasó
shoppers-kept-segment-members = Listas de clientes que hizo marketing, para ofertas
shoppers-kept-carts = Carritos con identificador aleatorio, desde su último cambio; con consentimiento de vinculación nombran el perfil
shoppers-kept-pairings = Invitaciones para compartir un carrito entre dos dispositivos
shoppers-kept-coupon-tries = Códigos de cupón probados, contados por un resumen del carrito o de la dirección de red, contra quien adivina
shoppers-kept-insight-events = Lo que ocurrió en las visitas: escaneos, lo mostrado en pantallas, tiempo en una zona; sin consentimiento no nombran a nadie
shoppers-kept-enrolments = Qué variante de una comparación vio primero un cliente, con seudónimo
shoppers-kept-customer-uses = Cuántas veces usó un cliente las ofertas con límite, con seudónimo
shoppers-kept-redemptions = De quién era el pedido, con seudónimo; el pedido queda para la contabilidad
shoppers-kept-reviews = Reseñas, firmadas con un resumen que solo su autor puede deshacer
