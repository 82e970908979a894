/// How much room a file system has left.
public struct DiskSpace: Hashable, Sendable {
    /// What lies there: `store`, `var`, `tmp`; several when they share it.
    public var uses: [String]
    /// The folder that was asked about.
    public var path: String
    /// The bytes that a program without privileges may still write.
    public var freeBytes: Int
    /// The bytes that there are in all.
    public var totalBytes: Int

    /// Creates the value from its parts.
    public init(uses: [String], path: String, freeBytes: Int, totalBytes: Int) {
        self.uses = uses
        self.path = path
        self.freeBytes = freeBytes
        self.totalBytes = totalBytes
    }

    /// How little is too little, when nobody says otherwise: a gigabyte.
    public static let minimumBytes = 1_000_000_000

    /// `12.3 GB`.
    public static func words(_ bytes: Int) -> String {
        for (unit, size) in [("TB", 1e12), ("GB", 1e9), ("MB", 1e6), ("kB", 1e3)] where Double(bytes) >= size {
            let tenths = Int((Double(bytes) / size * 10).rounded())
            return tenths % 10 == 0 ? "\(tenths / 10) \(unit)" : "\(tenths / 10).\(tenths % 10) \(unit)"
        }
        return "\(bytes) bytes"
    }

    /// Reads `500M`, `1G`, `1.5GB`, `999T` or a number of bytes; nil when the text is none.
    public static func bytes(_ text: String) -> Int? {
        var number = text.uppercased()[...]
        if number.last == "B" { number.removeLast() }
        let scales: [Character: Double] = ["K": 1e3, "M": 1e6, "G": 1e9, "T": 1e12]
        var scale = 1.0
        if let last = number.last, let found = scales[last] {
            scale = found
            number.removeLast()
        }
        guard let first = number.first, first.isASCII, first.isNumber, let amount = Double(number) else { return nil }
        let bytes = amount * scale
        return bytes < 1e18 ? Int(bytes) : nil
    }

    /// `store, var: 12.3 GB of 50 GB free at /srv`.
    public var sentence: String {
        "\(uses.joined(separator: ", ")): \(Self.words(freeBytes)) of \(Self.words(totalBytes)) free at \(path)"
    }

    /// What a doctor says.
    public func finding(minimumBytes: Int = DiskSpace.minimumBytes) -> Finding {
        let advice = "Make room: old logs in var/log, martlet cleanup --tmp, a shorter retention of the domain."
        if freeBytes < minimumBytes {
            return Finding(.problem, "disk", "\(sentence), less than \(Self.words(minimumBytes))", advice: advice)
        }
        return freeBytes < 2 * minimumBytes
            ? Finding(.warning, "disk", "\(sentence), less than twice \(Self.words(minimumBytes))", advice: advice)
            : Finding(.ok, "disk", sentence)
    }
}
