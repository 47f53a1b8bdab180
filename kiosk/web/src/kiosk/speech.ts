import type { Language } from "../shared/language.ts";

/** The browser's own voice, in languages that it has one for. */
export class Speech {
  speaking = false;
  readonly #changed: () => void;

  constructor(changed: () => void) {
    this.#changed = changed;
    globalThis.speechSynthesis?.addEventListener("voiceschanged", changed); // they load late
  }

  /** Whether there is a voice of this language: else nothing offers to speak. */
  has(language: Language): boolean {
    return voiceOf(language) !== undefined;
  }

  say(text: string, language: Language): void {
    const voice = voiceOf(language);
    if (!voice) return;
    this.hush();
    const said = new SpeechSynthesisUtterance(text);
    said.voice = voice;
    said.lang = voice.lang;
    said.onend = said.onerror = () => this.#become(false);
    speechSynthesis.speak(said);
    this.#become(true);
  }

  hush(): void {
    if (!this.speaking) return;
    speechSynthesis.cancel();
    this.#become(false);
  }

  #become(speaking: boolean): void {
    this.speaking = speaking;
    this.#changed();
  }
}

function voiceOf(language: Language): SpeechSynthesisVoice | undefined {
  const voices = globalThis.speechSynthesis?.getVoices() ?? [];
  const base = language.split("-")[0];
  const fitting = voices.filter((voice) => voice.lang.toLowerCase().split(/[-_]/)[0] === base);
  return fitting.find((voice) => voice.localService) ?? fitting[0];
}
