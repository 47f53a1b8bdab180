# Alarms: one sentence for staff, beginning with the place; and why an alarm rule was not taken.
alarms-high-temperature = { $place }: { $threshold } °C or warmer for { $unit ->
    [hours] { $count ->
        [one] { $count } hour
       *[other] { $count } hours
      }
   *[minutes] { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
      }
  }{ $state ->
    [active] {""} (now { $latest } °C)
   *[cleared] ; it is over (at most { $worst } °C)
  }
alarms-low-temperature = { $place }: { $threshold } °C or colder for { $unit ->
    [hours] { $count ->
        [one] { $count } hour
       *[other] { $count } hours
      }
   *[minutes] { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
      }
  }{ $state ->
    [active] {""} (now { $latest } °C)
   *[cleared] ; it is over (down to { $worst } °C)
  }
alarms-high-humidity = { $place }: { $threshold } % relative humidity or more for { $unit ->
    [hours] { $count ->
        [one] { $count } hour
       *[other] { $count } hours
      }
   *[minutes] { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
      }
  }{ $state ->
    [active] {""} (now { $latest } %)
   *[cleared] ; it is over (at most { $worst } %)
  }
alarms-low-humidity = { $place }: { $threshold } % relative humidity or less for { $unit ->
    [hours] { $count ->
        [one] { $count } hour
       *[other] { $count } hours
      }
   *[minutes] { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
      }
  }{ $state ->
    [active] {""} (now { $latest } %)
   *[cleared] ; it is over (down to { $worst } %)
  }
alarms-door-open = { $place }: the door { $state ->
    [active] has been open
   *[cleared] was open
  } for { $unit ->
    [hours] { $count ->
        [one] { $count } hour
       *[other] { $count } hours
      }
   *[minutes] { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
      }
  }
alarms-silence = { $place }: sensor { $sensor } { $state ->
    [active] has sent nothing
   *[cleared] sent nothing
  } for { $unit ->
    [hours] { $count ->
        [one] { $count } hour
       *[other] { $count } hours
      }
   *[minutes] { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
      }
  }
alarms-stuck = { $place }: sensor { $sensor } { $state ->
    [active] has told exactly { $latest } °C
   *[cleared] told exactly { $worst } °C
  } for { $unit ->
    [hours] { $count ->
        [one] { $count } hour
       *[other] { $count } hours
      }
   *[minutes] { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
      }
  }; it may be broken
alarms-shelf-life = { $place }: { $affected ->
    [one] 1 lot { $state ->
        [active] loses
       *[cleared] lost
      }
   *[other] { $affected } lots { $state ->
        [active] lose
       *[cleared] lost
      } up to
  } { $most_lost ->
    [one] 1 day
   *[other] { $most_lost } days
  } of shelf life{ $state ->
    [active] : { $affected ->
        [one] move it or mark it down
       *[other] move them or mark them down
      }
   *[cleared] ; it is over
  }
alarms-rule-id = An alarm rule's id is 1 to 64 small letters, digits and hyphens, and begins with a letter or digit.
alarms-rule-kind = Readings cannot be judged by this kind of alarm. Choose another kind.
alarms-rule-minutes = The delays must be 0 to { $most } minutes, and that of a cumulative rule no longer than its window.
alarms-rule-window = The window must be 1 to { $most } hours.
alarms-rule-intervals = The number of sampling intervals must be 1 to { $most }.
alarms-rule-escalation = Each escalation must go to a higher level (MANAGER, then AREA) after more minutes than the one before.
alarms-rule-threshold = The rule needs a threshold from { $low } to { $high }.
alarms-rule-clear = The value to clear at must be on the good side of the threshold.
alarms-rule-only-intervals = A silence rule has only a number of sampling intervals: leave out threshold, clear value, delay and window.
alarms-rule-only-delay = A rule for stuck sensors needs a delay: leave out threshold, clear value and window.
