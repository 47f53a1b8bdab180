import type { CaptureState } from "../../api/schema.ts";
import type { Words } from "../../shared/language.ts";

const en = {
  title: "Capture",
  jobs: "Handed-in events",
  noJobs: "Nobody has handed in events yet.",
  states: {
    RUNNING: "Running",
    STORED: "Stored",
    PARTLY: "Partly stored",
    REFUSED: "Refused",
  } satisfies Record<CaptureState, string>,
  events: (count: number) => (count === 1 ? "1 event" : `${count} events`),
  stored: (stored: number, known: number) =>
    known ? `${stored} new, ${known} known before` : `${stored} new`,
  problems: (count: number) => (count === 1 ? "1 problem" : `${count} problems`),
  problemsMore: (shown: number, all: number) => `The first ${shown} of ${all}.`,
  readings: "Refused readings",
  readingsAbout: "What sensors published over MQTT and we could not use.",
  noReadings: "Every reading could be used.",
  times: (count: number) => (count === 1 ? "once" : `${count} times`),
  last: (ago: string) => `last ${ago}`,
  payload: "What came",
};

const es: typeof en = {
  title: "Captura",
  jobs: "Eventos entregados",
  noJobs: "Nadie ha entregado eventos todavía.",
  states: {
    RUNNING: "En curso",
    STORED: "Guardados",
    PARTLY: "Guardados en parte",
    REFUSED: "Rechazados",
  },
  events: (count) => (count === 1 ? "1 evento" : `${count} eventos`),
  stored: (stored, known) =>
    known ? `nuevos: ${stored}, ya conocidos: ${known}` : `nuevos: ${stored}`,
  problems: (count) => (count === 1 ? "1 problema" : `${count} problemas`),
  problemsMore: (shown, all) => `Los primeros ${shown} de ${all}.`,
  readings: "Lecturas rechazadas",
  readingsAbout: "Lo que los sensores publicaron por MQTT y no pudimos usar.",
  noReadings: "Todas las lecturas sirvieron.",
  times: (count) => (count === 1 ? "una vez" : `${count} veces`),
  last: (ago) => `la última ${ago}`,
  payload: "Lo que llegó",
};

const zh: typeof en = {
  title: "数据采集",
  jobs: "提交的事件",
  noJobs: "还没有人提交过事件。",
  states: { RUNNING: "处理中", STORED: "已保存", PARTLY: "部分保存", REFUSED: "已拒绝" },
  events: (count) => `${count} 个事件`,
  stored: (stored, known) => (known ? `新增 ${stored} 个，${known} 个已有` : `新增 ${stored} 个`),
  problems: (count) => `${count} 个问题`,
  problemsMore: (shown, all) => `共 ${all} 个，列出前 ${shown} 个。`,
  readings: "被拒绝的读数",
  readingsAbout: "传感器通过 MQTT 发布而我们无法使用的数据。",
  noReadings: "所有读数都可以使用。",
  times: (count) => `${count} 次`,
  last: (ago) => `最近一次：${ago}`,
  payload: "收到的内容",
};

export const CAPTURE_WORDS: Words<typeof en> = { en, es, "zh-Hans": zh };
