import Foundation
import SWFModel
import SWFWire
import Synchronization

/// What a planted bug remembers over a restart: the activity task that was given last, in a file or not at all.
public final class PlantedMemory: Sendable {
    private let path: String?
    private let task: Mutex<ActivityTask?>

    /// Reads what was kept.
    ///
    /// - Parameter path: The file; nil keeps nothing.
    public init(path: String? = nil) {
        self.path = path
        let bytes = path.flatMap { FileManager.default.contents(atPath: $0) } ?? Data()
        task = Mutex(try? AWSJSON.decode(ActivityTask.self, from: Array(bytes)))
    }

    /// The task that was kept before the restart, once.
    func takeTask() -> ActivityTask? {
        task.withLock { task in
            defer { task = nil }
            return task
        }
    }

    /// Keeps a task for after the restart.
    func keep(_ task: ActivityTask) {
        guard let path, let bytes = try? AWSJSON.encode(task) else { return }
        try? Data(bytes).write(to: URL(fileURLWithPath: path))
    }
}
