# Why an offer was not changed.
offer-unknown = 没有这个优惠。请重新查询优惠列表。
offer-changed = 其间有人修改了“{ $id }”。请重新读取，再做一次修改。
offer-taken = 已有优惠“{ $id }”。如要编辑，请附上它的修订号；否则请换一个编号。
offer-ended = 该优惠已永久结束。请复制它来重新开始。
offer-never-published = 该优惠从未发布，因此不能暂停、恢复或结束。
offer-has-errors = 有 { $count } 处错误，优惠无法发布。请更正后再发布。
offer-id = “{ $value }”不能用作编号。请使用最多 64 个字符，不含空格和 / | = @。
offer-malformed = 内容不符：{ $why }。请在架构中查看该字段。
offer-number-large = 数字 { $value } 太大。最多为 1,000,000,000,000,000。

# What is wrong with an offer.
offer-bound-positive = 现为 { $value }，至少应为 1。
offer-percent = { $value } 不是有效的折扣百分比。请使用大于 0 且不超过 100 的数。
offer-days-past = 这里要求的是已过最后一天的商品，任何优惠都不涉及。请使用 0 或更大的数。
offer-selects-nothing = 选中的商品又全部被排除了。请减少排除项。
offer-benefits-count = 一个优惠有 1 至 { $most } 项好处。
offer-budget-twice = 类型为 { $kind } 的预算有两个。请保留一个。
offer-currency-missing = “{ $field }”是金额。请注明货币。
offer-currency-unknown = “{ $value }”不是现行货币。请使用三个字母（ISO 4217），如 EUR。
offer-currency-nowhere = 其门店都不收 { $currency }，没有人能得到该优惠。请更改货币或门店。
offer-currency-differs = 门店 { $store } 收 { $theirs }，不收 { $ours }：该店无人能得到此优惠。
offer-group-needless = 独享优惠不需要分组：它本身就排除其他所有优惠。
offer-no-title = 没有任何语言的标题。请写明顾客应看到的内容。
offer-title-missing = 没有 { $language } 的标题：使用该语言的顾客会看到其他语言。
offer-language = “{ $value }”不是语言标签。请使用 en、zh-Hans 或 es 之类的标签。
offer-text-long = 请填写 1 至 { $most } 个字符。
offer-unknown-store = 没有门店“{ $value }”。
offer-unknown-campaign = 没有活动“{ $value }”。请先创建。
offer-unknown-experiment = 没有实验“{ $value }”。请先准备。
offer-unknown-zone = 没有任何平面图包含区域“{ $value }”。
offer-unknown-segment = 没有人群“{ $value }”。请先保存；若已停用，请先恢复。
offer-unknown-category = 目前还没有“{ $value }”类别的商品。
offer-unknown-product = 目前还不知道商品“{ $value }”。
offer-category-path = “{ $value }”不是类别路径：每一级都应有各自的名称，如 fish/fresh。
offer-products-many = 一个优惠最多列出 { $most } 种商品。请改用类别或品牌。
offer-variant = 没有变体 { $value }：该实验有 0 至 { $most }。
offer-experiment-idle = 实验“{ $value }”没有在运行，因此没有人得到该优惠。
offer-time-without-day = 时刻需要配上日期。请补上日期，或去掉时刻。
offer-day-far = 此日期在 { $year } 年。请使用 { $first } 年至 { $last } 年的日期，或留空。
offer-ends-before = 结束早于开始。请对调。
offer-over = 该优惠已于 { $ends } 结束，没有人能得到它。
offer-hours-never = 在首日与末日之间，这些时段不会出现。请检查星期。
offer-clock-change = { $day }，{ $zone } 的时钟会跳过 { $wall }，以 { $instead } 为准。
offer-both-exclusive = “{ $rival }”也是独享优惠，优先级相同，且面向同样的顾客。请为其中一个更改优先级、时间或门店。
offer-group-tie = “{ $rival }”也在“{ $group }”组中，优先级相同，且面向同样的顾客。请为其中一个更改优先级。
offer-condition-deep = 条件嵌套超过 { $most } 层。请简化。
offer-condition-large = 条件超过 { $most } 个部分。请改用类别、品牌或客群。
offer-condition-empty = 这里什么都没有。请添加内容，或去掉它。
offer-condition-contradicts = 同一部分既被要求又被排除，因此永远不成立。
offer-condition-hours-apart = 这些时段没有共同的时刻，因此永远不成立。请改为满足其一，或调整时段。
offer-condition-always = 同一部分被要求或被排除，因此只要情况已知就总是成立。

# What changed between two versions.
offer-change-added = { $field } 现为 { $after }。
offer-change-removed = { $field } 原为 { $before }，已去掉。
offer-change-changed = { $field } 由 { $before } 改为 { $after }。

# Offers read in.
offer-cell-json = 单元格“{ $column }”应为一个 JSON 对象或留空。
offer-cell-value = “{ $kind }”类好处没有单一的数值。请把它的字段以 JSON 写入“benefit”。
offers-text-long = 内容超过 { $most } 个字符。请使用命令 freshlens offers import。

# Experiments and holdouts.
experiment-unknown = 没有这个实验。请重新查询实验列表。
experiment-started = 该实验已经开始，不能再更改。请另行准备一个。
experiment-is-draft = 该实验尚未开始。
experiment-is-running = 该实验已在运行。
experiment-is-stopped = 该实验已永久停止。请另行准备一个。
experiment-variants = 请列出 2 至 { $most } 个名称各不相同的变体。第一个是对照组。
experiment-weights = 请为每个变体给出 0 到 1 的份额，合计为 1。不填则平均分配。
experiment-coverage = 覆盖率是总体的一部分：大于 0 且不超过 1。
experiment-hash-version = 哈希版本有 1 和 2。除非延续旧实验，请使用 2。
experiment-namespace = 命名空间的区段应在 0 到 1 之间，且长度大于零。
experiment-presentation = 请为每个变体说明屏幕显示的内容，或都不填。
holdout-unknown = 没有这个保留组。请重新查询列表。
holdout-share = 保留组是总体的一部分：大于 0 且小于 1。
