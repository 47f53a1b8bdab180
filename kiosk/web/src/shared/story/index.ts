/**
 * The story's elements, registered: fl-verdict, fl-offer, fl-timeline, fl-journey, fl-curve,
 * fl-what-if, fl-reviews, fl-recipes, fl-qr. Maps and plots are loaded when one is shown.
 */
import "./story.css";
import "../qr.ts";
import "./curve.ts";
import "./journey.ts";
import "./offer.ts";
import "./recipes.ts";
import "./reviews.ts";
import "./timeline.ts";
import "./verdict.ts";
import "./what_if.ts";
