/// A parser under fire: any bytes go in, and what must hold of it is checked.
///
/// The same bodies run in three places: under libFuzzer (`scripts/fuzz.sh`), over the corpus in the ordinary tests, and
/// over seeded mutations of it there.
package struct FuzzTarget: Sendable {
    /// A first input, made with the real encoders.
    package struct Seed: Sendable {
        /// The name of its file.
        package var name: String
        /// What is in it.
        package var bytes: [UInt8]

        /// An input that begins with a byte that chooses, and goes on with text.
        init(_ name: String, choice: UInt8? = nil, _ text: some Sequence<UInt8>) {
            self.name = name
            bytes = (choice.map { [$0] } ?? []) + Array(text)
        }
    }

    /// The name: of the target on the command line, of its folder in the corpus, of its dictionary.
    package let name: String
    /// How many bytes libFuzzer may make of an input.
    package let maximumLength: Int
    /// The first inputs.
    package let seeds: @Sendable () throws -> [Seed]
    /// Runs one input; throws a ``Finding`` when a property does not hold.
    package let run: @Sendable ([UInt8]) throws -> Void
}

extension FuzzTarget {
    /// All targets, a file each.
    package static let all: [FuzzTarget] = [
        answers, article, credentials, cron, history, http, json, requests, settings, signing, tokens, verifier,
    ]
}
