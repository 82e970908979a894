import Synchronization

/// Run ids that are alike in every run of a seed.
final class RunNumbers: Sendable {
    private let last = Mutex(0)

    func next() -> String {
        let number = last.withLock { number in
            number += 1
            return number
        }
        return "run-\(number)"
    }
}
