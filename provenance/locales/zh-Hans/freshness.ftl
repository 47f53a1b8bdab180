# 新鲜度：给顾客的一句话。只是品质估计，从不说“安全”。
freshness-recalled = 该产品已被召回，请勿食用。
freshness-too-warm = 该产品在 { $limit } °C 以上累计 { $hours } 小时，超过允许的 { $allowed } 小时，请勿食用。
freshness-expired = 最迟食用日为 { DATETIME($date, dateStyle: "medium") }，现已过期，请勿食用。
freshness-past-best-before = 最佳食用日期为 { DATETIME($date, dateStyle: "medium") }，现已超过，品质可能下降；食用前请先看、闻、尝。
freshness-used-up = 根据温度记录，其品质寿命可能已用尽。
freshness-by-use-by = 仅按最迟食用日判断：{ $days ->
    [0] 今天
    [1] 明天
   *[other] { DATETIME($date, dateStyle: "medium") }
  }。
freshness-by-best-before = 仅按最佳食用日期判断：{ $days ->
    [0] 今天
    [1] 明天
   *[other] { DATETIME($date, dateStyle: "medium") }
  }。
freshness-unknown = 既没有温度记录，也没有日期，因此无法判断其品质。
freshness-kept = { $measured ->
    [all] 平均储存温度为 { $mean } °C
   *[part] 仅有 { $coverage }% 的时间有温度记录，平均为 { $mean } °C
  }；品质估计：{ $limit ->
    [use-by] {""}
   *[model] 在 { $assumed } °C 下保存，
  }{ $days ->
    [0] 剩余不足一天
   *[other] 约剩 { $days } 天
  }{ $limit ->
    [use-by] ，以最迟食用日为限
   *[model] {""}
  }。{ $chilled ->
    [yes] 储存温度曾低于其耐受温度，可能已受冷害。
   *[no] {""}
  }{ $stay ->
    [elsewhere] 本店没有它的记录，这是已知各处中最差的情况。
    [worst] 它分布在 { $places } 处，这是其中最差的情况。
   *[one] {""}
  }
