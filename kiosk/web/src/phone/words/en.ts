/** What the phone page's scripts say. The page itself is written by the server. */
export const words = {
  store: "Which store are you in?",
  storeWhy: "Prices, offers and your cart belong to a store.",
  chooseStore: "Choose a store",
  inStore: (name: string) => `You are in ${name}`,
  otherStore: "Another store",

  offers: "Offers for this",
  addToCart: "Add to cart",
  adding: "Adding…",
  added: "It is in your cart.",
  weight: "Weight in grams",
  toCart: "See the cart",
  notForSale: "This is not for sale. Please hand it to the staff.",
  whatIf: "What if it is left out?",
  updated: "Something about this item has changed. The page is up to date.",
  away: (time: string) => `No connection. What you see was so at ${time}.`,
  notNow: "That did not work just now. Please try again.",
  again: "Try again",

  keptFrom: (time: string) =>
    `You are offline. This page is from ${time}; freshness and price may have changed.`,

  scan: "Scan with the camera",
  stopScanning: "Stop the camera",
  startingCamera: "Starting the camera…",
  pointAtCode: "Hold a QR code or barcode in the frame.",
  pictureOfCamera: "What the camera sees",
  found: "Found. One moment…",
  cameraRefused:
    "The camera may not be used here. Allow it in your browser's settings, or enter the code below.",
  noCamera: "There is no camera here that we can use. Enter the code below.",

  seen: "Looked at lately",
  seenWhy:
    "Kept on this phone only, so that it reads without a network. Each says how it was then.",
  seenNothing: "Nothing yet.",
  seenThen: (word: string, time: string) => `${word}, as of ${time}`,
  forget: "Forget these",

  cartEmpty: "Nothing is in it yet. Scan something and put it in.",
  cartOver: "This cart's day is over.",
  paid: "This cart has been paid.",
  quantity: (name: string) => `How many: ${name}`,
  more: (name: string) => `One more: ${name}`,
  less: (name: string) => `One less: ${name}`,
  remove: (name: string) => `Take out: ${name}`,
  blocked: {
    RECALLED: "Recalled. Do not eat it; please give it back.",
    EXPIRED: "Out of date. Please give it back.",
  },
  saved: "Saved by offers",
  total: "To pay",
  cartOffers: "Offers",
  atTill: "The till decides; prices are those of now.",
  cartLoading: "Looking for your cart…",

  pairing: "One moment…",
  paired: "This phone and the screen now share one cart.",
  pairedWhy: "What you put in here shows there, and the other way round.",
  notPaired: "The cart could not be shared",
  noToken:
    "This address holds no code. Open the code that the screen shows with your phone's camera.",

  review: "Write a review",
  stars: "How was it?",
  starsOf: (stars: number) => (stars === 1 ? "1 star" : `${stars} stars`),
  reviewText: "What should others know? (if you like)",
  receipt: "Code at the end of your receipt (if you have it)",
  receiptWhy: "Your review then counts as that of a verified purchase.",
  send: "Send",
  sending: "Sending…",
  reviewLeft: "Thank you. It appears once the store has approved it.",
  anonymous: "We ask for no name and no address.",
  chooseStars: "Choose one to five stars.",
};
