import SWFModel
import Testing
import WorkflowCore

/// Decision task lists given with an answer (swf-spec.md 5.14).
@Suite struct TaskListOverrideTests {
    @Test func `5.14 a list given without a timeout stays; one with a timeout is tried for a while`() throws {
        var machine = try Rule.machine(["[list=second]", "[list=host listTimeout=5]"])
        _ = try machine.signaled(name: "s", input: nil, from: nil, at: Rule.at(0))
        #expect(machine.state.offeredTasks.map(\.taskList) == ["host"])
        #expect(machine.nextDeadline == Rule.at(5))
        let transition = try Rule.deadline(of: &machine, at: Rule.at(5))
        #expect(transition.events.map(\.eventType) == [.decisionTaskTimedOut, .decisionTaskScheduled])
        // Back to the list that was given to stay, not to that of the start.
        #expect(machine.state.offeredTasks.map(\.taskList) == ["second"])
        #expect(machine.state.configuration.taskList.name == "main")
    }

    @Test func `5.14 the temporary list lapses too when its decider does not answer`() throws {
        var machine = try Rule.machine(["[list=host listTimeout=5]"])
        _ = try machine.signaled(name: "s", input: nil, from: nil, at: Rule.at(0))
        try Rule.poll(&machine, at: Rule.at(1))
        // It was taken in time: only the decider's own clock runs now.
        #expect(machine.nextDeadline == Rule.at(31))
        _ = try machine.signaled(name: "t", input: nil, from: nil, at: Rule.at(2))
        _ = machine.deadlineReached(at: Rule.at(31))
        // The queued task was written for the temporary list; nobody may be there to take it.
        #expect(machine.state.offeredTasks.map(\.taskList) == ["main"])
        #expect(machine.state.offeredTasks.map(\.scheduledEventId) == [9])
    }

    @Test func `5.14 a queued task waits for a decider from the moment it comes into its list`() throws {
        var machine = try Rule.machine(["[list=host listTimeout=5]"])
        _ = try machine.signaled(name: "s", input: nil, from: nil, at: Rule.at(0))
        try Rule.poll(&machine, at: Rule.at(1))
        _ = try machine.signaled(name: "t", input: nil, from: nil, at: Rule.at(2))
        try Rule.decide("", on: &machine, at: Rule.at(20))
        #expect(machine.state.offeredTasks.map(\.scheduledAt) == [Rule.at(20)])
        #expect(machine.nextDeadline == Rule.at(25))
    }

    @Test func `5.14 a timeout without a list says nothing`() throws {
        var machine = try Rule.machine(["[listTimeout=5]"])
        _ = try machine.signaled(name: "s", input: nil, from: nil, at: Rule.at(0))
        #expect(machine.state.offeredTasks.map(\.taskList) == ["main"])
        #expect(machine.nextDeadline == Rule.at(100_000))
    }

    @Test func `a list with a timeout of NONE is tried for ever`() throws {
        var machine = try Rule.machine(["[list=host listTimeout=NONE]"])
        _ = try machine.signaled(name: "s", input: nil, from: nil, at: Rule.at(0))
        #expect(machine.state.offeredTasks.map(\.taskList) == ["host"])
        #expect(machine.nextDeadline == Rule.at(100_000))
    }

    @Test func `an answer without a list leaves the temporary one, a list without a timeout ends it`() throws {
        var machine = try Rule.machine(["[list=host listTimeout=5]", ""])
        _ = try machine.signaled(name: "s", input: nil, from: nil, at: Rule.at(0))
        #expect(machine.state.offeredTasks.map(\.taskList) == ["host"])
        try Rule.poll(&machine)
        try Rule.decide("[list=third]", on: &machine)
        let transition = try machine.signaled(name: "s", input: nil, from: nil, at: Rule.at(0))
        #expect(
            transition.events.last?.attributes
                == .decisionTaskScheduled(
                    .init(
                        scheduleToStartTimeout: "NONE",
                        startToCloseTimeout: "30",
                        taskList: TaskList(name: "third")
                    )
                )
        )
    }

    @Test func `a task that was queued before the list was given keeps the list it was written for`() throws {
        var machine = try Rule.machine()
        try Rule.poll(&machine)
        _ = try machine.signaled(name: "s", input: nil, from: nil, at: Rule.at(1))
        try Rule.decide("[list=second]", on: &machine, at: Rule.at(2))
        #expect(machine.state.offeredTasks.map(\.taskList) == ["main"])
    }
}
