/// The decider no longer holds the execution: the code is unwound, and the context refuses every call.
///
/// It says nothing about the execution, which goes on from its history with the next decision task.
struct ExecutionReleased: Error {}
