/// The actions that only a Martlet server has. They are none of the protocol's, and go by the same door.
public enum AdministrationAction: String, CaseIterable, Hashable, Sendable {
    /// Ends the polls of a process that is about to leave, before their time.
    case endPolls = "EndPolls"
    /// Takes a task back from a process that will not answer it.
    case handBackTask = "HandBackTask"
    /// Takes over an execution with its history from another service.
    case importWorkflowExecution = "ImportWorkflowExecution"
    /// Lists the task lists of a domain, with what waits in them and who polls them.
    case listTaskLists = "ListTaskLists"
}
