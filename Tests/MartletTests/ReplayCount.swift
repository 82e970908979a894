import Foundation

/// How often a program was replayed in one way, and what came out otherwise: a line of the file that MARTLET_TABLE names, for
/// `scripts/determinism.sh` to add up.
struct ReplayCount {
    private let program: String
    private let way: String
    private var rounds = 0
    private var prefixes = 0
    private var replays = 0
    private var differences = 0

    init(_ program: Program, _ way: String) {
        self.program = program.description
        self.way = way
    }

    /// One round more.
    mutating func add(prefixes: Int, replays: Int, _ differences: [String]) {
        rounds += 1
        self.prefixes += prefixes
        self.replays += replays
        self.differences += differences.count
    }

    /// Writes the line, if somebody wants it.
    func tell() {
        guard let path = ProcessInfo.processInfo.environment["MARTLET_TABLE"], let file = fopen(path, "a") else {
            return
        }
        defer { fclose(file) }
        // One write of a short line: what other tests append at the same time stands before or after it.
        fputs("\(program)\t\(way)\t\(rounds)\t\(prefixes)\t\(replays)\t\(differences)\n", file)
    }
}
