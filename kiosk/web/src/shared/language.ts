/** The languages of every screen, by what their speakers call them. */
export const LANGUAGES = { en: "English", "zh-Hans": "中文", es: "Español" } as const;
export type Language = keyof typeof LANGUAGES;

export function isLanguage(tag: string | null | undefined): tag is Language {
  return tag != null && tag in LANGUAGES;
}

/** The best language for BCP 47 tags, most wanted first (`zh`, `zh-CN` and `zh-SG` are zh-Hans). */
export function chooseLanguage(tags: readonly string[]): Language {
  for (const tag of tags) {
    const base = tag.toLowerCase().split("-")[0];
    if (base === "zh") return "zh-Hans";
    if (isLanguage(base)) return base;
  }
  return "en";
}

/**
 * Words of one screen in every language: plain objects of strings and functions, English first.
 * TypeScript refuses a catalogue that lacks a key: `const es: typeof en = {…}`.
 */
export type Words<Catalogue> = Readonly<Record<Language, Catalogue>>;

/** Numbers, money and times as the language writes them. */
export class Formats {
  readonly language: Language;
  readonly timeZone: string | undefined;

  constructor(language: Language, timeZone?: string) {
    this.language = language;
    this.timeZone = timeZone;
  }

  number(value: number, digits = 0): string {
    return new Intl.NumberFormat(this.language, {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    }).format(value);
  }

  percent(share: number, digits = 0): string {
    return new Intl.NumberFormat(this.language, {
      style: "percent",
      maximumFractionDigits: digits,
    }).format(share);
  }

  /** `minorUnits` as GraphQL's Money: an integer in the currency's smallest unit. */
  money(minorUnits: number, currencyCode: string): string {
    return this.#currency(currencyCode).format(this.units(minorUnits, currencyCode));
  }

  /** As a decimal number of the currency's unit: 499 EUR cents are 4.99. */
  units(minorUnits: number, currencyCode: string): number {
    const { maximumFractionDigits } = this.#currency(currencyCode).resolvedOptions();
    return minorUnits / 10 ** (maximumFractionDigits ?? 2);
  }

  #currency(currency: string): Intl.NumberFormat {
    return new Intl.NumberFormat(this.language, {
      style: "currency",
      currency,
      currencyDisplay: "narrowSymbol",
    });
  }

  /** A moment (RFC 3339) on the store's clock. */
  time(at: string | Date, style: Intl.DateTimeFormatOptions = { timeStyle: "short" }): string {
    const zone = this.timeZone ? { timeZone: this.timeZone } : {};
    return new Intl.DateTimeFormat(this.language, { ...style, ...zone }).format(new Date(at));
  }

  /** A calendar day (`2026-11-22`), wherever it is read. */
  day(day: string): string {
    return new Intl.DateTimeFormat(this.language, { dateStyle: "medium", timeZone: "UTC" }).format(
      new Date(day),
    );
  }

  /** The store's date at a moment, as `2026-11-22`. */
  today(now = new Date()): string {
    const zone = this.timeZone ? { timeZone: this.timeZone } : {};
    return new Intl.DateTimeFormat("en-CA", { dateStyle: "short", ...zone }).format(now);
  }

  /** A place by name, with its country's where it is known. */
  place({ name, country }: { name: string; country: string | null }): string {
    const of = country && new Intl.DisplayNames(this.language, { type: "region" }).of(country);
    return of ? `${name} (${of})` : name;
  }

  /** A moment of these weeks, without its year; on `day` (as `today` gives it) only the time. */
  moment(at: string | Date, day?: string): string {
    if (day !== undefined && this.today(new Date(at)) === day) return this.time(at);
    return this.time(at, { month: "short", day: "numeric", hour: "numeric", minute: "2-digit" });
  }

  dateTime(at: string | Date): string {
    return this.time(at, { dateStyle: "medium", timeStyle: "short" });
  }
}
