import type { PlaceCondition } from "../../api/schema.ts";
import type { Words } from "../../shared/language.ts";

const en = {
  title: "Floor",
  plan: "Floor plan",
  noPlan: "No floor plan was drawn for this store.",
  elsewhere: "Not on the plan",
  places: "Places",
  loading: "Loading…",
  nothing: "No place of this store is measured.",
  entrance: "Entrance",
  checkout: "Checkouts",
  conditions: {
    WITHIN: "Within limits",
    TOO_WARM: "Too warm",
    TOO_COLD: "Too cold",
    UNJUDGED: "No limits set",
    SILENT: "Silent",
    UNMEASURED: "Never measured",
  } satisfies Record<PlaceCondition, string>,
  wrong: (count: number) =>
    count === 0
      ? "Every place is within its limits."
      : count === 1
        ? "1 place needs a look."
        : `${count} places need a look.`,
  back: "All alarms",
  unknown: "This store has no such place.",
  measured: (when: string) => `Measured ${when}`,
  silentSince: (when: string) => `Last heard ${when}`,
  limits: "Limits",
  above: (celsius: string) => `too warm from ${celsius}`,
  below: (celsius: string) => `too cold from ${celsius}`,
  noLimits: "none set",
  sensors: "Sensors",
  noSensor: "none",
  hours: (hours: number) => (hours > 24 ? `${hours / 24} days` : `${hours} hours`),
  period: "Period",
  alarmsHere: "Alarms here",
};

const es: typeof en = {
  title: "Tienda",
  plan: "Plano de la tienda",
  noPlan: "No hay plano de esta tienda.",
  elsewhere: "Fuera del plano",
  places: "Lugares",
  loading: "Cargando…",
  nothing: "En esta tienda no se mide ningún lugar.",
  entrance: "Entrada",
  checkout: "Cajas",
  conditions: {
    WITHIN: "Dentro de límites",
    TOO_WARM: "Demasiado calor",
    TOO_COLD: "Demasiado frío",
    UNJUDGED: "Sin límites",
    SILENT: "Sin señal",
    UNMEASURED: "Nunca medido",
  },
  wrong: (count) =>
    count === 0
      ? "Todos los lugares están dentro de sus límites."
      : count === 1
        ? "1 lugar necesita atención."
        : `${count} lugares necesitan atención.`,
  back: "Todas las alarmas",
  unknown: "Esta tienda no tiene ese lugar.",
  measured: (when) => `Medido ${when}`,
  silentSince: (when) => `Última señal ${when}`,
  limits: "Límites",
  above: (celsius) => `demasiado calor desde ${celsius}`,
  below: (celsius) => `demasiado frío desde ${celsius}`,
  noLimits: "ninguno",
  sensors: "Sensores",
  noSensor: "ninguno",
  hours: (hours) => (hours > 24 ? `${hours / 24} días` : `${hours} horas`),
  period: "Periodo",
  alarmsHere: "Alarmas de aquí",
};

const zh: typeof en = {
  title: "平面图",
  plan: "门店平面图",
  noPlan: "这家门店还没有平面图。",
  elsewhere: "不在平面图上",
  places: "地点",
  loading: "正在加载…",
  nothing: "这家门店没有测温的地点。",
  entrance: "入口",
  checkout: "收银台",
  conditions: {
    WITHIN: "正常",
    TOO_WARM: "温度过高",
    TOO_COLD: "温度过低",
    UNJUDGED: "未设限值",
    SILENT: "没有信号",
    UNMEASURED: "从未测量",
  },
  wrong: (count) => (count === 0 ? "所有地点都在限值之内。" : `有 ${count} 个地点需要查看。`),
  back: "全部警报",
  unknown: "这家门店没有这个地点。",
  measured: (when) => `${when}测量`,
  silentSince: (when) => `最后一次信号：${when}`,
  limits: "限值",
  above: (celsius) => `${celsius} 起过高`,
  below: (celsius) => `${celsius} 起过低`,
  noLimits: "未设置",
  sensors: "传感器",
  noSensor: "无",
  hours: (hours) => (hours > 24 ? `${hours / 24} 天` : `${hours} 小时`),
  period: "时间段",
  alarmsHere: "这里的警报",
};

export const FLOOR_WORDS: Words<typeof en> = { en, es, "zh-Hans": zh };
