import CProcess
import Foundation

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// Puts another program in the place of this one: same process, same arguments, same environment.
///
/// Nothing of this one goes along but what it was given itself: files and sockets that were opened here are closed by it.
struct SelfExecution: Sendable {
    /// In the environment of a program that took the place of another: the build of that one.
    static let variable = "MARTLET_AFTER"

    /// The build that ran in this process before; nil for the first.
    static var predecessor: String? { ProcessInfo.processInfo.environment[variable].flatMap { $0.isEmpty ? nil : $0 } }

    private let arguments: [String]
    private let inherited: Set<Int32>

    /// Notes what the process was given: to be taken before anything is opened.
    init() {
        arguments = CommandLine.arguments
        inherited = Set(Self.descriptors().filter { fcntl($0, F_GETFD) & FD_CLOEXEC == 0 })
    }

    /// Runs the program of a file. It returns only when that failed, with the reason.
    func execute(_ path: String, after build: String) -> String {
        for descriptor in Self.descriptors() where !inherited.contains(descriptor) {
            _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        }
        // Threads of a pool have most signals blocked, and the next program would begin so.
        var none = sigset_t()
        sigemptyset(&none)
        var before = sigset_t()
        pthread_sigmask(SIG_SETMASK, &none, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        var variables = ProcessInfo.processInfo.environment
        variables[Self.variable] = build
        var words: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
        var settings: [UnsafeMutablePointer<CChar>?] = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for text in words + settings { free(text) } }
        martlet_keep_death_signal()
        execve(path, &words, &settings)
        return String(cString: strerror(errno))
    }

    /// What is open besides input, output and messages.
    private static func descriptors() -> [Int32] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        return names.compactMap { Int32($0) }.filter { $0 > 2 }
    }
}
