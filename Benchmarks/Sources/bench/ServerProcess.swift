import Foundation

/// A server that is measured, as a process of its own.
final class ServerProcess {
    let process = Process()
    let port: Int
    /// From the start of the process to its ready line, in seconds.
    let readySeconds: Double

    init(_ program: String, _ arguments: [String], port: Int) throws {
        self.port = port
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        let output = Pipe()
        process.standardOutput = output
        let start = monotonicSeconds()
        try process.run()
        let line = output.fileHandleForReading.availableData
        readySeconds = monotonicSeconds() - start
        guard !line.isEmpty else { throw Socket.Failure(description: "\(program) said nothing and ended") }
        // Whatever it prints later must not block it.
        output.fileHandleForReading.readabilityHandler = { _ = $0.availableData }
    }

    /// Ends the server and waits until it has ended.
    func stop() {
        process.terminate()
        process.waitUntilExit()
    }

    /// The seconds of processor time it has used.
    var processorSeconds: Double {
        guard let fields = stat else { return .nan }
        return (Double(fields[11]) + Double(fields[12])) / Double(sysconf(Int32(_SC_CLK_TCK)))
    }

    /// The bytes of memory it holds now.
    var residentBytes: Int {
        guard let fields = stat else { return 0 }
        return fields[21] * Int(sysconf(Int32(_SC_PAGESIZE)))
    }

    /// The numbers of /proc/PID/stat after the name, from the state on.
    private var stat: [Int]? {
        guard let text = try? String(contentsOfFile: "/proc/\(process.processIdentifier)/stat", encoding: .utf8),
            let end = text.lastIndex(of: ")")
        else { return nil }
        return text[text.index(after: end)...].split(separator: " ").map { Int($0) ?? 0 }
    }
}
