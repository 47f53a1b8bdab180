/** What a rule says. Arguments come ready to be read: names, amounts, times. */
export const tell = {
  everything: "everything",
  except: (what: string) => `except ${what}`,
  fromPrice: (amount: string) => `from ${amount} a unit`,
  daysLeft: (days: number) => (days === 1 ? "with 1 day left" : `with ${days} days left or less`),
  fullPrice: "at full price",
  noCurrency: "?",
  all: "All of these:",
  any: "At least one of these:",
  not: "Not:",
  category: (what: string) => `Something of ${what} is in the cart`,
  gtin: (what: string) => `${what} is in the cart`,
  brand: (what: string) => `Something by ${what} is in the cart`,
  cart_spend: (what: string, amount: string, before: boolean) =>
    `${what} comes to ${amount} or more${before ? ", before offers" : ""}`,
  wholeCart: "The cart",
  cart_quantity: (least: number, most?: number) =>
    most === undefined
      ? `${least} or more units are in the cart`
      : `${least} to ${most} units are in the cart`,
  cart_contains: (units: number, what: string) => `${units} or more units of ${what}`,
  any_line_quantity: (units: number, what: string) =>
    `${units} or more units of one product (${what})`,
  days_left: (range: string, what: string, scanned: boolean) =>
    `${scanned ? "What was scanned" : "Something in the cart"} (${what}) has ${range} days left`,
  atLeast: (number: number) => `${number} or more`,
  atMost: (number: number) => `${number} or fewer`,
  between: (least: number, most: number) => `${least} to ${most}`,
  recipe_progress: (have: string, missing: string, recipes: string) =>
    `A recipe${recipes ? ` (${recipes})` : ""} is begun${have ? `: ${have} ingredients in the cart` : ""}${missing ? `, ${missing} missing` : ""}`,
  zone: (move: string, what: string, seconds: number) =>
    `The shopper ${{ ENTER: "has just come into", EXIT: "has just left" }[move] ?? "is in"} ${what}${seconds ? ` for ${seconds} seconds` : ""}`,
  hours: (when: string) => `It is ${when}`,
  missed_zone: (zone: string, visits: number) =>
    `The shopper was not in ${zone} on the last ${visits} visits`,
  segment: (what: string) => `The shopper belongs to ${what}`,
  loyalty: (tiers: string) =>
    tiers ? `The shopper is a member (${tiers})` : "The shopper is a member",
  returning: (back: boolean): string =>
    back ? "The shopper has been here before" : "The shopper is here for the first time",
  language: (what: string) => `The shopper reads ${what}`,
  code: (what: string) => `A coupon code of ${what} was entered`,
  onDays: (hours: string, days: string) => `${hours}, ${days}`,

  off: (amount: string) => `${amount} off`,
  ladderStep: (days: number, percent: string) =>
    `${percent} off ${days === 0 ? "on the last day" : days === 1 ? "from 1 day left" : `from ${days} days left`}`,
  unit_amount: (amount: string) => `${amount} off each unit`,
  line_amount: (amount: string) => `${amount} off each product`,
  tier: (from: string, off: string) => `from ${from} on ${off} off`,
  pieces: (number: number) => `${number} pieces`,
  cheapest_free: (buy: number, pay: number) => `${buy} for ${pay}`,
  bundle_price: (units: number, amount: string) => `${units} for ${amount}`,
  buy_x_get_y: (buy: number, get: number, off: string) =>
    `Buy ${buy}, get ${get} ${off ? `at ${off} off` : "free"}`,
  unit_groups: (units: number, off: string) => `${off} off each for every ${units}`,
  gift: (quantity: number, product: string) =>
    quantity === 1 ? `${product} as a gift` : `${quantity} × ${product} as a gift`,
  points: (points: number, each: string) =>
    each ? `${points} points for each ${each}` : `${points} points`,
  free_delivery: "Free delivery",
  from: (day: string) => `from ${day}`,
  till: (day: string) => `until ${day}`,
  always: "Always",
  yes: "yes",
  no: "no",
};
