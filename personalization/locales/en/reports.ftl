reports-simulate-nothing = Say which offer to simulate: give offerId, content, or both.
reports-simulate-much = At most { $moments } moments of { $lines } lines each can be simulated at once: give fewer.
reports-simulate-amounts = Quantities begin at 1, and prices at 0: correct the lines.
reports-simulate-days = Baskets of 0 to { $most } days back can be looked at: give such a number of days.
reports-unknown-product = There is no product { $product }: give the id of one that is known.
reports-unknown-store = There is no store { $store }: give the id of one that is known.
reports-days = Give a first day and a last day that is not before it, at most { $most } days.
reports-offers = At most { $most } offers can be reported on at once: name fewer.
