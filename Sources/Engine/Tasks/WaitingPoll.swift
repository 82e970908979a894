<<<<<<< HEAD
import SWFModel

=======
>>>>>>> c1c6fc45b2860be8905c564621cb8689287d3508
/// A poll that waits in a task list.
struct WaitingPoll: Sendable {
    var identity: String?
    var continuation: CheckedContinuation<PollStep, Never>
}
