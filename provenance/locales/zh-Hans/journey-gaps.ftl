journey-origin-unknown = 批次 { $name } 的来源没有记录。
journey-time-unaccounted = 批次 { $name } 在 { DATETIME($since, dateStyle: "medium", timeStyle: "short") } 至 { DATETIME($until, dateStyle: "medium", timeStyle: "short") } 之间的去向没有记录。
journey-impossible-order = 批次 { $name } 有一个步骤的时间是 { DATETIME($at, dateStyle: "medium", timeStyle: "short") }，早于该批次的产生时间（{ DATETIME($born, dateStyle: "medium", timeStyle: "short") }）。两条记录中有一条是错的。
journey-truncated = 这段旅程的记录超出了我们追溯的范围，更早的步骤未显示。
journey-nothing-recorded = 批次 { $name } 没有任何记录。
