/// The lines of several files in the order of their moments; lines of one file keep their order, whatever their moments say.
struct LogMerge<Source: IteratorProtocol>: Sequence, IteratorProtocol where Source.Element == LogRecord {
    private var sources: [Source]
    private var heads: [LogRecord?]

    init(_ sources: [Source]) {
        self.sources = sources
        heads = []
        for index in self.sources.indices { heads.append(self.sources[index].next()) }
    }

    /// The next line. Of lines of one moment that of the first file comes first.
    mutating func next() -> LogRecord? {
        var first: Int?
        for index in heads.indices {
            guard let head = heads[index] else { continue }
            if let found = first, let best = heads[found], best.moment <= head.moment { continue }
            first = index
        }
        guard let first else { return nil }
        let record = heads[first]
        heads[first] = sources[first].next()
        return record
    }
}
