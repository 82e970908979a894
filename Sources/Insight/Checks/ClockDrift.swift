import CommandSupport

/// How far the clock of this machine is from that of the service.
public struct ClockDrift: Hashable, Sendable {
    /// The service's clock minus this machine's: positive when this machine's is behind.
    public var offset: Duration
    /// How far the offset may be from the truth.
    public var uncertainty: Duration

    /// Creates the value from its parts.
    public init(offset: Duration, uncertainty: Duration) {
        self.offset = offset
        self.uncertainty = uncertainty
    }

    /// How much is too much, when nobody says otherwise: from five minutes on Amazon SWF refuses every request.
    public static let limit = Duration.seconds(120)

    /// Whether the clocks are certainly further apart than that.
    public func isBeyond(_ limit: Duration = ClockDrift.limit) -> Bool { distance > limit }

    private var distance: Duration { offset < .zero ? .zero - offset : offset }

    /// `local clock 130 s behind the service (±1 s)`.
    public var sentence: String {
        let margin = "(±\(DurationWords.text(uncertainty)))"
        guard distance > uncertainty else { return "local clock agrees with the service \(margin)" }
        let seconds = Int(distance.reported.rounded())
        let words = seconds < 600 ? "\(seconds) s" : DurationWords.text(.seconds(seconds))
        return "local clock \(words) \(offset > .zero ? "behind" : "ahead of") the service \(margin)"
    }

    /// What a doctor says.
    public func finding(limit: Duration = ClockDrift.limit) -> Finding {
        let advice =
            "Set the clock (timedatectl set-ntp true, or chronyc makestep); schedules go by the service's clock."
        if isBeyond(limit) {
            return Finding(.problem, "clock", sentence, advice: advice)
        }
        return distance > .seconds(10) + uncertainty
            ? Finding(.warning, "clock", sentence, advice: advice) : Finding(.ok, "clock", sentence)
    }
}

extension ClockDrift: Encodable {
    private enum CodingKeys: String, CodingKey {
        case offset = "offset_time"
        case uncertainty = "uncertainty_time"
        case sentence
    }

    /// Writes both durations, in seconds; a positive offset means that this machine's clock is behind.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(offset.reported, forKey: .offset)
        try container.encode(uncertainty.reported, forKey: .uncertainty)
        try container.encode(sentence, forKey: .sentence)
    }
}
