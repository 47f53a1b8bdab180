# Alarmas: una frase para el personal, que empieza por el lugar; y por qué no se aceptó una regla.
alarms-high-temperature = { $place }: { $threshold } °C o más durante { $unit ->
    [hours] { $count ->
        [one] { $count } hora
       *[other] { $count } horas
      }
   *[minutes] { $count ->
        [one] { $count } minuto
       *[other] { $count } minutos
      }
  }{ $state ->
    [active] {""} (ahora { $latest } °C)
   *[cleared] ; ya ha terminado (máximo { $worst } °C)
  }
alarms-low-temperature = { $place }: { $threshold } °C o menos durante { $unit ->
    [hours] { $count ->
        [one] { $count } hora
       *[other] { $count } horas
      }
   *[minutes] { $count ->
        [one] { $count } minuto
       *[other] { $count } minutos
      }
  }{ $state ->
    [active] {""} (ahora { $latest } °C)
   *[cleared] ; ya ha terminado (mínimo { $worst } °C)
  }
alarms-high-humidity = { $place }: humedad relativa del { $threshold } % o más durante { $unit ->
    [hours] { $count ->
        [one] { $count } hora
       *[other] { $count } horas
      }
   *[minutes] { $count ->
        [one] { $count } minuto
       *[other] { $count } minutos
      }
  }{ $state ->
    [active] {""} (ahora { $latest } %)
   *[cleared] ; ya ha terminado (máximo { $worst } %)
  }
alarms-low-humidity = { $place }: humedad relativa del { $threshold } % o menos durante { $unit ->
    [hours] { $count ->
        [one] { $count } hora
       *[other] { $count } horas
      }
   *[minutes] { $count ->
        [one] { $count } minuto
       *[other] { $count } minutos
      }
  }{ $state ->
    [active] {""} (ahora { $latest } %)
   *[cleared] ; ya ha terminado (mínimo { $worst } %)
  }
alarms-door-open = { $place }: la puerta { $state ->
    [active] lleva abierta
   *[cleared] estuvo abierta
  } { $unit ->
    [hours] { $count ->
        [one] { $count } hora
       *[other] { $count } horas
      }
   *[minutes] { $count ->
        [one] { $count } minuto
       *[other] { $count } minutos
      }
  }
alarms-silence = { $place }: el sensor { $sensor } { $state ->
    [active] no envía nada desde hace
   *[cleared] no envió nada durante
  } { $unit ->
    [hours] { $count ->
        [one] { $count } hora
       *[other] { $count } horas
      }
   *[minutes] { $count ->
        [one] { $count } minuto
       *[other] { $count } minutos
      }
  }
alarms-stuck = { $place }: el sensor { $sensor } { $state ->
    [active] indica exactamente { $latest } °C desde hace
   *[cleared] indicó exactamente { $worst } °C durante
  } { $unit ->
    [hours] { $count ->
        [one] { $count } hora
       *[other] { $count } horas
      }
   *[minutes] { $count ->
        [one] { $count } minuto
       *[other] { $count } minutos
      }
  }; puede estar averiado
alarms-shelf-life = { $place }: { $affected ->
    [one] 1 lote { $state ->
        [active] pierde
       *[cleared] perdió
      }
   *[other] { $affected } lotes { $state ->
        [active] pierden
       *[cleared] perdieron
      } hasta
  } { $most_lost ->
    [one] 1 día
   *[other] { $most_lost } días
  } de vida útil{ $state ->
    [active] : { $affected ->
        [one] trasládelo
       *[other] trasládelos
      } o rebaje su precio
   *[cleared] ; ya ha terminado
  }
alarms-rule-id = El identificador de una regla tiene de 1 a 64 letras minúsculas, cifras y guiones, y empieza por una letra o una cifra.
alarms-rule-kind = Las lecturas no se pueden juzgar con este tipo de alarma. Elija otro tipo.
alarms-rule-minutes = Los retardos deben ser de 0 a { $most } minutos, y el de una regla acumulativa no puede superar su ventana.
alarms-rule-window = La ventana debe ser de 1 a { $most } horas.
alarms-rule-intervals = El número de intervalos de muestreo debe ser de 1 a { $most }.
alarms-rule-escalation = Cada escalado debe ir a un nivel superior (MANAGER, después AREA) tras más minutos que el anterior.
alarms-rule-threshold = La regla necesita un umbral de { $low } a { $high }.
alarms-rule-clear = El valor de cierre debe estar en el lado bueno del umbral.
alarms-rule-only-intervals = Una regla de silencio solo tiene un número de intervalos de muestreo: omita el umbral, el valor de cierre, el retardo y la ventana.
alarms-rule-only-delay = Una regla de sensores bloqueados necesita un retardo: omita el umbral, el valor de cierre y la ventana.
