# 换一种方式保存会怎样：只是品质估计，绝不使用“安全”一词。
what-if-kept = 若保存在 { $celsius } °C：{ $days ->
    [0] 不到一天
   *[other] 约 { $days } 天
  }{ $limit ->
    [use-by] ，以保质期限为止
   *[model] {""}
  }。
what-if-step = 在 { $celsius } °C 下放 { $hours } 小时：{ $lost ->
    [0] 几乎没有差别
   *[other] { $unit ->
        [days] 约少 { $lost } 天
       *[hours] 约少 { $lost } 小时
      }
  }。
what-if-too-warm = { $hours } 小时后，高于 { $limit } °C 的时间就过长了：届时请勿食用。
