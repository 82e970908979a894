import SWFModel

extension Limits {
    init(_ reader: inout SettingsReader) {
        self.init()
        for member in Limits.members {
            self[keyPath: member.path] = reader.integer(
                member.name,
                default: self[keyPath: member.path],
                in: member.range
            )
        }
    }
}

extension SettingsReader {
    /// Rates by the names of their buckets: an object of texts such as `"2000/200"`.
    mutating func throttleRates(_ key: String) -> [ThrottleBucket: ThrottleRate] {
        let names = ThrottleBucket.all.map(\.name)
        var rates: [ThrottleBucket: ThrottleRate] = [:]
        for (name, text) in texts(key) {
            guard let bucket = ThrottleBucket.all.first(where: { $0.name == name }) else {
                let hint = NearestName.find(name, among: names).map { " Did you mean \($0)?" } ?? ""
                problem(key, "names \"\(name)\", which is no bucket.\(hint)")
                continue
            }
            guard let rate = ThrottleRate(text: text) else {
                problem(
                    key,
                    "gives \(name) the rate \"\(text)\"; a rate is two whole numbers from 1 to 1000000, how many at once and "
                        + "how many a second, such as \"\(bucket.standard.text)\"."
                )
                continue
            }
            rates[bucket] = rate
        }
        return rates
    }
}
