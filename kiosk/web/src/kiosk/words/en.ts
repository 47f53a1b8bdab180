export const en = {
  // attract
  inviteTitle: "Scan it. See how fresh it is.",
  inviteHow: "Hold a QR code or barcode under the scanner.",
  inviteWhat: "Where it comes from · how it was kept · what people say · what to cook",
  offersHere: "Offers here, today",
  offersOfZone: (zone: string) => `Today’s offers: ${zone}`,
  pause: "Pause",
  play: "Play",
  offerOf: (number: number, all: number) => `Offer ${number} of ${all}`,

  // controls
  controls: "Controls",
  home: "Start over",
  larger: "Larger text",
  cart: "Cart",
  language: "Language",

  // a number by hand
  typeIn: "Type it",
  typeTitle: "Type the number",
  typeHow: "The digits under the bars, or on the sticker of fruit and vegetables",
  typeKeys: "Digits",
  typeBack: "Delete the last digit",
  typeGo: "Look it up",

  // link
  live: "Live",
  connecting: "Connecting…",
  away: "Reconnecting…",
  asOf: (time: string) =>
    `As of ${time}. We are reconnecting; the newest facts come by themselves.`,
  clockWrong: "The clock of this screen is wrong. The times shown are right.",

  // an item
  looking: "Looking it up…",
  hear: "Hear it",
  hush: "Stop",
  addToCart: "Add to cart",
  added: "It is in your cart.",
  itemOffers: "Your price today",
  origin: "Origin",
  temperature: "Temperature",
  keeping: "At home",
  reviews: "Reviews",
  recipes: "Recipes",
  story: "What we know",
  storyComing: "The rest of the story comes in a moment.",
  storyAway: "The rest of the story comes when we are connected again.",
  pricePer: { EACH: "each", KILOGRAM: "per kg", LITRE: "per litre" },
  labelPrice: "on the label",
  weight: (kilograms: string) => `${kilograms} kg`,
  lot: (lot: string) => `Lot ${lot}`,
  sample: "Sample data",

  // recall
  recallTitle: "Recalled: do not eat this",
  recallWhy: "Why",
  recallDo: "What to do",
  recallSince: (time: string) => `In force since ${time}`,
  recallDetails: "Show what is known about it",

  // misses
  refusals: {
    UNREADABLE: "We cannot read this code",
    CHECK_DIGIT: "This code was misread",
    UNSUPPORTED: "This kind of code is not for here",
    FOREIGN_LINK: "This link names no product",
    UNKNOWN_PRODUCT: "We do not know this product",
    STORE_REQUIRED: "This code needs its store",
  },
  neverOpened: "Nothing that is scanned here is ever opened or fetched.",
  cutTitle: "Only a part of the code came over",
  cutMessage: "The scanner stopped in the middle.",
  cutHint: "Please hold the code still and scan it again.",
  awayTitle: "We cannot look this up just now",
  awayMessage: "The connection to the store is gone. We try again all the time.",
  awayHint: "Stay here, and the answer comes by itself; or ask the staff.",
  busyTitle: "One moment, please",
  busyMessage: "Very many questions are being asked just now.",
  busyHint: "Please scan it again in a few seconds.",

  // cart
  cartTitle: "Your cart",
  cartEmpty: "Nothing in it yet. Scan something and add it.",
  cartPair: "Take your cart here",
  cartPairHow:
    "Scan this with your phone: its cart comes to this screen, and what you add here goes with you.",
  cartPaired: "Your phone and this screen share this cart.",
  cartForgotten: "This screen forgets it when you leave.",
  cartQr: "QR code that links your phone to this screen",
  cartAway: "The cart cannot be reached just now.",
  quantity: (units: number) => `${units} ×`,
  saved: (amount: string) => `You save ${amount}`,
  total: "Total",
  notForSale: {
    RECALLED: "Recalled: please give it back",
    EXPIRED: "Out of date: please give it back",
  },
  close: "Close",

  // idle
  idleTitle: "Are you still there?",
  idleText: "This screen starts over for the next person.",
  idleSeconds: (seconds: number) => (seconds === 1 ? "1 second" : `${seconds} seconds`),
  idleStay: "I am still here",
  idleLeave: "Start over now",
};
