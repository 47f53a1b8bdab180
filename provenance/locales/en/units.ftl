units-unknown-temperature = “{ $unit }” is not a unit of temperature we know. Use one of { $known } (UN/CEFACT Recommendation 20).
units-impossible-temperature = { $value } { $unit } is no possible temperature: it is below absolute zero. Check the value and its unit.
