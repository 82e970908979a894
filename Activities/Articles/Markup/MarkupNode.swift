/// One child of an element: text (character data and CDATA joined) or another element. Comments and processing
/// instructions are left out.
enum MarkupNode: Sendable, Equatable {
    case text(String)
    case element(MarkupElement)
}
