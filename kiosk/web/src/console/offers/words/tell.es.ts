import type { tell as english } from "./tell.en.ts";

export const tell: typeof english = {
  everything: "todo",
  except: (what) => `excepto ${what}`,
  fromPrice: (amount) => `desde ${amount} la unidad`,
  daysLeft: (days) => (days === 1 ? "con 1 día restante" : `con ${days} días restantes o menos`),
  fullPrice: "a precio completo",
  noCurrency: "?",
  all: "Todo esto:",
  any: "Al menos una cosa de estas:",
  not: "No:",
  category: (what) => `Hay algo de ${what} en el carrito`,
  gtin: (what) => `${what} en el carrito`,
  brand: (what) => `Hay algo de la marca ${what} en el carrito`,
  cart_spend: (what, amount, before) =>
    `${what}: ${amount} o más${before ? ", antes de las ofertas" : ""}`,
  wholeCart: "El carrito",
  cart_quantity: (least, most) =>
    most === undefined
      ? `Hay ${least} unidades o más en el carrito`
      : `Hay de ${least} a ${most} unidades en el carrito`,
  cart_contains: (units, what) => `${units} unidades o más de ${what}`,
  any_line_quantity: (units, what) => `${units} unidades o más de un producto (${what})`,
  days_left: (range, what, scanned) =>
    `${scanned ? "A lo escaneado" : "A algo del carrito"} (${what}) le quedan ${range} días`,
  atLeast: (number) => `${number} o más`,
  atMost: (number) => `${number} o menos`,
  between: (least, most) => `de ${least} a ${most}`,
  recipe_progress: (have, missing, recipes) =>
    `Hay una receta${recipes ? ` (${recipes})` : ""} empezada${have ? `: ${have} ingredientes en el carrito` : ""}${missing ? `, faltan ${missing}` : ""}`,
  zone: (move, what, seconds) =>
    `El cliente ${{ ENTER: "acaba de entrar en", EXIT: "acaba de salir de" }[move] ?? "está en"} ${what}${seconds ? ` durante ${seconds} segundos` : ""}`,
  hours: (when) => `Es ${when}`,
  missed_zone: (zone, visits) =>
    `El cliente no ha estado en ${zone} en las últimas ${visits} visitas`,
  segment: (what) => `El cliente pertenece a ${what}`,
  loyalty: (tiers) => (tiers ? `El cliente es socio (${tiers})` : "El cliente es socio"),
  returning: (back) =>
    back ? "El cliente ya ha estado aquí" : "El cliente está aquí por primera vez",
  language: (what) => `El cliente lee ${what}`,
  code: (what) => `Se ha introducido un cupón de ${what}`,
  onDays: (hours, days) => `${hours}, ${days}`,

  off: (amount) => `${amount} de descuento`,
  ladderStep: (days, percent) =>
    `${percent} de descuento ${days === 0 ? "el último día" : days === 1 ? "cuando queda 1 día" : `cuando quedan ${days} días`}`,
  unit_amount: (amount) => `${amount} menos por unidad`,
  line_amount: (amount) => `${amount} menos por producto`,
  tier: (from, off) => `desde ${from}, ${off} menos`,
  pieces: (number) => `${number} unidades`,
  cheapest_free: (buy, pay) => `${buy} por ${pay}`,
  bundle_price: (units, amount) => `${units} por ${amount}`,
  buy_x_get_y: (buy, get, off) =>
    `Compre ${buy} y llévese ${get} ${off ? `con ${off} menos` : "gratis"}`,
  unit_groups: (units, off) => `${off} menos en cada uno por cada ${units}`,
  gift: (quantity, product) =>
    quantity === 1 ? `${product} de regalo` : `${quantity} × ${product} de regalo`,
  points: (points, each) => (each ? `${points} puntos por cada ${each}` : `${points} puntos`),
  free_delivery: "Entrega gratis",
  from: (day) => `desde el ${day}`,
  till: (day) => `hasta el ${day}`,
  always: "Siempre",
  yes: "sí",
  no: "no",
};
