page-languages = Idioma
page-use-by = Fecha de caducidad: { $date }
page-best-before = Consumir preferentemente antes del { $date }
page-use-by-label = Fecha de caducidad
page-best-before-label = Consumo preferente
page-remaining-days-range = Quedan de { $days } a { $most } días
page-score = { $score } de 100
page-why = Por qué
page-coverage = Las lecturas cubren el { $coverage } del tiempo desde su producción.
page-judged-at = Valorado donde está: { $place }.
page-lot-unknown = No tenemos registro del lote { $lot }. Lo que ve vale para el producto y para las fechas del código.
page-no-lot = Este código nombra el producto, no el lote. Un código con lote cuenta su propia historia.
page-price = Precio
page-price-in-code = Precio en la etiqueta
page-weight = Peso neto
page-lot = Lote
page-serial = Número de serie
page-produced = Producido
page-packed = Envasado
page-temperature = Temperatura
page-curve-range = Entre { $low } y { $high }.
page-curve-limit = El límite es { $limit }.
page-curve-gap = sin lecturas
page-limit = límite { $limit }
page-excursion = Hasta { $extreme } (límite { $limit })
page-from-to = { $since } a { $until }
page-from-on = Desde { $since }, y continúa
page-no-excursions = Ninguna lectura por encima de { $limit }.
page-journey = Recorrido
page-journey-none = No hay nada registrado sobre su recorrido.
page-journey-complete = Registrado desde el origen hasta aquí, sin lagunas.
page-sources = Comenzó en
page-gap-origin-unknown = Origen desconocido
page-gap-time-unaccounted = Tiempo desconocido
page-gap-impossible-order = Orden imposible
page-gap-truncated = Desconocido: demasiado largo
page-step-about = Sobre { $thing }
page-recorded-by = Registrado por { $who }, { $time }
page-recorded-by-nobody = Registrado el { $time }, sin firma
page-reviews = Opiniones
page-no-reviews = Aún no hay opiniones.
page-stars = { $stars } de 5 estrellas
page-verified = Compra verificada
page-recipe-unknown = No conocemos esta receta
page-recipes = Recetas
page-minutes = { $minutes } min
page-ingredients = Ingredientes
page-method = Preparación
page-product = Producto
page-name = Nombre
page-brand = Marca
page-quantity = Cantidad
page-allergens = Alérgenos
page-off = De Open Food Facts
page-off-attribution = Datos de la comunidad, no comprobados por la tienda:
page-as-of = A fecha de { $time }.
page-store-clock = Las horas son las de { $store }.
page-utc-clock = Las horas están en UTC.
page-refused-unreadable = Este código no se puede leer
page-refused-check-digit = Este código se leyó mal
page-refused-unsupported = Este tipo de código no sirve aquí
page-refused-foreign-link = Este enlace no nombra ningún producto
page-refused-unknown-product = No conocemos este producto
page-refused-store-required = Este código necesita su tienda
page-refused-footer = Nada de lo que escanea se abre ni se descarga.
page-what-was-read = Lo que se pudo leer
page-unavailable = Inténtelo de nuevo en un momento
page-unavailable-why = Ahora no podemos consultar nuestros registros, así que no decimos nada sobre este artículo.
page-unavailable-do = Vuelva a cargar esta página en unos segundos o pregunte al personal.
page-use-by-passed =
    { $days ->
        [one] Caducó el { $date }, hace 1 día
       *[other] Caducó el { $date }, hace { $days } días
    }
page-best-before-passed =
    { $days ->
        [one] Consumo preferente hasta el { $date }, hace 1 día
       *[other] Consumo preferente hasta el { $date }, hace { $days } días
    }
page-remaining-days =
    { $days ->
        [one] Queda 1 día
       *[other] Quedan { $days } días
    }
page-remaining-hours =
    { $hours ->
        [one] Queda 1 hora
       *[other] Quedan { $hours } horas
    }
page-curve-excursions =
    { $count ->
        [one] Estuvo demasiado caliente una vez.
       *[other] Estuvo demasiado caliente { $count } veces.
    }
page-excursions =
    { $count ->
        [one] Demasiado caliente una vez
       *[other] Demasiado caliente { $count } veces
    }
page-journey-gaps =
    { $count ->
        [one] Hay 1 cosa desconocida en este recorrido; está marcada abajo.
       *[other] Hay { $count } cosas desconocidas en este recorrido; están marcadas abajo.
    }
page-map =
    { $count ->
        [one] Mapa del recorrido, 1 lugar
       *[other] Mapa del recorrido, { $count } lugares
    }
page-review-count =
    { $count ->
        [one] 1 opinión
       *[other] { $count } opiniones
    }
page-more-reviews =
    { $count ->
        [one] 1 opinión más
       *[other] { $count } opiniones más
    }
page-home-title = ¿Cómo de fresco está y de dónde viene?
page-home-lead = Abra con la cámara del teléfono el código QR del envase, o escriba lo impreso bajo un código de barras.
page-home-code = Código
page-home-store = Tienda
page-home-no-store = En ninguna tienda
page-home-look = Consultar
page-home-hint = Enlaces GS1 Digital Link, números EAN y UPC, el texto de un DataMatrix y, dentro de una tienda, números PLU y artículos pesados.
page-bar = Qué hacer ahora
page-next-item = Escanear otro artículo
page-needs-script = Esta parte necesita JavaScript, que está desactivado en su navegador. Todo sobre frescura y origen se lee sin él.
page-cart-title = Su cesta
page-cart-lead = Se guarda un día en este teléfono y no se vincula a nadie.
page-pair-title = Compartir la cesta
page-pair-lead = Este teléfono se une a la cesta de la pantalla cuyo código ha escaneado.
page-offline-title = No tiene conexión
page-offline-lead = Esta página no se guardó en su teléfono. Abajo está lo último que consultó, tal como era entonces.
