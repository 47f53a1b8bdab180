import "../design/design.css";
import "../shared/standing.css";
import "./scale.css";
import "./counter.css";
import "./goods.css";
import "../shared/story/journey.ts";
import "../shared/story/offer.ts";
import "../shared/story/timeline.ts";
import "../shared/story/verdict.ts";
import { Scale } from "./scale.ts";

customElements.define("fl-scale", Scale);
