import Foundation
import MartletTesting
import Subprocess
import Testing

/// What a supervisor tells the service manager that started it.
@Suite(.serialized) struct ServiceManagerTests {
    /// A socket that service managers give to what they start.
    private final class NoticeSocket: Sendable {
        let path: String
        private let descriptor: Int32

        init(_ folder: String) throws {
            path = folder + "/notify"
            descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            let bytes = Array(path.utf8)
            withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
            let isBound = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size)) == 0
                }
            }
            try #require(isBound)
            var limit = timeval(tv_sec: 0, tv_usec: 100_000)
            setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        }

        deinit { close(descriptor) }

        /// The messages until one holds a text, for so long at most; nil when none did.
        func messages(until text: String, within limit: Duration = .seconds(120)) async -> [String]? {
            await BlockingWork.run { [self] in received(until: text, within: limit) }
        }

        private func received(until text: String, within limit: Duration) -> [String]? {
            let deadline = ContinuousClock.now + limit
            var messages: [String] = []
            var buffer = [UInt8](repeating: 0, count: 4096)
            while ContinuousClock.now < deadline {
                let count = recv(descriptor, &buffer, buffer.count, 0)
                guard count > 0 else { continue }
                messages.append(String(decoding: buffer[..<count], as: UTF8.self))
                if messages.last?.contains(text) == true { return messages }
            }
            return nil
        }
    }

    @Test(.timeLimit(.minutes(5)))
    func `it is told when all is started, that all is well, what is not, and when it stops`() async throws {
        let settings = #"""
            "deciders": {"count": 0}, "workers": {"count": 1}, "supervision": {"restarts": 0}
            """#
        try await SupervisedEnvironment.with(settings) { environment in
            let notices = try NoticeSocket(environment.folder)
            let result = try await Subprocess.run(
                .name("env"),
                arguments: Arguments(["\(environment.programs)/supervisor", "run", "-e", "dev"]),
                environment: .inherit.updating([
                    "MARTLET_SETTINGS": environment.folder + "/settings.json", "MARTLET_ENV": nil,
                    "NOTIFY_SOCKET": notices.path, "WATCHDOG_USEC": "400000",
                ]),
                input: .none,
                output: .discarded,
                error: .discarded
            ) { execution in
                let start = await notices.messages(until: "READY=1")
                #expect(start?.dropLast().contains { $0.contains("WATCHDOG") } == false, "only when it is ready")
                let well = await notices.messages(until: "WATCHDOG=1")
                #expect(well?.last?.contains("server 1 of 1, workers 1 of 1") == true, "\(well ?? [])")
                // Given up at the first crash: from then on the watchdog is not fed.
                let worker = try #require(try await environment.pool("workers").processes.first?.pid)
                kill(worker, SIGKILL)
                let unwell = await notices.messages(until: "workers-1: it was given up")
                #expect(unwell != nil)
                let later = await notices.messages(until: "WATCHDOG=1", within: .seconds(2))
                #expect(later == nil)
                try execution.send(signal: .terminate)
                #expect(await notices.messages(until: "STOPPING=1") != nil)
            }
            #expect(result.terminationStatus == .exited(0), "a stop is no failure")
        }
    }
}
