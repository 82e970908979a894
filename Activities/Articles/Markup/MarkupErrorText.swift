/// libxml2's error codes in the words of someone who has to repair the file. FoundationXML hands on the code only.
enum MarkupErrorText {
    /// A sentence for a code of libxml2's `xmlParserErrors`.
    ///
    /// - Parameters:
    ///   - code: the code.
    ///   - open: the name of the element that was open.
    static func sentence(code: Int, open: String?) -> String {
        let within = open.map { " inside <\($0)>" } ?? ""
        switch code {
        case 4: return "The file holds no XML."
        case 5:
            return open == nil
                ? "There is text or a second element after the end of the article." : "The file ends\(within)."
        case 9: return "A character that XML does not allow stands\(within)."
        case 23:
            return "An \"&\" is followed by a name without a semicolon\(within): write &amp; for the character itself."
        case 26, 27: return "A named character that nothing defines stands\(within)."
        case 38: return "A \"<\" stands inside an attribute\(within): write &lt;."
        case 39, 40, 41: return "An attribute has no value or no quotation marks\(within)."
        case 42: return "An element has the same attribute twice\(within)."
        case 65, 73: return "A tag is not closed by \">\"\(within)."
        case 68: return "A \"<\" or \"&\" is not part of a tag or character\(within): write &lt; or &amp;."
        case 76: return "A closing tag does not belong to the open element\(open.map { " <\($0)>" } ?? "")."
        case 77: return "An element is never closed\(within)."
        case 81: return "The text is not in the encoding that the file names\(within)."
        case 201...205: return "A prefix is used that no xmlns attribute declares\(within)."
        default: return "The XML is not well formed\(within) (libxml2 error \(code))."
        }
    }
}
