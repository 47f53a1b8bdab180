scan-store-unknown = We know no store called “{ $store }”.
scan-store-unknown-hint = Choose one of the stores of this installation.
scan-unknown-product = We read the product number { $code }, but know nothing about it yet.
scan-unknown-product-hint = Ask a member of staff, or scan another item.
scan-unknown-plu = { $store } sells nothing under the number { $code }.
scan-unknown-plu-hint = Check the number on the label, or ask a member of staff.
