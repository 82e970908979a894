extension Array {
    /// The element there; nil when there is none.
    subscript(safely index: Int) -> Element? {
        indices.contains(index) ? self[index] : nil
    }
}
