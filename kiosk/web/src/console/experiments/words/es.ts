import type { en } from "./en.ts";

export const es: typeof en = {
  title: "Experimentos",
  lead: "Una parte de los clientes recibe la oferta y el resto no: la diferencia es lo que aporta.",
  begin: "Nuevo experimento",
  none: "Todavía no hay experimentos.",
  back: "Todos los experimentos",
  unknown: "No existe ese experimento.",
  status: { DRAFT: "borrador", RUNNING: "en marcha", STOPPED: "detenido" },
  part: (share) => `participa el ${share} del total`,
  edit: "Editar",
  start: "Poner en marcha",
  stop: "Detener para siempre",
  startSure:
    "¿Ponerlo en marcha? Una vez empezado ya no cambia, para que sus cifras signifiquen una sola cosa.",
  stopSure:
    "¿Detenerlo para siempre? Ya no dará sus ofertas a nadie, y no se puede volver a poner en marcha.",
  cancel: "Cancelar",
  offers: "Ofertas que se prueban",
  noOffers:
    "Ninguna oferta está en este experimento. Elíjalo en presupuesto y límites de la oferta.",
  arm: (variant) => `la recibe «${variant}»`,
  slots: "Lo que muestran las pantallas",
  slot: "Lugar en una pantalla",

  verdict: {
    alarm: "No se fíe de estas cifras: el reparto no es el previsto.",
    early: "Todavía hay muy pocos datos.",
    open: "Sin decidir: ninguna variante es claramente mejor ni peor que el control.",
    better: (names) => `Mejor que el control: ${names}.`,
    worse: (names) => `Peor que el control: ${names}.`,
  },
  alarmHint: (p) =>
    `Si todo funcionara, un reparto así se daría con p = ${p}. Busque pantallas que no informan, robots o una oferta en dos experimentos.`,
  split: (p) => `El reparto es el previsto (p = ${p}).`,
  guard: "Límite de seguridad: lo que se gasta",
  guardHolds: (name) => `«${name}»: no baja.`,
  guardOpen: (name, low) => `«${name}»: todavía no se descarta una bajada de hasta ${low}.`,
  guardBroken: (name, high) => `«${name}»: baja al menos ${high}. Piense en detenerlo.`,
  guardEarly: (name) => `«${name}»: todavía hay muy pocos datos.`,
  sequential:
    "Los intervalos valen por mucho que se consulten: puede detenerlo en cuanto haya veredicto.",
  units: (count) => `Lo han visto ${count} carritos, visitas o clientes que lo aceptaron.`,
  noUnits: "Nadie lo ha visto todavía.",
  cuts: "Por partes",
  cutsNote:
    "De muchas partes sin ningún efecto, algunas parecen tenerlo: tómelas como indicios, no como resultados.",
  cut: { ALL: "Todo", OFFER: "Oferta", ZONE: "Zona", SEGMENT: "Segmento" },
  cutFew: (name) => `${name}: muy pocos para decirlo`,

  newTitle: "Nuevo experimento",
  editTitle: "Editar el experimento",
  key: "Clave",
  keyHint: "Minúsculas, cifras y guiones; después no se puede cambiar.",
  name: "La pregunta que responde",
  variants: "Variantes",
  variantsHint: "La primera es el control: lo que ocurre sin el experimento.",
  control: "control",
  variant: (number) => `Variante ${number}`,
  share: "Parte, %",
  addVariant: "Añadir una variante",
  removeVariant: (name) => `Quitar ${name}`,
  sum: (percent) => `Las partes suman ${percent}; deben sumar el 100 %.`,
  coverage: "Quién participa, % del total",
  metrics: "Qué se mide",
  metricsText:
    "Decide la parte de quienes pagan en caja después de verlo. Lo que gastan, descontadas las devoluciones, es el límite de seguridad.",
  presentation: "Lugares en las pantallas",
  presentationHint:
    "Para probar diseños y textos en vez de ofertas: un lugar como kiosk.offer-card, y lo que muestra allí cada variante.",
  addSlot: "Añadir un lugar",
  removeSlot: (name) => `Quitar ${name}`,
  shows: (variant) => `«${variant}» muestra`,
  advanced: "Separado de otros",
  namespace: "Grupo de experimentos",
  since: "Desde, %",
  until: "Hasta, %",
  namespaceHint:
    "Los experimentos de un grupo cuyos tramos no se solapan nunca coinciden en un mismo cliente.",
  save: "Guardar el borrador",
  saved: "Guardado.",

  holdouts: "Fuera de todo",
  holdoutsLead:
    "Una parte de los clientes no recibe ninguna oferta, para ver cuánto aportan todas juntas.",
  noHoldouts: "Nadie está fuera.",
  holdout: (key, share) => `${key}: el ${share} del total`,
  holdoutShare: "Parte, %",
  set: "Dejar fuera",
  remove: "Terminar",
  removeSure: (key) => `¿Terminar la reserva ${key}? Sus clientes vuelven a recibir ofertas.`,
};
