import type { words as en } from "./en.ts";

export const words: typeof en = {
  store: "¿En qué tienda está?",
  storeWhy: "Los precios, las ofertas y su cesta pertenecen a una tienda.",
  chooseStore: "Elija una tienda",
  inStore: (name) => `Está en ${name}`,
  otherStore: "Otra tienda",

  offers: "Ofertas de este artículo",
  addToCart: "Añadir a la cesta",
  adding: "Añadiendo…",
  added: "Ya está en su cesta.",
  weight: "Peso en gramos",
  toCart: "Ver la cesta",
  notForSale: "No está a la venta. Entréguelo al personal, por favor.",
  whatIf: "¿Y si se deja fuera?",
  updated: "Algo ha cambiado en este artículo. La página está al día.",
  away: (time) => `Sin conexión. Lo que ve era así a las ${time}.`,
  notNow: "No ha funcionado. Inténtelo de nuevo, por favor.",
  again: "Intentar de nuevo",

  keptFrom: (time) =>
    `No tiene conexión. Esta página es de ${time}; la frescura y el precio pueden haber cambiado.`,

  scan: "Escanear con la cámara",
  stopScanning: "Apagar la cámara",
  startingCamera: "Encendiendo la cámara…",
  pointAtCode: "Sitúe un código QR o de barras dentro del marco.",
  pictureOfCamera: "Lo que ve la cámara",
  found: "Encontrado. Un momento…",
  cameraRefused:
    "No se puede usar la cámara. Permítala en los ajustes de su navegador o escriba el código abajo.",
  noCamera: "Aquí no hay ninguna cámara que podamos usar. Escriba el código abajo.",

  seen: "Consultado hace poco",
  seenWhy:
    "Solo se guarda en este teléfono, para leerlo sin red. Cada uno dice cómo estaba entonces.",
  seenNothing: "Nada todavía.",
  seenThen: (word, time) => `${word}, a ${time}`,
  forget: "Olvidar todo esto",

  cartEmpty: "Todavía no hay nada. Escanee algo y añádalo.",
  cartOver: "El día de esta cesta ha terminado.",
  paid: "Esta cesta ya está pagada.",
  quantity: (name) => `Cuántos: ${name}`,
  more: (name) => `Uno más: ${name}`,
  less: (name) => `Uno menos: ${name}`,
  remove: (name) => `Sacar: ${name}`,
  blocked: {
    RECALLED: "Retirado del mercado. No lo coma; devuélvalo, por favor.",
    EXPIRED: "Caducado. Devuélvalo, por favor.",
  },
  saved: "Ahorro por ofertas",
  total: "A pagar",
  cartOffers: "Ofertas",
  atTill: "Decide la caja; los precios son los de ahora.",
  cartLoading: "Buscando su cesta…",

  pairing: "Un momento…",
  paired: "Este teléfono y la pantalla comparten ahora una cesta.",
  pairedWhy: "Lo que añada aquí se ve allí, y al revés.",
  notPaired: "No se ha podido compartir la cesta",
  noToken:
    "Esta dirección no lleva ningún código. Abra con la cámara del teléfono el código que muestra la pantalla.",

  review: "Escribir una opinión",
  stars: "¿Qué le ha parecido?",
  starsOf: (stars) => (stars === 1 ? "1 estrella" : `${stars} estrellas`),
  reviewText: "¿Qué deberían saber los demás? (si lo desea)",
  receipt: "Código al final de su recibo (si lo tiene)",
  receiptWhy: "Su opinión contará entonces como de compra verificada.",
  send: "Enviar",
  sending: "Enviando…",
  reviewLeft: "Gracias. Aparecerá cuando la tienda la haya aprobado.",
  anonymous: "No pedimos nombre ni dirección.",
  chooseStars: "Elija de una a cinco estrellas.",
};
