import type { AlarmLevel, AlarmSeverity } from "../../api/schema.ts";
import type { Words } from "../../shared/language.ts";

const en = {
  title: "Alarms",
  lasting: "Now",
  history: "Over",
  loading: "Loading…",
  none: "No alarm. All is well.",
  noneOver: "No alarm was raised here yet.",
  more: "Show more",
  severities: { CRITICAL: "Critical", MAJOR: "Major", WARNING: "Warning" } satisfies Record<
    AlarmSeverity,
    string
  >,
  levels: { SHELF: "Shelf staff", MANAGER: "Store manager", AREA: "Area manager" } satisfies Record<
    AlarmLevel,
    string
  >,
  told: "Told",
  since: (time: string, ago: string) => `Since ${time} (${ago})`,
  between: (from: string, to: string) => `${from} – ${to}`,
  next: (level: string, time: string) => `Goes to: ${level}, ${time}, unless somebody takes it on.`,
  takeOn: "Take it on",
  note: "What is done about it",
  noteHint: "Optional; everybody at the board reads it.",
  confirm: "I take it on",
  cancel: "Not now",
  taken: (who: string, ago: string) => `${who} takes care of it (${ago})`,
  over: "Over",
  lots: (count: number) => (count === 1 ? "1 lot loses days" : `${count} lots lose days`),
  lot: (days: string, left: string) => `${days} days less, ${left} left`,
};

const es: typeof en = {
  title: "Alarmas",
  lasting: "Ahora",
  history: "Terminadas",
  loading: "Cargando…",
  none: "Ninguna alarma. Todo va bien.",
  noneOver: "Aquí todavía no ha saltado ninguna alarma.",
  more: "Mostrar más",
  severities: { CRITICAL: "Crítica", MAJOR: "Grave", WARNING: "Aviso" },
  levels: { SHELF: "Personal de sala", MANAGER: "Encargado de tienda", AREA: "Jefe de zona" },
  told: "Avisados",
  since: (time, ago) => `Desde las ${time} (${ago})`,
  between: (from, to) => `${from} – ${to}`,
  next: (level, time) => `Pasa a: ${level}, ${time}, si nadie se ocupa.`,
  takeOn: "Me ocupo",
  note: "Qué se está haciendo",
  noteHint: "Opcional; lo leen todos los que ven el panel.",
  confirm: "Me ocupo yo",
  cancel: "Ahora no",
  taken: (who, ago) => `Se ocupa ${who} (${ago})`,
  over: "Terminada",
  lots: (count) => (count === 1 ? "1 lote pierde días" : `${count} lotes pierden días`),
  lot: (days, left) => `${days} días menos, le quedan ${left}`,
};

const zh: typeof en = {
  title: "警报",
  lasting: "当前",
  history: "已结束",
  loading: "正在加载…",
  none: "没有警报，一切正常。",
  noneOver: "这里还没有发生过警报。",
  more: "显示更多",
  severities: { CRITICAL: "紧急", MAJOR: "严重", WARNING: "提醒" },
  levels: { SHELF: "货架员工", MANAGER: "店长", AREA: "区域经理" },
  told: "已通知",
  since: (time, ago) => `始于 ${time}（${ago}）`,
  between: (from, to) => `${from} – ${to}`,
  next: (level, time) => `如无人受理，将于${time}上报${level}。`,
  takeOn: "受理",
  note: "处理措施",
  noteHint: "选填；看板上的所有人都能看到。",
  confirm: "由我处理",
  cancel: "暂不",
  taken: (who, ago) => `由 ${who} 处理（${ago}）`,
  over: "已结束",
  lots: (count) => `${count} 个批次损失保鲜天数`,
  lot: (days, left) => `少 ${days} 天，还剩 ${left} 天`,
};

export const ALARM_WORDS: Words<typeof en> = { en, es, "zh-Hans": zh };
