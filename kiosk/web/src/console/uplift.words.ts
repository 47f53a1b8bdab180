import type { Words } from "../shared/language.ts";

const en = {
  buys: "buyers among those who met it",
  spends: "spent by each who met it",
  control: "no difference to the control",
  more: (name: string, share: string, low: string, high: string) =>
    `“${name}”: ${share} more buyers (between ${low} and ${high}).`,
  fewer: (name: string, share: string, low: string, high: string) =>
    `“${name}”: ${share} fewer buyers (between ${low} and ${high}).`,
  open: (name: string, low: string, high: string) =>
    `“${name}”: no difference can be told yet (between ${low} and ${high}).`,
  early: (name: string) => `“${name}”: too little is known yet.`,
  about: "Relative difference to the control, with 95 % intervals that hold however often you look",
  note: "An interval that does not touch the middle line is a difference. The dot is the best guess.",
  variant: "Variant",
  measure: "Measure",
  currency: "Currency",
  units: "People or visits",
  buyers: "Buyers",
  revenue: "Revenue",
  difference: "Difference",
  from: "From",
  to: "To",
  p: "p",
  tooEarly: "too early",
};

const es: typeof en = {
  buys: "compradores entre quienes la vieron",
  spends: "gasto de cada persona que la vio",
  control: "sin diferencia con el control",
  more: (name, share, low, high) => `«${name}»: ${share} más compradores (entre ${low} y ${high}).`,
  fewer: (name, share, low, high) =>
    `«${name}»: ${share} menos compradores (entre ${low} y ${high}).`,
  open: (name, low, high) =>
    `«${name}»: todavía no se aprecia ninguna diferencia (entre ${low} y ${high}).`,
  early: (name) => `«${name}»: todavía hay muy pocos datos.`,
  about:
    "Diferencia relativa con el control, con intervalos del 95 % válidos por mucho que se consulten",
  note: "Si el intervalo no toca la línea central, hay diferencia. El punto es la mejor estimación.",
  variant: "Variante",
  measure: "Medida",
  currency: "Moneda",
  units: "Personas o visitas",
  buyers: "Compradores",
  revenue: "Ingresos",
  difference: "Diferencia",
  from: "Desde",
  to: "Hasta",
  p: "p",
  tooEarly: "demasiado pronto",
};

const zh: typeof en = {
  buys: "遇到者中的购买人数占比",
  spends: "遇到者的人均消费",
  control: "与对照组无差异",
  more: (name, share, low, high) => `“${name}”：购买者多 ${share}（${low} 至 ${high}）。`,
  fewer: (name, share, low, high) => `“${name}”：购买者少 ${share}（${low} 至 ${high}）。`,
  open: (name, low, high) => `“${name}”：目前还看不出差异（${low} 至 ${high}）。`,
  early: (name) => `“${name}”：数据还太少。`,
  about: "与对照组的相对差异，95% 区间，随时查看均有效",
  note: "区间不碰中线即为有差异；圆点为最佳估计。",
  variant: "版本",
  measure: "指标",
  currency: "货币",
  units: "人次",
  buyers: "购买者",
  revenue: "收入",
  difference: "差异",
  from: "下限",
  to: "上限",
  p: "p 值",
  tooEarly: "为时尚早",
};

export const UPLIFT_WORDS: Words<typeof en> = { en, es, "zh-Hans": zh };
