public import SWFModel

extension Replay {
    /// The code asks for an activity.
    public mutating func schedule(
        _ attributes: ScheduleActivityTaskDecisionAttributes,
        place: SourcePlace?
    ) -> CommandId {
        machines.append(.activity(ActivityMachine(activityId: attributes.activityId)))
        return ask(.scheduleActivityTask(attributes), place: place)
    }

    /// The code asks for a timer.
    public mutating func startTimer(_ attributes: StartTimerDecisionAttributes, place: SourcePlace?) -> CommandId {
        machines.append(.timer(TimerMachine(attributes: attributes, place: place)))
        return ask(.startTimer(attributes), place: place)
    }

    /// The code asks for a marker, and does not wait for it.
    public mutating func recordMarker(_ attributes: RecordMarkerDecisionAttributes, place: SourcePlace?) {
        machines.append(.marker)
        _ = ask(.recordMarker(attributes), place: place)
    }

    /// How many changes may be new at a time: their markers must fit into one answer.
    package static let versionLimit = 500

    /// The code comes to a change that is new to it, and goes on with this version if that can be recorded.
    ///
    /// The marker goes ahead of all that waits to be sent, so that it is never in the rest of an answer that is cut: a
    /// replay that does not find it takes the code to have been without the change.
    ///
    /// - Returns: Whether it can: not when as many as ``versionLimit`` wait already.
    public mutating func recordVersion(_ attributes: RecordMarkerDecisionAttributes, place: SourcePlace?) -> Bool {
        let index = outbox.prefix { OwnName.isVersion($0.decision) }.endIndex
        guard index < Self.versionLimit else { return false }
        machines.append(.marker)
        outbox.insert(
            AskedDecision(command: machines.count, decision: .recordMarker(attributes), place: place),
            at: index
        )
        return true
    }

    /// The code asks for a child execution.
    public mutating func startChild(
        _ attributes: StartChildWorkflowExecutionDecisionAttributes,
        place: SourcePlace?
    ) -> CommandId {
        machines.append(.child(ChildMachine(workflowId: attributes.workflowId, place: place)))
        return ask(.startChildWorkflowExecution(attributes), place: place)
    }

    /// The code signals another execution.
    public mutating func signalExternal(
        _ attributes: SignalExternalWorkflowExecutionDecisionAttributes,
        place: SourcePlace?
    ) -> CommandId {
        machines.append(.external(ExternalMachine()))
        return ask(.signalExternalWorkflowExecution(attributes), place: place)
    }

    /// The code asks another execution to cancel itself.
    public mutating func requestCancelExternal(
        _ attributes: RequestCancelExternalWorkflowExecutionDecisionAttributes,
        place: SourcePlace?
    ) -> CommandId {
        machines.append(.external(ExternalMachine()))
        return ask(.requestCancelExternalWorkflowExecution(attributes), place: place)
    }

    /// The code calls a lambda function.
    public mutating func scheduleLambda(
        _ attributes: ScheduleLambdaFunctionDecisionAttributes,
        place: SourcePlace?
    ) -> CommandId {
        machines.append(.lambda(LambdaMachine()))
        return ask(.scheduleLambdaFunction(attributes), place: place)
    }

    /// The code no longer wants a command.
    ///
    /// What was not sent is withdrawn. A scheduled activity is asked to cancel and ends by its own event, and so is a
    /// child; a started timer is over at once, and a lambda function is no longer waited for.
    public mutating func cancel(_ command: CommandId, place: SourcePlace?) -> CancelOutcome {
        guard machines.indices.contains(command - 1) else { return .hadEnded }
        switch machines[command - 1] {
        case .marker:
            return .hadEnded
        case .activity(var machine):
            switch machine.state {
            case .asked:
                guard withdraw(command) else { return .willEnd }
                machine.state = .closed
                machines[command - 1] = .activity(machine)
                return .over
            case .scheduled where !machine.isCancelAsked:
                machine.isCancelAsked = true
                machines[command - 1] = .activity(machine)
                let attributes = RequestCancelActivityTaskDecisionAttributes(activityId: machine.activityId)
                outbox.append(
                    AskedDecision(command: command, decision: .requestCancelActivityTask(attributes), place: place)
                )
                return .willEnd
            case .scheduled, .refused:
                return .willEnd
            case .closed:
                return .hadEnded
            }
        case .timer(var machine):
            defer { machines[command - 1] = .timer(machine) }
            switch machine.state {
            case .asked:
                withdraw(command)
            case .started(let eventId):
                // When the timer's end is already known to this decision task, there is nothing left to cancel.
                if !hasFired(eventId) {
                    let attributes = CancelTimerDecisionAttributes(timerId: machine.attributes.timerId)
                    outbox.append(AskedDecision(command: command, decision: .cancelTimer(attributes), place: place))
                }
                commandByEvent[eventId] = nil
            case .refused:
                break
            case .closed:
                return .hadEnded
            }
            machine.state = .closed
            return .over
        case .child(let machine):
            return cancel(machine, command: command, place: place)
        case .external(var machine):
            switch machine.state {
            case .asked:
                guard withdraw(command) else { return .willEnd }
                machine.state = .closed
                machines[command - 1] = .external(machine)
                return .over
            case .initiated, .refused:
                // Its outcome is only moments away.
                return .willEnd
            case .closed:
                return .hadEnded
            }
        case .lambda(var machine):
            defer { machines[command - 1] = .lambda(machine) }
            switch machine.state {
            case .asked:
                withdraw(command)
            case .scheduled(let eventId):
                commandByEvent[eventId] = nil
            case .refused:
                break
            case .closed:
                return .hadEnded
            }
            machine.state = .closed
            return .over
        }
    }

    private mutating func cancel(_ machine: ChildMachine, command: CommandId, place: SourcePlace?) -> CancelOutcome {
        var machine = machine
        switch machine.state {
        case .asked:
            guard withdraw(command) else { return .willEnd }
            machine.state = .closed
            machines[command - 1] = .child(machine)
            return .over
        case .initiated, .started:
            if machine.isCancelAsked { return .willEnd }
            machine.isCancelAsked = true
            machines[command - 1] = .child(machine)
            // One that has not started yet is asked as soon as it has: before, there is nobody to ask.
            if machine.state == .started { askToCancel(machine, command: command, place: place) }
            return .willEnd
        case .refused:
            return .willEnd
        case .closed:
            return .hadEnded
        }
    }

    mutating func askToCancel(_ machine: ChildMachine, command: CommandId, place: SourcePlace?) {
        outbox.append(AskedDecision(command: command, decision: machine.cancelRequest, place: place))
    }

    /// Adds the decision of the command that was made last.
    private mutating func ask(_ decision: Decision, place: SourcePlace?) -> CommandId {
        outbox.append(AskedDecision(command: machines.count, decision: decision, place: place))
        return machines.count
    }

    /// The code ended. What it asks for afterwards is not heard.
    public mutating func end(_ close: Close, place: SourcePlace?) {
        guard self.close.state == .open else { return }
        self.close.close = close
        self.close.place = place
        self.close.state = .due
    }

    /// Takes back what was asked and not sent; whether there was such.
    @discardableResult
    mutating func withdraw(_ command: CommandId) -> Bool {
        guard let index = outbox.firstIndex(where: { $0.command == command }) else { return false }
        outbox.remove(at: index)
        return true
    }

    private func hasFired(_ startedEventId: EventId) -> Bool {
        guard let turn else { return false }
        return turn.events[turn.cursor...].contains { event in
            if case .timerFired(let attributes) = event.attributes {
                attributes.startedEventId == startedEventId
            } else {
                false
            }
        }
    }
}
