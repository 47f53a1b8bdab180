import wasm from "zxing-wasm/reader/zxing_reader.wasm?url";

/** Reads a code from a picture; undefined where it shows none. */
export type Reading = (picture: HTMLVideoElement) => Promise<string | undefined>;

/** What a browser of its own brings (Shape Detection API; no browser's type definitions have it). */
interface Detector {
  detect(picture: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
}
interface Detectors {
  new (options: { formats: readonly string[] }): Detector;
  getSupportedFormats(): Promise<readonly string[]>;
}

const OWN_FORMATS = ["qr_code", "data_matrix", "ean_13", "ean_8", "upc_a", "upc_e", "code_128"];
const FORMATS = [
  "QRCode",
  "DataMatrix",
  "EAN13",
  "EAN8",
  "UPCA",
  "UPCE",
  "Code128",
  "DataBar",
  "DataBarExpanded",
] as const;

/** The browser's own reader where it knows what packages carry, else ours. */
export async function codeReading(): Promise<Reading> {
  return (await ownReading()) ?? (await ourReading());
}

async function ownReading(): Promise<Reading | undefined> {
  const { BarcodeDetector } = globalThis as { BarcodeDetector?: Detectors };
  if (!BarcodeDetector) return undefined;
  const known = await BarcodeDetector.getSupportedFormats();
  if (!["qr_code", "data_matrix", "ean_13"].every((format) => known.includes(format))) {
    return undefined;
  }
  const formats = OWN_FORMATS.filter((format) => known.includes(format));
  const detector = new BarcodeDetector({ formats });
  return async (picture) => (await detector.detect(picture))[0]?.rawValue;
}

async function ourReading(): Promise<Reading> {
  const { prepareZXingModule, readBarcodes } = await import("zxing-wasm/reader");
  const overrides = { locateFile: () => wasm };
  await prepareZXingModule({ overrides, fireImmediately: true });
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d", { willReadFrequently: true })!;
  return async (picture) => {
    canvas.width = picture.videoWidth;
    canvas.height = picture.videoHeight;
    pen.drawImage(picture, 0, 0);
    const image = pen.getImageData(0, 0, canvas.width, canvas.height);
    const [found] = await readBarcodes(image, {
      formats: [...FORMATS],
      maxNumberOfSymbols: 1,
      textMode: "Plain",
    });
    if (!found) return undefined;
    // The identifier tells GS1's element strings from other text with the same digits.
    const gs1 = /^\](d2|C1|e0|Q3)$/.test(found.symbologyIdentifier);
    return gs1 ? found.symbologyIdentifier + found.text : found.text;
  };
}
