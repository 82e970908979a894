/// The figures of a run, each with the bar that it has to reach, if there is one.
struct Figures {
    /// By their names, as they stand in the JSON file.
    private(set) var values: [String: Double] = [:]
    /// Bars that were missed and that the documentation says are reached, as sentences.
    private(set) var misses: [String] = []

    /// Adds a figure and says its sentence.
    mutating func show(_ key: String, _ value: Double, _ sentence: String, bar: Bar? = nil) {
        values[key] = (value * 1000).rounded() / 1000
        print(sentence)
        guard let bar, !bar.isKnownToBeMissed, !bar.isReached(by: value) else { return }
        misses.append("\(key) is \(values[key] ?? value), and must be \(bar.words)")
    }
}
