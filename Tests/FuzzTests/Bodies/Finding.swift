/// A property that did not hold: what a fuzz body throws.
package struct Finding: Error, CustomStringConvertible {
    /// The property and what was seen instead.
    package var description: String
}

/// Holds a property.
///
/// - Throws: ``Finding`` with the sentence when it does not hold.
func expect(_ holds: Bool, _ sentence: @autoclosure () -> String) throws(Finding) {
    if !holds { throw Finding(description: sentence()) }
}
