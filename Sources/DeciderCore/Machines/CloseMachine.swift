import SWFModel

/// The end of the execution, as the code sees it.
///
///     open --the code ended--> due --sent--> sent --recorded--> closed
///     sent --refused, an event came in between--> due (again with the next decision task)
///     sent --refused, not permitted--> waiting --the timer fired--> due
struct CloseMachine: Hashable, Sendable {
    enum State: Hashable, Sendable {
        case open
        case due
        case sent
        case waiting
        case closed
    }

    var state = State.open
    var close: Close?
    var place: SourcePlace?
    /// How often the close was refused for want of permission.
    var refusals = 0

    /// The wait before the close is tried again: a minute, doubling to an hour.
    var waitSeconds: Int { min(3_600, 60 << min(refusals, 6)) }
}
