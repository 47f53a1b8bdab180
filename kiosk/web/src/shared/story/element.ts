import type { PropertyDeclarations } from "lit";
import { ScreenElement } from "../element.ts";
import { Formats } from "../language.ts";
import { STORY_WORDS } from "./words.ts";

/** A part of the story: it speaks the language of `formats`, on the clock of its time zone. */
export class StoryElement extends ScreenElement {
  static override properties: PropertyDeclarations = {
    formats: {
      attribute: false,
      hasChanged: (now: Formats, before?: Formats) =>
        now.language !== before?.language || now.timeZone !== before.timeZone,
    },
  };
  declare formats: Formats;

  constructor() {
    super();
    this.formats = new Formats("en");
  }

  protected get words() {
    return STORY_WORDS[this.formats.language];
  }

  protected celsius(celsius: number): string {
    const tenths = Math.round(celsius * 10) / 10 + 0; // + 0: no "-0"
    return `${this.formats.number(tenths, Number.isInteger(tenths) ? 0 : 1)} °C`;
  }
}
