/// The position of a command among all that the code has asked for, from 1.
public typealias CommandId = Int
