# Why an offer was not changed.
offer-unknown = No existe esa oferta. Vuelva a pedir la lista de ofertas.
offer-changed = Otra persona ha modificado «{ $id }» entretanto. Vuelva a leerla y repita su cambio.
offer-taken = Ya existe una oferta «{ $id }». Envíe su revisión para trabajar en ella o elija otro identificador.
offer-ended = Esta oferta ha terminado definitivamente. Duplíquela para empezar de nuevo.
offer-never-published = Esta oferta nunca se ha publicado, así que no se puede pausar, reanudar ni terminar.
offer-has-errors = { $count ->
    [one] Un error impide publicar esta oferta. Corríjalo y vuelva a publicarla.
   *[other] { $count } errores impiden publicar esta oferta. Corríjalos y vuelva a publicarla.
}
offer-id = «{ $value }» no puede ser un identificador. Use hasta 64 caracteres sin espacios ni / | = @.
offer-malformed = Esto no encaja: { $why }. Consulte el campo en el esquema.
offer-number-large = El número { $value } es demasiado grande. Use como máximo 1 000 000 000 000 000.

# What is wrong with an offer.
offer-bound-positive = Es { $value }, pero debe ser al menos 1.
offer-percent = { $value } no es un porcentaje de descuento. Use más de 0 y como máximo 100.
offer-days-past = Esto pide productos pasados de su último día, que ninguna oferta toca. Use 0 o más.
offer-selects-nothing = Todo lo elegido se excluye después, así que no queda ningún producto. Excluya menos.
offer-benefits-count = Una oferta tiene de 1 a { $most } ventajas.
offer-budget-twice = Hay dos presupuestos del tipo { $kind }. Deje uno de ellos.
offer-currency-missing = «{ $field }» es un importe. Indique en qué moneda.
offer-currency-unknown = «{ $value }» no es una moneda en uso. Use tres letras (ISO 4217), como EUR.
offer-currency-nowhere = Ninguna de sus tiendas acepta { $currency }, así que nadie la recibiría. Cambie la moneda o las tiendas.
offer-currency-differs = La tienda { $store } acepta { $theirs }, no { $ours }: allí nadie recibe la oferta.
offer-group-needless = Una oferta exclusiva no necesita grupo: ya excluye a todas las demás.
offer-no-title = No hay título en ningún idioma. Escriba lo que deben leer los clientes.
offer-title-missing = No hay título en { $language }: quienes leen ese idioma verán otro.
offer-language = «{ $value }» no es una etiqueta de idioma. Use una como en, zh-Hans o es.
offer-text-long = Escriba de 1 a { $most } caracteres.
offer-unknown-store = No existe la tienda «{ $value }».
offer-unknown-campaign = No existe la campaña «{ $value }». Créela primero.
offer-unknown-experiment = No existe el experimento «{ $value }». Prepárelo primero.
offer-unknown-zone = Ningún plano tiene una zona «{ $value }».
offer-unknown-segment = No hay ningún segmento «{ $value }». Guárdelo primero, o recupérelo si fue retirado.
offer-unknown-category = Todavía no hay productos de la categoría «{ $value }».
offer-unknown-product = Todavía no conocemos el producto «{ $value }».
offer-category-path = «{ $value }» no es una ruta de categoría: cada paso tiene su propio nombre, como fish/fresh.
offer-products-many = Una oferta nombra como máximo { $most } productos. Nombre su categoría o marca.
offer-variant = No existe la variante { $value }: este experimento tiene de 0 a { $most }.
offer-experiment-idle = El experimento «{ $value }» no está en marcha, así que nadie recibe esta oferta.
offer-time-without-day = Una hora necesita su día. Indique también el día o quite la hora.
offer-day-far = Esto cae en el año { $year }. Use un día de los años { $first } a { $last }, o déjelo abierto.
offer-ends-before = El final es anterior al comienzo. Intercámbielos.
offer-over = La oferta terminó el { $ends }, así que nadie la recibe.
offer-hours-never = Estas horas no llegan nunca entre el primer y el último día. Revise los días de la semana.
offer-clock-change = El { $day } los relojes de { $zone } saltan las { $wall }; en su lugar cuentan las { $instead }.
offer-both-exclusive = «{ $rival }» también es exclusiva, con la misma prioridad, y llega a los mismos clientes. Dé a una de ellas otra prioridad, otro tiempo u otra tienda.
offer-group-tie = «{ $rival }» también está en el grupo «{ $group }», con la misma prioridad, y llega a los mismos clientes. Dé otra prioridad a una de ellas.
offer-condition-deep = La condición tiene más de { $most } niveles. Hágala más plana.
offer-condition-large = La condición tiene más de { $most } partes. Nombre categorías, marcas o segmentos.
offer-condition-empty = Aquí no hay nada. Añada una parte o quítelo.
offer-condition-contradicts = Una parte se pide y se descarta a la vez, así que esto no se cumple nunca.
offer-condition-hours-apart = Estas horas no tienen ningún momento en común, así que esto no se cumple nunca. Pida cualquiera de ellas, o cámbielas.
offer-condition-always = Una parte se pide o se descarta, así que esto se cumple siempre que se sepa.

# What changed between two versions.
offer-change-added = { $field } es ahora { $after }.
offer-change-removed = { $field } era { $before } y ya no está.
offer-change-changed = { $field } era { $before } y es ahora { $after }.

# Offers read in.
offer-cell-json = La celda «{ $column }» debe contener un objeto JSON o nada.
offer-cell-value = Una ventaja del tipo «{ $kind }» no tiene un valor único. Escriba sus campos como JSON en «benefit».
offers-text-long = Esto tiene más de { $most } caracteres. Use la orden freshlens offers import.

# Experiments and holdouts.
experiment-unknown = No existe ese experimento. Vuelva a pedir la lista de experimentos.
experiment-started = Este experimento ya empezó y no cambia más. Prepare otro.
experiment-is-draft = Este experimento todavía no ha empezado.
experiment-is-running = Este experimento ya está en marcha.
experiment-is-stopped = Este experimento se detuvo definitivamente. Prepare otro.
experiment-variants = Nombre de 2 a { $most } variantes, todas distintas. La primera es el control.
experiment-weights = Dé a cada variante su parte, de 0 a 1; juntas suman 1. Sin partes, todas son iguales.
experiment-coverage = La cobertura es una parte del total: más de 0 y como máximo 1.
experiment-hash-version = Hay versiones de hash 1 y 2. Use la 2 salvo que continúe un experimento anterior.
experiment-namespace = Un tramo de un espacio va de 0 o más a 1 o menos y tiene una longitud.
experiment-presentation = Diga qué muestran las pantallas en cada variante, o en ninguna.
holdout-unknown = No existe ese grupo apartado. Vuelva a pedir la lista.
holdout-share = Un grupo apartado es una parte del total: más de 0 y menos de 1.
