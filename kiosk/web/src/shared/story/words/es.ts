import type { en } from "./en.ts";

export const es: typeof en = {
  states: {
    FRESH: "Fresco",
    GOOD: "Bueno",
    SOON: "Consumir pronto",
    LAST_DAY: "Último día",
    PAST_BEST: "Pasado su mejor momento",
    EXPIRED: "Caducado",
    DO_NOT_EAT: "No consumir",
    UNKNOWN: "Sin datos",
  },
  advice: {
    LAST_DAY: "Consúmalo hoy.",
    PAST_BEST: "Mírelo, huélalo y pruébelo antes.",
    EXPIRED: "No lo consuma. Entréguelo al personal.",
    DO_NOT_EAT: "No lo compre ni lo consuma. Entréguelo al personal.",
    UNKNOWN: "Guíese por la fecha del envase.",
  },
  gaps: {
    ORIGIN_UNKNOWN: "Origen desconocido",
    TIME_UNACCOUNTED: "Tiempo desconocido",
    IMPOSSIBLE_ORDER: "Orden imposible",
    TRUNCATED: "Desconocido: demasiado largo",
  },

  hoursLeft: (hours) => (hours === 1 ? "Queda 1 hora" : `Quedan ${hours} horas`),
  daysLeft: (days) => (days === 1 ? "Queda 1 día" : `Quedan ${days} días`),
  daysLeftBetween: (days, most) => `Quedan de ${days} a ${most} días`,
  useBy: (date) => `Fecha de caducidad: ${date}`,
  bestBefore: (date) => `Consumir preferentemente antes del ${date}`,
  useByPassed: (date, days) =>
    `La fecha de caducidad, ${date}, pasó hace ${days === 1 ? "1 día" : `${days} días`}`,
  bestBeforePassed: (date, days) =>
    `Consumo preferente antes del ${date}, hace ${days === 1 ? "1 día" : `${days} días`}`,
  score: (score) => `${score} de 100`,
  why: "Por qué",
  coverage: (share) => `Las lecturas cubren el ${share} del tiempo desde su producción.`,
  judgedAt: (place) => `Valorado donde está: ${place}.`,
  lotUnknown: (lot) =>
    `No tenemos registro del lote ${lot}. Lo que ve vale para el producto y para las fechas del código.`,
  noLot:
    "Este código nombra el producto, no el lote. Un código con lote cuenta su propia historia.",
  estimate: "Es una estimación de calidad, no una declaración de seguridad.",

  journey: "Recorrido",
  noJourney: "No hay nada registrado sobre su recorrido.",
  complete: "Registrado desde el origen hasta aquí, sin lagunas.",
  incomplete: (count) =>
    count === 1
      ? "Hay 1 cosa desconocida en este recorrido; está marcada abajo."
      : `Hay ${count} cosas desconocidas en este recorrido; están marcadas abajo.`,
  beganAt: "Comenzó en",
  map: (count) =>
    count === 1 ? "Mapa del recorrido, 1 lugar" : `Mapa del recorrido, ${count} lugares`,
  about: (thing) => `Sobre ${thing}`,
  recordedBy: (who, time) => `Registrado por ${who}, ${time}`,
  recordedByNobody: (time) => `Registrado el ${time}, sin firma`,
  nowhere: "Lugar no registrado",
  fingerprint: "Huella de lo registrado",

  temperature: "Temperatura",
  range: (low, high) => `Entre ${low} y ${high}.`,
  limit: (limit) => `límite ${limit}`,
  neverAbove: (limit) => `Ninguna lectura por encima de ${limit}.`,
  tooWarm: (count) =>
    count === 1 ? "Demasiado caliente una vez" : `Demasiado caliente ${count} veces`,
  excursion: (extreme, limit) => `Hasta ${extreme} (límite ${limit})`,
  between: (from, to) => `${from} a ${to}`,
  since: (from) => `Desde ${from}, y continúa`,
  noReadings: "sin lecturas",
  holes: (count) =>
    count === 1 ? "En un tramo no hay lecturas." : `En ${count} tramos no hay lecturas.`,
  noCurve: "No se midió ninguna temperatura en su recorrido.",
  asTable: "En una tabla",
  from: "Desde",
  to: "Hasta",
  coldest: "Mínima",
  warmest: "Máxima",

  whatIf: "¿Y si se queda fuera de la nevera?",
  hoursOut: "Fuera durante",
  outAt: "A",
  hours: (hours) => (hours === "1" ? "1 hora" : `${hours} horas`),
  thenKept: (celsius) => `Después se conserva a ${celsius}`,
  wouldLast: "Duraría",
  asLong: "Tanto como antes",
  shorter: (time) => `${time} menos`,
  lasts: (days, hours) =>
    [
      days > 0 ? (days === 1 ? "1 día" : `${days} días`) : "",
      hours > 0 || days === 0 ? (hours === 1 ? "1 hora" : `${hours} horas`) : "",
    ]
      .filter(Boolean)
      .join(" y "),
  noWhatIf: "No se puede estimar para este producto.",
  notNow: "Ahora mismo no podemos responder.",

  reviews: "Opiniones",
  noReviews: "Aún no hay opiniones.",
  reviewCount: (count) => (count === 1 ? "1 opinión" : `${count} opiniones`),
  stars: (stars) => `${stars} de 5 estrellas`,
  verified: "Compra verificada",
  moreReviews: (count) => (count === 1 ? "1 opinión más" : `${count} opiniones más`),

  recipes: "Recetas",
  minutes: (minutes) => `${minutes} min`,
  ingredients: "Ingredientes",
  atHand: "ya lo tiene",
  method: "Preparación",
  toMyPhone: "Enviar a mi teléfono",
  scanWithPhone: "Abra la cámara de su teléfono y apunte aquí.",
  close: "Cerrar",

  offer: "Oferta",
  insteadOf: (price) => `en lugar de ${price}`,
  saves: (amount) => `Ahorre ${amount}`,
  points: (points) => (points === 1 ? "1 punto" : `${points} puntos`),
  until: (time) => `Hasta el ${time}`,
  almost: "Le falta poco",
  per: {
    EACH: (price) => price,
    KILOGRAM: (price) => `${price} el kg`,
    LITRE: (price) => `${price} el litro`,
  },
};
