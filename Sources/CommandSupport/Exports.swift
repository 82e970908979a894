// The words for lengths and moments of time that every program prints come with what the programs share.
@_exported public import Schedules
