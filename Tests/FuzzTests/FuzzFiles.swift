import Foundation

/// The corpus and the dictionaries, which lie beside the package that fuzzes.
enum FuzzFiles {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Fuzz")

    /// The inputs of a target, in the order of their names.
    static func corpus(_ target: String) throws -> [(name: String, bytes: [UInt8])] {
        let place = folder.appending(path: "Corpus/\(target)")
        let names = try FileManager.default.contentsOfDirectory(atPath: place.path).filter { !$0.hasPrefix(".") }
        return try names.sorted().map { ($0, Array(try Data(contentsOf: place.appending(path: $0)))) }
    }

    /// The names of the folders in the corpus.
    static func folders() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "Corpus").path).sorted()
    }

    /// The words of a target's dictionary: a line each, in quotation marks, with `\xNN` for bytes.
    ///
    /// - Throws: What reading the file throws, and `Unreadable` for a line that libFuzzer would refuse.
    static func dictionary(_ target: String) throws -> [[UInt8]] {
        let place = folder.appending(path: "Dictionaries/\(target).dict")
        return try String(contentsOf: place, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }
            .map { line in
                guard line.count > 2, line.first == "\"", line.last == "\"" else {
                    throw Unreadable(line: String(line))
                }
                return try bytes(Array(line.utf8.dropFirst().dropLast()), String(line))
            }
    }

    /// A line of a dictionary that is none.
    struct Unreadable: Error {
        var line: String
    }

    private static func bytes(_ text: [UInt8], _ line: String) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var index = 0
        while index < text.count {
            guard text[index] == UInt8(ascii: "\\") else {
                bytes.append(text[index])
                index += 1
                continue
            }
            let digits = String(decoding: text[index...].dropFirst(2).prefix(2), as: UTF8.self)
            guard text[index...].dropFirst().first == UInt8(ascii: "x"), let byte = UInt8(digits, radix: 16) else {
                throw Unreadable(line: line)
            }
            bytes.append(byte)
            index += 4
        }
        return bytes
    }
}
