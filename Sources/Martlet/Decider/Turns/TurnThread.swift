import CTurnThread
import Dispatch
import Synchronization

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#elseif canImport(Darwin)
import Darwin
#endif

/// A thread that runs workflow code, so that code which never comes to rest takes no other with it.
///
/// Swift's own threads are as many as there are processors; two endless loops on them would end a decider. On a thread of
/// its own such a loop can be left behind: its job is abandoned, its slot goes on with another thread.
///
/// **What becomes of the thread.** It cannot be ended: whatever its frames hold would never be given back, and Swift
/// cannot unwind it. One that waits, say for a semaphore, costs nothing and is left alone; should it come back, the
/// context refuses its code every further step, and the thread ends. One that computes is parked: a signal that is used
/// for nothing else makes it pause for good, in the handler. A program that has lost some threads so is best started
/// anew; the decider tells how many by `onLostThread`.
///
/// **Why it may stop where it is parked.** A thread may only be stopped where it holds nothing that others wait for
/// shortly. The handler looks first, and lets it run on when it must not stop there; it is then asked again.
///
/// - In the libraries it is never stopped: so not inside the allocator, whose arenas other threads share, not inside the
///   Swift runtime with its tables of types and tasks, not in Foundation, the dynamic linker or a system call. Only where the
///   program's own code is executed does it stop. (A program that has the runtime linked into itself parks nothing.)
/// - The library's own locks that other threads may want are shelters (``ShelteredMutex``), and so is a call of the log
///   handler: within one nothing is parked. Swift inlines its mutexes, so the place alone would not tell.
/// - What a caller further up the stack holds while the code runs (the initializer of a global, a lock around a closure of
///   the author's) it would hold for good in an endless loop as well; nothing is lost by stopping.
/// - A lock of the author's own, a global of workflow code, may be held. Workflow code shares no state with others; where it
///   does all the same, those others are found by this watch too.
/// - The execution of an abandoned job is not touched again by anybody else: it is not held, not released, and its
///   locks are not waited for.
///
/// All signals are blocked in the handler, so the thread takes none that is meant for the process; and at its end the
/// process waits for no thread of this kind.
final class TurnThread: Sendable {
    /// One thing that a thread does.
    typealias Work = @Sendable (TurnThread) -> Void

    /// Where its job stands.
    let post = TurnPost()
    private let arrived = DispatchSemaphore(value: 0)
    private let work = Mutex<Work?>(nil)
    private let handle = Mutex<pthread_t?>(nil)
    private let jobs = Atomic<Int>(0)

    /// Whether threads can be parked here.
    static var canPark: Bool { martlet_turn_can_park() != 0 }

    init?() {
        guard start() else { return nil }
    }

    /// Gives the thread something to do; nil ends it. Only while it does nothing.
    func give(_ work: Work?) {
        self.work.withLock { $0 = work }
        arrived.signal()
    }

    /// A job begins: its number, from 1.
    func beginJob() -> Int {
        let number = jobs.wrappingAdd(1, ordering: .relaxed).newValue
        post.begin(number)
        return number
    }

    /// Asks the thread to park where it may stop.
    func askToPark() {
        // Under the lock, so that the thread has not ended meanwhile.
        handle.withLock { thread in
            if let thread { martlet_turn_ask_to_park(thread) }
        }
    }

    /// How long the thread has computed; nil where that cannot be told.
    var processorTime: Duration? {
        #if canImport(Darwin)
        nil
        #else
        return handle.withLock { thread in
            var clock = clockid_t()
            var time = timespec()
            guard let thread, pthread_getcpuclockid(thread, &clock) == 0, clock_gettime(clock, &time) == 0 else {
                return nil
            }
            return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
        }
        #endif
    }

    private func start() -> Bool {
        // Balanced by the thread itself, at its end.
        let context = Unmanaged.passRetained(self)
        guard let thread = Self.create(context.toOpaque()) else {
            context.release()
            return false
        }
        handle.withLock { $0 = thread }
        return true
    }

    private static func create(_ context: UnsafeMutableRawPointer) -> pthread_t? {
        #if canImport(Darwin)
        var thread: pthread_t?
        #else
        var thread: pthread_t = 0
        #endif
        return pthread_create(&thread, nil, turnThreadMain, context) == 0 ? thread : nil
    }

    fileprivate func run() {
        pthread_detach(pthread_self())
        post.hold {
            while true {
                arrived.wait()
                let work = work.withLock { work in
                    defer { work = nil }
                    return work
                }
                guard let work else { return }
                work(self)
            }
        }
        handle.withLock { $0 = nil }
    }
}

// What a thread begins with. A closure in its place makes the compiler (6.3.1) crash.
#if canImport(Darwin)
private func turnThreadMain(_ context: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    Unmanaged<TurnThread>.fromOpaque(context).takeRetainedValue().run()
    return nil
}
#else
private func turnThreadMain(_ context: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let context { Unmanaged<TurnThread>.fromOpaque(context).takeRetainedValue().run() }
    return nil
}
#endif
