# 警报：给员工看的一句话，以地点开头；以及警报规则未被接受的原因。
alarms-high-temperature = { $place }：达到或高于 { $threshold } °C 已 { $count } { $unit ->
    [hours] 小时
   *[minutes] 分钟
  }{ $state ->
    [active] （现在 { $latest } °C）
   *[cleared] ，现已结束（最高 { $worst } °C）
  }
alarms-low-temperature = { $place }：达到或低于 { $threshold } °C 已 { $count } { $unit ->
    [hours] 小时
   *[minutes] 分钟
  }{ $state ->
    [active] （现在 { $latest } °C）
   *[cleared] ，现已结束（最低 { $worst } °C）
  }
alarms-high-humidity = { $place }：相对湿度达到或高于 { $threshold } % 已 { $count } { $unit ->
    [hours] 小时
   *[minutes] 分钟
  }{ $state ->
    [active] （现在 { $latest } %）
   *[cleared] ，现已结束（最高 { $worst } %）
  }
alarms-low-humidity = { $place }：相对湿度达到或低于 { $threshold } % 已 { $count } { $unit ->
    [hours] 小时
   *[minutes] 分钟
  }{ $state ->
    [active] （现在 { $latest } %）
   *[cleared] ，现已结束（最低 { $worst } %）
  }
alarms-door-open = { $place }：门{ $state ->
    [active] 已打开
   *[cleared] 曾打开
  } { $count } { $unit ->
    [hours] 小时
   *[minutes] 分钟
  }
alarms-silence = { $place }：传感器 { $sensor } { $state ->
    [active] 已
   *[cleared] 曾
  } { $count } { $unit ->
    [hours] 小时
   *[minutes] 分钟
  }没有数据
alarms-stuck = { $place }：传感器 { $sensor } { $state ->
    [active] 的读数一直是 { $latest } °C，已
   *[cleared] 的读数曾一直是 { $worst } °C，共
  } { $count } { $unit ->
    [hours] 小时
   *[minutes] 分钟
  }，可能已损坏
alarms-shelf-life = { $place }：{ $affected } 个批次的剩余保鲜期{ $state ->
    [active] 最多缩短 { $most_lost } 天，请转移或降价
   *[cleared] 曾最多缩短 { $most_lost } 天，现已结束
  }
alarms-rule-id = 警报规则的编号由 1 到 64 个小写字母、数字和连字符组成，并以字母或数字开头。
alarms-rule-kind = 这种警报不能用来判断读数。请选择其他种类。
alarms-rule-minutes = 延迟必须为 0 到 { $most } 分钟，累计规则的延迟不得超过其时间窗口。
alarms-rule-window = 时间窗口必须为 1 到 { $most } 小时。
alarms-rule-intervals = 采样间隔的数量必须为 1 到 { $most }。
alarms-rule-escalation = 每次升级都必须通知更高一级（先 MANAGER，后 AREA），并且分钟数多于前一次。
alarms-rule-threshold = 规则需要一个 { $low } 到 { $high } 之间的阈值。
alarms-rule-clear = 解除值必须在阈值的正常一侧。
alarms-rule-only-intervals = 无数据规则只有采样间隔的数量：请去掉阈值、解除值、延迟和时间窗口。
alarms-rule-only-delay = 传感器卡住的规则需要延迟：请去掉阈值、解除值和时间窗口。
