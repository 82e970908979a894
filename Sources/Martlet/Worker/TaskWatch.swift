/// Finds out that an activity runs on although the service has given its task up, so that it does not hold a slot for
/// nothing.
///
/// The worker is not told the timeouts of a task, and a call may override those of the definition. So when they should
/// be over, it asks by a heartbeat: a task that has timed out is unknown then, and the activity is canceled.
struct TaskWatch: Sendable {
    let definition: ActivityDefinition
    let pulse: TaskPulse
    let start: ContinuousClock.Instant

    /// A little longer than the service waits, so that its answer is certain.
    let grace: Duration

    /// Watches until the task is lost or the caller is canceled.
    func run() async {
        while let moment = next, !pulse.isCanceled {
            do {
                // Until the task is overdue; the end of the task cancels the watch.
                try await Task.sleep(until: moment, clock: .continuous)
            } catch {
                return
            }
            if let later = next, later > moment { continue }
            await pulse.send(nil)
            // The service has not given the task up yet: it is asked again, not in a loop.
            try? await Task.sleep(for: .seconds(30))
            if Task.isCancelled { return }
        }
    }

    /// When the task should be over; nil when it never is.
    private var next: ContinuousClock.Instant? {
        guard let limit = definition.longest else { return nil }
        let end = start + limit
        // A heartbeat from here would hide a silence that the service counts: only after that is over.
        let silence = definition.heartbeat.map { (pulse.lastSent ?? start) + $0 } ?? end
        return max(end, silence) + grace
    }
}

extension ActivityDefinition {
    /// How long a worker has for a task at most, unless the call says otherwise; nil when nothing limits it.
    var longest: Duration? { [startToClose, scheduleToClose].compactMap { $0 }.min() }
}
