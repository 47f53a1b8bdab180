who-says-so-hash = Each step says who recorded it, as far as that is known. The number after # is the fingerprint of that record (event hash, CBV 2.0): a record that is changed later gets another one.
who-says-so-made-from = The recall is about an ingredient: this was made from lot { $lot } of product { $gtin }, which is recalled.
