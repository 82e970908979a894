import Testing

/// The two cores are functions of their arguments (docs/ARCHITECTURE.md, invariant 6).
@Suite struct CoreTests {
    private let cores = SourceTree.files(["Sources/WorkflowCore", "Sources/DeciderCore"])

    @Test func `no clock reaches a core`() {
        let clock = /\b(?:Date\(|ContinuousClock|SuspendingClock|DispatchTime|clock_gettime|gettimeofday|Timer\()/
        #expect(
            SourceTree.places(of: clock, words: ["Date", "Clock", "Dispatch", "clock_", "gettime", "Timer"], in: cores)
                == []
        )
    }

    @Test func `no chance reaches a core`() {
        let chance = /\bUUID\(|SystemRandomNumberGenerator|\.(?:random|randomElement|shuffled|shuffle)\((?!.*using:)/
        #expect(SourceTree.places(of: chance, words: ["UUID", "andom", "shuffle"], in: cores) == [])
    }

    @Test func `nothing waits in a core`() {
        let waiting = /\basync\b|\bawait\b|\bTask\s*[.{<]|\bactor\s+\w|\bThread\b|\bDispatchQueue\b/
        #expect(
            SourceTree.places(of: waiting, words: ["async", "await", "Task", "actor", "Thread", "Dispatch"], in: cores)
                == []
        )
    }

    @Test func `a core writes nowhere and asks nobody`() {
        let world = /\bprint\(|\bdebugPrint\(|\bLogger\b|\bProcessInfo\b|\bgetenv\b|\bFileManager\b|\bURLSession\b/
        #expect(
            SourceTree.places(of: world, words: ["rint(", "Logger", "ProcessInfo", "getenv", "File", "URL"], in: cores)
                == []
        )
        let foundation = /^\s*(?:\w+\s+)*import\s+(?:Foundation|FoundationEssentials|Dispatch|Glibc|Logging)\b/
        #expect(SourceTree.places(of: foundation, words: ["import"], in: cores) == [])
    }
}
