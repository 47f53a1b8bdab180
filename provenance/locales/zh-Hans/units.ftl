units-unknown-temperature = “{ $unit }”不是已知的温度单位。请使用以下之一：{ $known }（UN/CEFACT 第 20 号建议书）。
units-impossible-temperature = { $value } { $unit } 不可能是温度：低于绝对零度。请检查数值和单位。
