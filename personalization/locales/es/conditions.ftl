condition-all = Se cumple todo esto:
condition-any = Se cumple al menos una de estas condiciones:
condition-not = Esto no se cumple:
condition-gtin = En el carrito hay uno de estos productos: { $products }
condition-category = En el carrito hay algo de estas categorías: { $categories }
condition-brand = En el carrito hay algo de estas marcas: { $brands }
condition-days-left-most =
    { $which ->
        [scanned] A lo escaneado le quedan como máximo { $most } días.
       *[any] A algo del carrito le quedan como máximo { $most } días.
    }
condition-days-left-least =
    { $which ->
        [scanned] A lo escaneado le quedan al menos { $least } días.
       *[any] A algo del carrito le quedan al menos { $least } días.
    }
condition-days-left-between =
    { $which ->
        [scanned] A lo escaneado le quedan de { $least } a { $most } días.
       *[any] A algo del carrito le quedan de { $least } a { $most } días.
    }
condition-cart-contains =
    { $quantity ->
        [one] En el carrito hay al menos { $quantity } unidad de { $items }.
       *[other] En el carrito hay al menos { $quantity } unidades de { $items }.
    }
condition-cart-quantity =
    { $least ->
        [one] El carrito tiene al menos { $least } unidad.
       *[other] El carrito tiene al menos { $least } unidades.
    }
condition-cart-quantity-between = El carrito tiene de { $least } a { $most } unidades.
condition-cart-spend =
    { $basis ->
        [ORIGINAL] El carrito suma al menos { $amount } unidades mínimas de la moneda antes de las ofertas.
       *[RUNNING] El carrito suma al menos { $amount } unidades mínimas de la moneda después de las ofertas anteriores a esta.
    }
condition-cart-spend-on =
    { $basis ->
        [ORIGINAL] { $items } suma al menos { $amount } unidades mínimas de la moneda antes de las ofertas.
       *[RUNNING] { $items } suma al menos { $amount } unidades mínimas de la moneda después de las ofertas anteriores a esta.
    }
condition-any-line-quantity =
    { $least ->
        [one] De un mismo producto hay al menos { $least } unidad en el carrito.
       *[other] De un mismo producto hay al menos { $least } unidades en el carrito.
    }
condition-zone =
    { $move ->
        [ENTER] El cliente acaba de entrar en una de estas zonas: { $zones }
        [EXIT] El cliente acaba de salir de una de estas zonas: { $zones }
       *[DWELL]
            { $seconds ->
                [0] El cliente está en una de estas zonas: { $zones }
                [one] El cliente lleva { $seconds } segundo en una de estas zonas: { $zones }
               *[other] El cliente lleva { $seconds } segundos en una de estas zonas: { $zones }
            }
    }
condition-segment = El cliente pertenece a uno de estos segmentos: { $segments }
condition-hours = En el reloj de la tienda es este horario: { $hours }
condition-loyalty = El cliente es miembro del programa de fidelidad.
condition-loyalty-tiers = El cliente es miembro de uno de estos niveles: { $tiers }
condition-language = El cliente lee uno de estos idiomas: { $languages }
condition-returning = El cliente ya ha estado aquí antes.
condition-new = El cliente está aquí por primera vez.
condition-missed-zone =
    { $visits ->
        [one] El cliente no pasó por la zona { $zone } en la última visita.
       *[other] El cliente no pasó por la zona { $zone } en las últimas { $visits } visitas.
    }
condition-recipe-have =
    { $have ->
        [one] En el carrito hay al menos { $have } ingrediente de una receta ({ $recipes }).
       *[other] En el carrito hay al menos { $have } ingredientes de una receta ({ $recipes }).
    }
condition-recipe-missing =
    { $missing ->
        [0] En el carrito no falta nada de una receta ({ $recipes }).
        [one] En el carrito falta como máximo { $missing } ingrediente de una receta ({ $recipes }).
       *[other] En el carrito faltan como máximo { $missing } ingredientes de una receta ({ $recipes }).
    }
condition-recipe-both = En el carrito hay al menos { $have } ingredientes de una receta ({ $recipes }) y faltan como máximo { $missing }.
condition-code = Se ha introducido un código de una de estas ofertas: { $offers }
condition-help-units =
    { $missing ->
        [one] Añada { $missing } artículo más de esta oferta.
       *[other] Añada { $missing } artículos más de esta oferta.
    }
condition-help-any-units =
    { $missing ->
        [one] Añada { $missing } artículo más.
       *[other] Añada { $missing } artículos más.
    }
condition-help-same-units =
    { $missing ->
        [one] Añada { $missing } unidad más del mismo producto.
       *[other] Añada { $missing } unidades más del mismo producto.
    }
condition-help-spend = Gaste { $amount } más.
condition-help-spend-on = Gaste { $amount } más en artículos de esta oferta.
condition-help-later-today = Disponible hoy a partir de las { $at }.
condition-help-join = Para miembros: únase al programa de fidelidad.
condition-help-recipe =
    { $missing ->
        [one] Añada { $missing } ingrediente más para { $recipe }.
       *[other] Añada { $missing } ingredientes más para { $recipe }.
    }
condition-help-code = Introduzca su código de cupón.
condition-no-bound = No hay ningún límite. Indique al menos uno.
condition-bounds-crossed = El límite superior es menor que el inferior. Intercámbielos u omita uno.
