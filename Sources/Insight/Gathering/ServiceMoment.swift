import CommandSupport
import SWFClient
import SWFModel

/// The time by the service's clock, which is the one of every history.
enum ServiceMoment {
    /// Now there, as well as it is known from the answers so far; by this machine's clock before the first.
    static func now(_ service: RemoteWorkflowService) -> LocalTime {
        var time = LocalTime.machine()
        if let offset = service.clockOffset { time.now = offset.serviceTime(at: time.now) }
        return time
    }

    /// How far this machine's clock is from the service's, to better than a second where the service answers fast.
    ///
    /// - Throws: What the client throws when no answer came. A refusal is an answer: a service that refuses a request because
    ///   of this machine's clock says what time it is as well.
    static func drift(_ service: RemoteWorkflowService, domain: String) async throws -> ClockDrift {
        for attempt in 0..<4 {
            // Answers tell whole seconds: one that comes at another moment of the second narrows it down.
            if attempt > 0 { try await Task.sleep(for: .milliseconds(230)) }
            do {
                _ = try await service.describeDomain(DescribeDomainInput(name: domain))
            } catch let fault as Fault {
                if service.clockOffset == nil { throw fault }
            }
        }
        guard let known = service.clockOffset else {
            throw Complaint(.unexpected, "The service does not tell what time it is: its answers have no Date.")
        }
        return ClockDrift(offset: known.offset, uncertainty: known.uncertainty)
    }
}
