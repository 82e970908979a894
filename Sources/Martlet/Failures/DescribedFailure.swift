/// A failure whose description is a sentence for people, and which may have more to say.
protocol DescribedFailure: Error, CustomStringConvertible {
    /// More, for whoever has to mend it.
    var details: String? { get }
}

extension ActivityFailure: DescribedFailure {}
extension ChildFailure: DescribedFailure {}
extension LambdaFailure: DescribedFailure {}
extension PermanentFailure: DescribedFailure {}
extension RetryableFailure: DescribedFailure {}

extension CompensationFailure: DescribedFailure {
    var details: String? { nil }
}

extension ExternalFailure: DescribedFailure {
    var details: String? { nil }
}

extension TimedOut: DescribedFailure {
    var details: String? { nil }
}

extension TimerFailure: DescribedFailure {
    var details: String? { nil }
}

extension ValueFailure: DescribedFailure {
    var details: String? { nil }
}
