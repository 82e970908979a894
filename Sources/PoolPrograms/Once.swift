import Synchronization

/// Something that is done by whoever comes first, and by nobody after.
final class Once: Sendable {
    private let body: Mutex<(@Sendable () -> Void)?>

    init(_ body: @escaping @Sendable () -> Void) { self.body = Mutex(body) }

    func call() {
        let first = body.withLock { body in
            defer { body = nil }
            return body
        }
        first?()
    }
}
