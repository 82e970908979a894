import CProcess
import Foundation
import Pools

/// The title of this process in `ps` and `top`. On Linux it is written over the memory of the command line; elsewhere there is
/// none.
struct ProcessTitle: Sendable {
    private let arguments: [String]
    private let hasPlace: Bool

    /// Makes the place for it. To be called once, before other threads are busy with environment variables.
    ///
    /// The arguments are read first: they are kept by the runtime from then on, and what they were read from is written over.
    static func take() -> ProcessTitle {
        let arguments = CommandLine.arguments
        return ProcessTitle(arguments: arguments, hasPlace: martlet_title_prepare() > 0)
    }

    /// Shows what the process is about. Not to be called by two threads at once.
    func show(_ report: ProcessReport) {
        guard hasPlace else { return }
        martlet_title_set(TitleText.title(arguments, report))
        // The name of the first thread is that of the process. A system without it shows the command line all the same.
        let path = "/proc/self/task/\(report.pid)/comm"
        guard let file = FileHandle(forWritingAtPath: path) else { return }
        try? file.write(contentsOf: Data(TitleText.name(report).utf8.prefix(15)))
        try? file.close()
    }
}
