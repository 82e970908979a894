import Foundation
import FuzzBodies

/// The program around the bodies: libFuzzer's driver for one of them, and what the script asks besides.
///
/// All targets are one program, because linking takes longer than compiling a body. libFuzzer starts itself again for
/// some of its work, so the target's name travels in a variable.
@main enum Fuzz {
    private static let variable = "MARTLET_FUZZ_TARGET"

    private static let chosen = ProcessInfo.processInfo.environment[variable].flatMap { name in
        FuzzTarget.all.first { $0.name == name }
    }

    static func main() {
        let arguments = CommandLine.arguments
        switch arguments.dropFirst().first {
        case "--list":
            for target in FuzzTarget.all { print(target.name, target.maximumLength) }
        case "--seeds" where arguments.count == 3: exit(seeds(into: arguments[2]))
        case "--trace" where arguments.count == 3: exit(trace(arguments[2]))
        default:
            guard chosen != nil else {
                complain("\(variable) must name a target: \(FuzzTarget.all.map(\.name).joined(separator: ", ")).")
                exit(64)
            }
            exit(drive())
        }
    }

    /// Runs libFuzzer. It leaves signals alone that somebody handles already, and Swift's backtraces do, so that no
    /// crash would be kept.
    private static func drive() -> Int32 {
        for number in [SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE] { signal(number, SIG_DFL) }
        var count = CommandLine.argc
        var values: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = CommandLine.unsafeArgv
        return runDriver(&count, &values) { start, count in
            Fuzz.once(Array(UnsafeBufferPointer(start: start, count: count)))
            return 0
        }
    }

    private static func once(_ bytes: [UInt8]) {
        do {
            try chosen?.run(bytes)
        } catch {
            complain("finding: \(error)")
            // The signal by which libFuzzer learns of it.
            abort()
        }
    }

    /// Runs one input without libFuzzer, so that a trap prints Swift's own backtrace.
    private static func trace(_ file: String) -> Int32 {
        guard let target = chosen, let data = FileManager.default.contents(atPath: file) else {
            complain("\(variable) must name a target, and \(file) must be a file.")
            return 64
        }
        do {
            try target.run(Array(data))
            return 0
        } catch {
            complain("finding: \(error)")
            return 77
        }
    }

    /// Writes the first inputs of every target, a folder each.
    private static func seeds(into folder: String) -> Int32 {
        do {
            for target in FuzzTarget.all {
                let place = URL(fileURLWithPath: folder).appending(path: target.name)
                try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
                for seed in try target.seeds() { try Data(seed.bytes).write(to: place.appending(path: seed.name)) }
            }
            return 0
        } catch {
            complain("The seeds cannot be written: \(error)")
            return 1
        }
    }

    private static func complain(_ sentence: String) {
        FileHandle.standardError.write(Data("fuzz: \(sentence)\n".utf8))
    }
}

/// libFuzzer as a library: `LLVMFuzzerRunDriver` of its runtime.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
    _ count: UnsafeMutablePointer<Int32>,
    _ values: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
    _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
) -> Int32
