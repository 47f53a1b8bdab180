import type { Words } from "../../shared/language.ts";

const en = {
  title: "Shelf labels",
  about:
    "A4 sheets, 3 × 8 labels, with the price and the offer of this moment. Print them at 100 %.",
  zone: "Zone",
  everywhere: "The whole store",
  language: "Language of the labels",
  storeLanguage: "The store's own",
  download: "Make the sheets",
  making: "Making the sheets…",
  done: "The sheets are ready; they were saved as a PDF.",
  failed: "The sheets did not come. Try again.",
};

const es: typeof en = {
  title: "Etiquetas de lineal",
  about:
    "Hojas A4 de 3 × 8 etiquetas, con el precio y la oferta de este momento. Imprímalas al 100 %.",
  zone: "Zona",
  everywhere: "Toda la tienda",
  language: "Idioma de las etiquetas",
  storeLanguage: "El de la tienda",
  download: "Preparar las hojas",
  making: "Preparando las hojas…",
  done: "Las hojas están listas; se han guardado como PDF.",
  failed: "Las hojas no han llegado. Inténtelo de nuevo.",
};

const zh: typeof en = {
  title: "货架标签",
  about: "A4 纸，每页 3 × 8 个标签，带有此刻的价格和优惠。请按 100% 打印。",
  zone: "区域",
  everywhere: "整个门店",
  language: "标签语言",
  storeLanguage: "门店语言",
  download: "生成标签页",
  making: "正在生成标签页…",
  done: "标签页已生成，并保存为 PDF。",
  failed: "没有收到标签页，请再试一次。",
};

export const LABEL_WORDS: Words<typeof en> = { en, es, "zh-Hans": zh };
