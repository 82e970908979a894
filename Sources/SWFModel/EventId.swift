/// The position of an event in its history, from 1. In links, 0 means that there is no such event.
public typealias EventId = Int
