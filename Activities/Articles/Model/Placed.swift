/// A value read from an article, and where it stood.
struct Placed<Value: Sendable & Equatable>: Sendable, Equatable {
    var value: Value
    var place: MarkupPlace
}
