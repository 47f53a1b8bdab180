policy-lane-twice = Dos reglas son para la misma etapa. Conserve una.
