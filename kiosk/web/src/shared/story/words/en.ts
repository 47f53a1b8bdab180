import type { FreshnessState, JourneyGapKind } from "../../../api/schema.ts";

const STATES: Record<FreshnessState, string> = {
  FRESH: "Fresh",
  GOOD: "Good",
  SOON: "Eat soon",
  LAST_DAY: "Last day",
  PAST_BEST: "Past its best",
  EXPIRED: "Expired",
  DO_NOT_EAT: "Do not eat",
  UNKNOWN: "Not known",
};

const ADVICE: Partial<Record<FreshnessState, string>> = {
  LAST_DAY: "Eat it today.",
  PAST_BEST: "Look, smell and taste it first.",
  EXPIRED: "Do not eat it. Hand it to the staff.",
  DO_NOT_EAT: "Do not buy or eat it. Hand it to the staff.",
  UNKNOWN: "Go by the date on the package.",
};

const GAPS: Record<JourneyGapKind, string> = {
  ORIGIN_UNKNOWN: "Unknown origin",
  TIME_UNACCOUNTED: "Unknown time",
  IMPOSSIBLE_ORDER: "Impossible order",
  TRUNCATED: "Unknown: too long to show",
};

/** What the story's elements say. Sentences about the goods come from the server. */
export const en = {
  states: STATES,
  advice: ADVICE,
  gaps: GAPS,

  hoursLeft: (hours: number) => (hours === 1 ? "1 hour left" : `${hours} hours left`),
  daysLeft: (days: number) => (days === 1 ? "1 day left" : `${days} days left`),
  daysLeftBetween: (days: number, most: number) => `${days} to ${most} days left`,
  useBy: (date: string) => `Use by ${date}`,
  bestBefore: (date: string) => `Best before ${date}`,
  useByPassed: (date: string, days: number) =>
    `Use-by date ${date} passed ${days === 1 ? "1 day" : `${days} days`} ago`,
  bestBeforePassed: (date: string, days: number) =>
    `Best before ${date}, ${days === 1 ? "1 day" : `${days} days`} ago`,
  score: (score: number) => `${score} of 100`,
  why: "Why",
  coverage: (share: string) => `Readings cover ${share} of its time since production.`,
  judgedAt: (place: string) => `Judged where it is: ${place}.`,
  lotUnknown: (lot: string) =>
    `We have no record of lot ${lot}. What you see holds for the product, and for the dates in the code.`,
  noLot: "This code names the product, not the lot. A code with a lot tells its own story.",
  estimate: "This is an estimate of quality, not a statement about safety.",

  journey: "Journey",
  noJourney: "Nothing is recorded about its journey.",
  complete: "Recorded from origin to here, without a gap.",
  incomplete: (count: number) =>
    count === 1
      ? "1 thing about this journey is unknown; it is marked below."
      : `${count} things about this journey are unknown; they are marked below.`,
  beganAt: "It began at",
  map: (count: number) =>
    count === 1 ? "Map of the journey, 1 place" : `Map of the journey, ${count} places`,
  about: (thing: string) => `About ${thing}`,
  recordedBy: (who: string, time: string) => `Recorded by ${who}, ${time}`,
  recordedByNobody: (time: string) => `Recorded ${time}, by nobody named`,
  nowhere: "Place not recorded",
  fingerprint: "Fingerprint of what was recorded",

  temperature: "Temperature",
  range: (low: string, high: string) => `Between ${low} and ${high}.`,
  limit: (limit: string) => `limit ${limit}`,
  neverAbove: (limit: string) => `No reading above ${limit}.`,
  tooWarm: (count: number) => (count === 1 ? "Too warm once" : `Too warm ${count} times`),
  excursion: (extreme: string, limit: string) => `Up to ${extreme} (limit ${limit})`,
  between: (from: string, to: string) => `${from} to ${to}`,
  since: (from: string) => `Since ${from}, and still so`,
  noReadings: "no readings",
  holes: (count: number) =>
    count === 1
      ? "For one stretch there are no readings."
      : `For ${count} stretches there are no readings.`,
  noCurve: "No temperatures were measured on its way.",
  asTable: "As a table",
  from: "From",
  to: "To",
  coldest: "Coldest",
  warmest: "Warmest",

  whatIf: "What if it is left out?",
  hoursOut: "Left out for",
  outAt: "At",
  hours: (hours: string) => (hours === "1" ? "1 hour" : `${hours} hours`),
  thenKept: (celsius: string) => `After that kept at ${celsius}`,
  wouldLast: "It would last",
  asLong: "As long as before",
  shorter: (time: string) => `${time} less`,
  lasts: (days: number, hours: number) =>
    [
      days > 0 ? (days === 1 ? "1 day" : `${days} days`) : "",
      hours > 0 || days === 0 ? (hours === 1 ? "1 hour" : `${hours} hours`) : "",
    ]
      .filter(Boolean)
      .join(" "),
  noWhatIf: "No estimate can be given for this.",
  notNow: "That cannot be answered just now.",

  reviews: "Reviews",
  noReviews: "No reviews yet.",
  reviewCount: (count: number) => (count === 1 ? "1 review" : `${count} reviews`),
  stars: (stars: string) => `${stars} out of 5 stars`,
  verified: "Verified purchase",
  moreReviews: (count: number) => (count === 1 ? "1 more review" : `${count} more reviews`),

  recipes: "Recipes",
  minutes: (minutes: number) => `${minutes} min`,
  ingredients: "Ingredients",
  atHand: "you have it",
  method: "Method",
  toMyPhone: "Send to my phone",
  scanWithPhone: "Open your phone's camera and point it here.",
  close: "Close",

  offer: "Offer",
  insteadOf: (price: string) => `instead of ${price}`,
  saves: (amount: string) => `Save ${amount}`,
  points: (points: number) => (points === 1 ? "1 point" : `${points} points`),
  until: (time: string) => `Until ${time}`,
  almost: "Almost yours",
  per: {
    EACH: (price: string) => price,
    KILOGRAM: (price: string) => `${price} per kg`,
    LITRE: (price: string) => `${price} per litre`,
  },
};
