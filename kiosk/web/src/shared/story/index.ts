/**
 * The story's elements, registered: fl-verdict, fl-offer, fl-timeline, fl-journey, fl-temperature,
 * fl-what-if, fl-reviews, fl-recipes, fl-qr. Maps and plots are loaded when one is shown.
 */
import "../qr.ts";
import "./temperature.ts";
import "./journey.ts";
import "./offer.ts";
import "./recipes.ts";
import "./reviews.ts";
import "./timeline.ts";
import "./verdict.ts";
import "./what_if.ts";

export { stateClass, stateIcon } from "./icons.ts";
export { goodsPrice } from "./price.ts";
export { stars } from "./stars.ts";
export { STORY_WORDS } from "./words.ts";
