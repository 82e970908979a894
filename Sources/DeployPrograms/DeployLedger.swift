import CommandSupport
import Deploys
import Foundation
import SWFWire

/// What is written down of deploys, beside the releases: one line for each that ended, and the journal of the one that
/// has not.
struct DeployLedger: Sendable {
    /// The folder of the releases.
    var path: String

    private var file: String { "\(path)/deploys.jsonl" }
    private var journalFile: String { "\(path)/deploy.json" }

    /// The deploys that ended, the oldest first. A line that is none, such as half a line of a full disk, is passed over.
    func records() -> [DeployRecord] {
        guard let data = FileManager.default.contents(atPath: file) else { return [] }
        return data.split(separator: UInt8(ascii: "\n")).compactMap {
            try? AWSJSON.decode(DeployRecord.self, from: [UInt8]($0))
        }
    }

    /// Adds a deploy that ended, and takes its journal away.
    ///
    /// - Throws: ``Complaint`` (system).
    func append(_ record: DeployRecord) throws(Complaint) {
        do {
            // A line that a full disk cut short must not swallow this one.
            let line = try [UInt8(ascii: "\n")] + AWSJSON.encode(record) + [UInt8(ascii: "\n")]
            let descriptor = open(file, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
            guard descriptor >= 0 else {
                throw Complaint(.system, "\(file) cannot be opened: \(String(cString: strerror(errno))).")
            }
            let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
            try handle.write(contentsOf: Data(line))
            try handle.synchronize()
            try handle.close()
        } catch {
            if let complaint = error as? Complaint { throw complaint }
            throw Complaint(.system, "\(file) cannot be written: \(error.localizedDescription)")
        }
        close()
    }

    /// Takes the journal away: what it tells of is over.
    func close() { unlink(journalFile) }

    /// The journal of a deploy that is under way, or that died.
    func journal() -> DeployJournal? {
        guard let data = FileManager.default.contents(atPath: journalFile) else { return nil }
        return try? AWSJSON.decode(DeployJournal.self, from: [UInt8](data))
    }

    /// Writes down what is about to be done, durably.
    ///
    /// - Throws: ``Complaint`` (system).
    func write(_ journal: DeployJournal) throws(Complaint) {
        let bytes: [UInt8]
        do {
            bytes = try AWSJSON.encode(journal)
        } catch {
            throw Complaint(.unexpected, "The journal of the deploy cannot be written as JSON.")
        }
        try DurableFile.write(bytes, to: journalFile, replaces: true)
    }
}
