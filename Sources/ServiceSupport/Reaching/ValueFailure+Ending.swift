package import CommandSupport
package import Martlet

extension ValueFailure: EndingError {
    /// What was given is not what is wanted.
    package var status: ProgramStatus { .usage }

    /// Its description is the rest of a sentence elsewhere.
    package var sentence: String { description.prefix(1).uppercased() + description.dropFirst() }
}
