import Foundation
import Testing

/// Parsers under fire, without a fuzzer: the bodies that `scripts/fuzz.sh` runs under libFuzzer, over the corpus and over
/// seeded mutations of it.
@Suite struct ParserTests {
    /// How long mutations of one target are run.
    private static let duration = Duration.seconds(2)
    /// An input takes microseconds; this is a blow-up, even on a machine that does much else.
    private static let patience = Duration.seconds(10)

    /// The seed of the mutations; another one finds other things.
    private static let seed =
        ProcessInfo.processInfo.environment["MARTLET_FUZZ_SEED"].flatMap { UInt64($0) } ?? 1

    @Test(arguments: FuzzTarget.all)
    func `no input of the corpus breaks a property`(_ target: FuzzTarget) throws {
        let corpus = try FuzzFiles.corpus(target.name)
        #expect(corpus.count >= 5, "the corpus of \(target.name) is missing")
        for (name, bytes) in corpus {
            #expect(throws: Never.self, "Fuzz/Corpus/\(target.name)/\(name)") { try target.run(bytes) }
        }
    }

    @Test(arguments: FuzzTarget.all)
    func `no first input breaks a property`(_ target: FuzzTarget) throws {
        let seeds = try target.seeds()
        #expect(!seeds.isEmpty)
        #expect(Set(seeds.map(\.name)).count == seeds.count, "two seeds of \(target.name) have one name")
        for seed in seeds {
            #expect(throws: Never.self, "\(seed.name)") { try target.run(seed.bytes) }
            #expect(seed.bytes.count <= target.maximumLength, "\(seed.name) is longer than the fuzzer makes inputs")
        }
    }

    @Test(arguments: FuzzTarget.all)
    func `no input of a short run of mutations breaks a property`(_ target: FuzzTarget) throws {
        var mutator = Mutator(
            seed: Self.seed,
            corpus: try FuzzFiles.corpus(target.name).map(\.bytes),
            words: try FuzzFiles.dictionary(target.name),
            maximumLength: target.maximumLength
        )
        // An input that ends the process is found in this file.
        let path = FileManager.default.temporaryDirectory.appending(path: "martlet-fuzz-\(target.name)").path
        _ = FileManager.default.createFile(atPath: path, contents: nil)
        let file = try #require(FileHandle(forWritingAtPath: path))
        let clock = ContinuousClock()
        let end = clock.now + Self.duration
        var count = 0
        while clock.now < end {
            let input = mutator.next()
            try file.truncate(atOffset: 0)
            try file.write(contentsOf: input)
            let begun = clock.now
            do {
                try target.run(input)
            } catch {
                let text = Data(input).base64EncodedString()
                Issue.record("\(target.name), seed \(Self.seed), input \(count): \(error); base64 of it: \(text)")
                return
            }
            let taken = clock.now - begun
            #expect(taken < Self.patience, "\(target.name), input \(count) takes \(taken)")
            count += 1
        }
        try file.close()
        try FileManager.default.removeItem(atPath: path)
        #expect(count > 10, "\(target.name) is so slow that nothing was tried")
    }

    @Test func `the same seed makes the same mutations`() {
        let corpus = [Array("one".utf8), Array("another".utf8)]
        var first = Mutator(seed: 7, corpus: corpus, words: [], maximumLength: 64)
        var second = Mutator(seed: 7, corpus: corpus, words: [], maximumLength: 64)
        var other = Mutator(seed: 8, corpus: corpus, words: [], maximumLength: 64)
        let inputs = (0..<50).map { _ in first.next() }
        #expect(inputs == (0..<50).map { _ in second.next() })
        #expect(inputs != (0..<50).map { _ in other.next() })
        #expect(Set(inputs).count > 40)
    }

    @Test func `every folder of the corpus is a target's`() throws {
        #expect(try FuzzFiles.folders() == FuzzTarget.all.map(\.name).sorted())
    }
}

extension FuzzTarget: CustomTestStringConvertible {
    var testDescription: String { name }
}
