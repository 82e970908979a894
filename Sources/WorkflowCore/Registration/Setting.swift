/// A value as given, or the default of the type; text that is empty counts as not given (swf-spec.md 2.1).
enum Setting {
    static func text(_ given: String?, or fallback: String?) -> String? {
        present(given) ?? present(fallback)
    }

    private static func present(_ text: String?) -> String? {
        text.flatMap { $0.isEmpty ? nil : $0 }
    }
}
